/** The fields that commands ask for, as a form or a call by hand writes them, with what is said of a wrong one. */

import * as z from 'zod';
import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';

const LONGEST_REASON = 500;

export const name = (label: string) =>
  z
    .string({ error: `must name ${label}` })
    .trim()
    .min(1, `must name ${label}`);

export const reason = z
  .string({ error: 'must say why, in a few words' })
  .trim()
  .min(1, 'must say why, in a few words')
  .max(LONGEST_REASON, `must have at most ${LONGEST_REASON} characters`);

export const person = name('a person, such as person-0107').optional();

/** What every command may be called with. */
export const aboutReview = {
  /** The review ('qar-2026-100183') or the membership ('membership-2026-100183'). */
  about: name(`a review, such as ${EXAMPLE_REVIEW}`),
  /** The instant of the command, 'YYYY-MM-DDTHH:mm:ssZ'. Left out: the instant at which the function is called. */
  at: z.iso.datetime('must be an instant such as 2027-01-08T10:15:00Z').optional(),
  /** What the caller saw of the row: see `seenOf`. Whatever has changed since is then left alone. */
  seen: z.string().optional(),
};

export const aboutQuestion = { ...aboutReview, decision: name('a question, such as choose-dates.1.1') };

/** Where a form writes a number as text. */
export const wholeNumber = (what: string, most: number) =>
  z
    .preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), z.unknown())
    .pipe(z.int(`must be a whole number of ${what}`).min(1, 'must be 1 or more').max(most, `must be ${most} or less`));

export const timeOfDay = (label: string) =>
  z
    .string(`must be the time at which it ${label}, such as 09:30`)
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, `must be the time at which it ${label}, such as 09:30`);

/** Where a form writes a ticked box as a word. */
export const ticked = z
  .preprocess((value) => (typeof value === 'string' ? ['true', 'on', 'yes'].includes(value) : value), z.unknown())
  .pipe(z.boolean('must be true or false'))
  .default(false);
