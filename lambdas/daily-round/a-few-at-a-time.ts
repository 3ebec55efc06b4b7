/**
 * A mail takes some 200 ms, most of it waiting, so four at a time are about ten a second with all that is read and written for each: under the 14 that Amazon
 * allows an account to begin with.
 */
const AT_A_TIME = 4;

/**
 * Does the same with each, a few at a time. What was begun is finished before this ends: when one has failed no more are begun, and its error is thrown
 * once the others that were under way have come to their end, so that nothing goes on behind the back of whoever called.
 */
export async function aFewAtATime<T>(all: Iterable<T>, act: (one: T) => Promise<void>): Promise<void> {
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
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  if (failures.length > 0) throw failures[0];
}
