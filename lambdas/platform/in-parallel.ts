/** How many requests for one row each are under way at a time, where nothing else is said. */
const CONCURRENCY = 16;

/**
 * Does the same with each, several at a time. What was begun is finished before this ends: when one has failed no more are begun, and its error is thrown
 * once the others that were under way have come to their end, so that nothing goes on behind the back of whoever called.
 */
export async function inParallel<T>(
  all: Iterable<T>,
  act: (one: T) => Promise<unknown>,
  atATime = CONCURRENCY,
): Promise<void> {
  const left = Iterator.from(all);
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const one of left) {
      try {
        await act(one);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  if (failures.length > 0) throw failures[0];
}
