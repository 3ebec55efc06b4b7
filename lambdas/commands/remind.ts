import { londonDate, londonDateAndTime } from '../calendar/london.ts';
import { mailedToday } from '../decisions/hear-of-it.ts';
import type { Act } from './act.ts';
import type { OpenQuestion, Planned } from './question-act.ts';
import type { SteeringDesk } from './steering-desk.ts';

/** Whoever was written to so recently has perhaps not read it yet. */
const QUIET_HOURS = 4;
const HOUR_MS = 3_600_000;

/** Writes to the person now, with a fresh link, outside the schedule of reminders. */
export function remind({ at }: Act<'remind'>, { decision, bound }: OpenQuestion, { store }: SteeringDesk): Planned {
  const { about, decision: id, person, mails } = decision;
  const refusal = whyNoReminder({ decision, bound }, at);
  if (refusal) return { refusal };
  return {
    change: (guard, steering) =>
      store.rows.decision
        .patch({ about, decision: id })
        .set({ remindedAt: at, mailedOn: londonDate(at), mails: mails + 1, steering })
        .where(guard as never)
        .commit(),
    others: mailedToday(store, decision, at),
    sentence: `A reminder with a fresh link has gone to ${person}.`,
    what: 'had the person reminded',
  };
}

function whyNoReminder({ decision, bound }: OpenQuestion, at: string): string | undefined {
  const { addressee } = bound;
  if (decision.person === 'central-team') {
    return 'This question waits for the central team itself. Its link is in the mail that asked.';
  }
  if (bound.standing) return 'This link only stands ready: nobody has to answer, so nobody is reminded.';
  if (addressee.noMail === 'bounces') {
    return 'Mails to this person come back. Telephone them, and import their new address; or ask somebody else.';
  }
  if (addressee.noMail === 'complained') {
    return 'This person has marked our mails as spam, so none may go to them. Telephone them, or ask somebody else.';
  }
  if (addressee.noMail === 'wrong-person') {
    return 'Somebody else reads at this address. Find out the right one and import it, or ask somebody else.';
  }
  if (decision.mails === 0) {
    return 'They have not been asked yet: the first mail goes with the next morning round, at 07:30.';
  }
  const last = decision.mails === 1 ? decision.askedAt : decision.remindedAt;
  if (last !== undefined && Date.parse(at) - Date.parse(last) < QUIET_HOURS * HOUR_MS) {
    return `They were written to at ${londonDateAndTime(last).time}, less than ${QUIET_HOURS} hours ago. Give them time, or telephone.`;
  }
  return undefined;
}
