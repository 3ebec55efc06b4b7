import type { EndingIndex } from './ending-index.ts';

/** One promise of the product, and how an ending is seen to break it. */
export interface Invariant {
  /** 'one-place-a-day'. */
  readonly name: string;
  /** The promise, as a sentence that somebody of the network could hold us to. */
  readonly promise: string;
  /** Each place in which the ending breaks it, in ids alone; none when it is kept. */
  readonly find: (ending: EndingIndex) => readonly string[];
}
