/**
 * The thread in which a season's plan is proved: the solver blocks whatever thread it runs in, and its memory never shrinks,
 * so that it lives for one season only. Started by solve-in-worker.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import loader from 'highs';
import { compileSeason } from './compile-season.ts';
import { climbOn, isLarge, planLarge } from './large-season.ts';
import { prove } from './prove.ts';
import type { ProofReport, ProofTask } from './solve-in-worker.ts';

// The package's types say CommonJS; what Node imports is its module, whose default is the loader itself.
const loadHighs = loader as unknown as typeof loader.default;
const { instance, pairs, first, limits } = workerData as ProofTask;
const report = (what: ProofReport): void => parentPort?.postMessage(what);

try {
  const highs = await loadHighs();
  const season = compileSeason(instance, pairs);
  if (isLarge(season)) planLarge(season, first, highs, limits, report);
  else prove(season, first.prices ? climbOn(season, first) : first, highs, limits, report);
  report({ done: true });
} catch (error) {
  // An uncaught error of the solver prints 150 KB; its message says all.
  report({ failed: error instanceof Error ? error.message : 'The solver ended with something that is no error.' });
}
