import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonInstant } from '../calendar/london.ts';
import { SHARED_BY, slugOf } from '../programmes/programmes.ts';
import type { TrainingSession } from '../store/store.ts';
import { titleOf } from '../text/training-title.ts';
import { type Call, command, type InputOf, type Steered, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutReview, name, reason } from './schema-fields.ts';

/** What the training stage does for this, handed in by whoever knows every stage. */
export interface CancelsTraining {
  readonly training: {
    cancel(call: Call<CancelTraining>, context: CommandContext): Promise<Steered>;
  };
}

/** A training session, at an instant. */
export interface SessionState {
  readonly session: TrainingSession;
  readonly at: string;
}

const schema = z.strictObject({
  ...aboutReview,
  about: name(`a training session, such as training-${slugOf(SHARED_BY)}-2026-11-05`),
  act: z.literal('cancel-training'),
  reason,
});
export type CancelTraining = InputOf<typeof schema>;

/** A training session that has not begun is off, and everybody who has a place is told. */
export const cancelTraining = command({
  schema,

  /** One that is cancelled may be cancelled again: that completes a call that broke off while people were told. */
  whyNot({ session, at }: SessionState) {
    const { status, date, from } = session;
    if (status === 'held' || status === 'unrecorded') return `The ${titleOf(session)} is over.`;
    return status === 'open' && londonInstant(date, from) <= at
      ? `The ${titleOf(session)} has begun. When you are asked who came, say that nobody did.`
      : undefined;
  },

  run: (call, context: CommandContext & CancelsTraining) => context.training.cancel(call, context),

  /** Of a session that is cancelled its line says so. */
  form({ session: { session: about, programme, date, status } }) {
    if (status === 'cancelled') return undefined;
    const confirmation = `Cancel the ${programme} training on ${longDate(date)}? This cannot be undone. Everybody who has a place is told, without the reason, and gets a link to book another session.`;
    return {
      folded: 'Cancel',
      says: { about },
      fields: [why('for the audit')],
      buttons: [{ label: 'Cancel for good', confirmation }],
    };
  },
});
