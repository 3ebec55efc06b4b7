import { WrongArguments } from './arguments.ts';
import type { Progress } from './progress.ts';

/**
 * Runs a command of the laptop. What goes wrong becomes a sentence and an exit status: 2 for options that make no sense, else 1.
 *
 * @param saysItAll errors of which whoever sees one knows what to do from its sentence alone; others are shown whole.
 */
export async function inSentences(
  run: () => Promise<void>,
  progress: Progress,
  saysItAll: readonly (abstract new (...args: never[]) => Error)[],
): Promise<void> {
  try {
    await run();
  } catch (error) {
    progress.end();
    const isOurs = error instanceof WrongArguments || saysItAll.some((kind) => error instanceof kind);
    console.error(isOurs && error instanceof Error ? error.message : error);
    process.exitCode = error instanceof WrongArguments ? 2 : 1;
  }
}
