/** How many requests for one row each are under way at a time. */
const CONCURRENCY = 16;

/** Does the same with each, several at a time, and ends when all are done or with the first error. */
export async function inParallel<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const worker = async (): Promise<void> => {
    for (const one of left) await act(one);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
