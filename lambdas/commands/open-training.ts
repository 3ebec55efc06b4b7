import * as z from 'zod';
import { PROGRAMMES } from '../programmes/programmes.ts';
import { oneLine } from '../text/as-seen.ts';
import { type Call, command, type InputOf, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutReview, timeOfDay, wholeNumber } from './schema-fields.ts';

/** What the training stage does for this, handed in by whoever knows every stage. */
export interface OpensTraining {
  readonly training: {
    open(call: Call<OpenTraining>, context: CommandContext): Promise<Steered>;
  };
}

/** As many as a room takes, and as one page can tick who came. */
const MOST_PLACES = 60;

/** Usual times of a session, so that only what differs has to be typed. */
const USUAL = { from: '09:30', to: '15:30', places: 20 };

const schema = z.strictObject({
  ...aboutReview,
  act: z.literal('open-training'),
  /** A session has no name before it is opened. */
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
});
export type OpenTraining = InputOf<typeof schema>;

/** A training session opens for booking. */
export const openTraining = command({
  schema,

  /** It always makes sense to open one; what is wrong with a day or a time is said once it is known. */
  whyNot: () => undefined,

  run: (call, context: CommandContext & OpensTraining) => context.training.open(call, context),

  form: () => ({
    folded: 'Open a session',
    says: { about: 'training' },
    fields: [
      {
        name: 'programme',
        label: 'Programme',
        kind: 'choice',
        choices: PROGRAMMES.map((value) => ({ value, text: value })),
      },
      { name: 'date', label: 'Day', kind: 'date', size: 10, hint: '2026-11-05' },
      { name: 'from', label: 'From', kind: 'time', size: 10, value: USUAL.from },
      { name: 'to', label: 'To', kind: 'time', size: 10, value: USUAL.to },
      { name: 'venue', label: 'Where', kind: 'text', size: 40, hint: 'building and address, or how to join' },
      { name: 'places', label: 'Places', kind: 'number', most: MOST_PLACES, value: USUAL.places },
    ],
    buttons: [
      {
        label: 'Open the session',
        main: true,
        confirmation:
          'Open this session for booking? Reviewers whose training ends find it by the link that they have. The day, the times and the place cannot be changed afterwards, only cancelled.',
      },
    ],
  }),
});
