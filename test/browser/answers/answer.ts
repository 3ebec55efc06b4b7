import type { Decision } from '../../../lambdas/store/store.ts';
import type { Samples } from '../../../local/people/samples.ts';
import type { Hand } from '../support/hand.ts';

/** What somebody knows who is asked. */
export interface Context {
  readonly decision: Decision;
  /** How often this question has reached somebody of this review, this time included. */
  readonly asked: number;
  /** The instant of answering. */
  readonly now: string;
  /** What the fields of the page say of a willing person's answer, and the words of the button that sends it. */
  readonly samples: Samples;
}

/** How somebody fills a page in. */
export type Fill = (hand: Hand, context: Context) => Promise<void>;

/** Answers by the name of the question. */
export type Answers = Readonly<Record<string, Fill>>;

export const SENTENCES = [
  'Pupils know what they are learning and why, in every class we saw.',
  'Leaders at all levels speak about the same three priorities.',
  'Middle leaders could check more often how their plans work in class.',
  'Reading is taught with care, and staff share what works.',
  'The next step is to plan the same approach for the later years.',
] as const;
