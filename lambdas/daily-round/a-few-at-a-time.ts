import { inParallel } from '../platform/in-parallel.ts';

/**
 * A mail takes some 200 ms, most of it waiting, so four at a time are about ten a second with all that is read and written for each: under the 14 that Amazon
 * allows an account to begin with.
 */
const AT_A_TIME = 4;

/** Does with each what may end in a mail. */
export const aFewAtATime = <T>(all: Iterable<T>, act: (one: T) => Promise<void>): Promise<void> =>
  inParallel(all, act, AT_A_TIME);
