import type { Decision } from '../../../lambdas/store/store.ts';
import type { Hand } from '../support/hand.ts';

/** What somebody knows who is asked. */
export interface Told {
  readonly decision: Decision;
  /** How often this question has reached somebody of this review, this time included. */
  readonly asked: number;
  /** The instant of answering. */
  readonly now: string;
}

/** How somebody fills a page in, and the words of the button that sends the answer in the end. */
export interface Answer {
  readonly fill: (hand: Hand, told: Told) => Promise<void>;
  readonly button: string;
}

/** Answers by the name of the question. */
export type Answers = Readonly<Record<string, Answer>>;

export const SENTENCES = [
  'Pupils know what they are learning and why, in every class we saw.',
  'Leaders at all levels speak about the same three priorities.',
  'Middle leaders could check more often how their plans work in class.',
  'Reading is taught with care, and staff share what works.',
  'The next step is to plan the same approach for the later years.',
] as const;
