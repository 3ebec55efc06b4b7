/** The solver, but the thread ends before it says that it is done. */
import { parentPort, workerData } from 'node:worker_threads';
import loader from 'highs';
import { compileSeason } from '../../../lambdas/solver/compile-season.ts';
import { prove } from '../../../lambdas/solver/prove.ts';
import type { ProofTask } from '../../../lambdas/solver/solve-in-worker.ts';

const highs = await (loader as unknown as typeof loader.default)();
const { instance, first, limits } = workerData as ProofTask;
prove(compileSeason(instance), first, highs, limits, (step) => parentPort?.postMessage(step));
