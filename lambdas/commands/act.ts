import * as z from 'zod';
import { PROGRAMMES } from '../store/entities/members.ts';
import { oneLine } from '../text/as-seen.ts';

/** Why reviews move, as domain.md lists it. */
export const POSTPONEMENT_REASONS = {
  inspection: 'an inspection was called',
  'head-absent': 'the head is absent',
  illness: 'illness',
  building: 'the building cannot be used',
  bereavement: 'a bereavement',
  weather: 'the weather',
  other: 'another reason',
} as const;

/** The stages at which a review can be taken up again. */
export const ENTERED_STAGES = [
  'scheduling',
  'team',
  'preparation',
  'visit',
  'report',
  'publication',
  'feedback',
] as const;

/** The most working days that one act gives: four school weeks. */
export const MOST_WORKING_DAYS = 20;

/** As many as a room takes, and as one page can tick who came. */
export const MOST_PLACES = 60;

const LONGEST_REASON = 500;

const name = (label: string) =>
  z
    .string({ error: `must name ${label}` })
    .trim()
    .min(1, `must name ${label}`);
const reason = z
  .string({ error: 'must say why, in a few words' })
  .trim()
  .min(1, 'must say why, in a few words')
  .max(LONGEST_REASON, `must have at most ${LONGEST_REASON} characters`);

const common = {
  /** The review ('qar-2026-100183') or the membership ('membership-2026-100183'). */
  about: name('a review, such as qar-2026-100183'),
  /** The instant of the act, 'YYYY-MM-DDTHH:mm:ssZ'. Left out: the instant at which the function is called. */
  at: z.iso.datetime('must be an instant such as 2027-01-08T10:15:00Z').optional(),
  /** What the caller saw of the row: see `seenOf`. Whatever has changed since is then left alone. */
  seen: z.string().optional(),
};
const question = { ...common, decision: name('a question, such as choose-dates.1.1') };

/** Where a form writes a number as text, and a ticked box as a word. */
const wholeNumber = (what: string, most: number) =>
  z
    .preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), z.unknown())
    .pipe(z.int(`must be a whole number of ${what}`).min(1, 'must be 1 or more').max(most, `must be ${most} or less`));
const workingDays = wholeNumber('working days', MOST_WORKING_DAYS);
const timeOfDay = (label: string) =>
  z
    .string(`must be the time at which it ${label}, such as 09:30`)
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, `must be the time at which it ${label}, such as 09:30`);
const ticked = z
  .preprocess((value) => (typeof value === 'string' ? ['true', 'on', 'yes'].includes(value) : value), z.unknown())
  .pipe(z.boolean('must be true or false'))
  .default(false);

const reasonNames = Object.keys(POSTPONEMENT_REASONS) as [keyof typeof POSTPONEMENT_REASONS];

/** What the central team may do: one call of `steer-review` is one of these, and one transaction. */
export const SteerReviewInput = z.discriminatedUnion(
  'act',
  [
    z.strictObject({ ...question, act: z.literal('remind') }),
    z.strictObject({ ...question, act: z.literal('extend'), workingDays, reason }),
    /** `person` may be left out for an invitation alone: then the next candidate is asked. */
    z.strictObject({
      ...question,
      act: z.literal('ask-somebody-else'),
      person: name('a person, such as person-0107').optional(),
      reason,
    }),
    z.strictObject({
      ...common,
      act: z.literal('replace-reviewer'),
      seat: name('a seat: lead, seat-1, seat-2 ...'),
      /** Who is to be asked first. Left out: the best of those who keep the rules. */
      person: name('a person, such as person-0107').optional(),
      reason,
    }),
    z.strictObject({
      ...common,
      act: z.literal('postpone'),
      reason: z.enum(reasonNames, `must be one of ${reasonNames.join(', ')}`),
    }),
    z.strictObject({ ...common, act: z.literal('pause'), reason }),
    z.strictObject({ ...common, act: z.literal('cancel'), reason }),
    z.strictObject({
      ...common,
      act: z.literal('resume'),
      reason,
      /** Where to go on; where it stands when left out. */
      stage: z.enum(ENTERED_STAGES, `must be one of ${ENTERED_STAGES.join(', ')}`).optional(),
      /** Asks that stage's questions, and all after it, again instead of taking the answers that were given. */
      askAgain: ticked,
    }),
    z.strictObject({ ...common, about: name('a term, such as teams-2026-spring'), act: z.literal('plan-term') }),
    /** A session has no name before it is opened. */
    z.strictObject({
      ...common,
      act: z.literal('open-training'),
      about: z.string().default('training'),
      programme: z.enum(PROGRAMMES, `must be one of ${PROGRAMMES.join(', ')}`),
      date: z.iso.date('must be a day such as 2026-11-05'),
      from: timeOfDay('begins'),
      to: timeOfDay('ends'),
      venue: z
        .string('must say where it is, or how to join')
        .overwrite(oneLine) // it is read on pages and in calendars
        .min(1, 'must say where it is, or how to join')
        .max(200, 'must have at most 200 characters'),
      places: wholeNumber('places', MOST_PLACES),
    }),
    z.strictObject({
      ...common,
      about: name('a training session, such as training-qar-2026-11-05'),
      act: z.literal('cancel-training'),
      reason,
    }),
  ],
  {
    error:
      'must be one of remind, extend, ask-somebody-else, replace-reviewer, postpone, pause, cancel, resume, plan-term, open-training and cancel-training, in the field "act"',
  },
);
export type SteerReviewInput = z.infer<typeof SteerReviewInput>;

/** An act as it was asked for, with the instant at which it counts. */
export type Act<Name extends SteerReviewInput['act'] = SteerReviewInput['act']> = Extract<
  SteerReviewInput,
  { act: Name }
> & { readonly at: string };

/** Done, or refused with a sentence that says why it makes no sense now. Both say it to a person. */
export type Steered =
  | { readonly done: true; readonly sentence: string; readonly execution?: string }
  | { readonly done: false; readonly sentence: string };

export const refused = (sentence: string): Steered => ({ done: false, sentence });
