import * as z from 'zod';
import { DAILY_ROUND } from '../calendar/daily-round.ts';
import { londonDate, londonDateAndTime } from '../calendar/london.ts';
import { mailedToday } from '../questions/hear-of-it.ts';
import { telephoneThem } from '../questions/reach.ts';
import { sendFreshLink } from './fresh-link-mail.ts';
import { questionCommand } from './on-question.ts';
import { aboutQuestion } from './schema-fields.ts';
import { seenOf } from './seen.ts';

/** Whoever was written to so recently has perhaps not read it yet. */
const QUIET_HOURS = 4;
const HOUR_MS = 3_600_000;

/** Writes to the person now, with a fresh link, outside the schedule of reminders. */
export const remind = questionCommand({
  schema: z.strictObject({ ...aboutQuestion, act: z.literal('remind') }),

  whyNot({ decision, bound, asked = bound?.addressee, at }) {
    if (decision.person === 'central-team') {
      return 'This question waits for the central team itself. Its link is in the mail that asked.';
    }
    if (bound?.standing) return 'This link only stands ready: nobody has to answer, so nobody is reminded.';
    if (asked?.left) return 'This person has left. Ask somebody else, or name who holds their office now.';
    switch (asked?.noMail) {
      case 'bounces':
        return `Mails to this person come back. Please ${telephoneThem(asked)}, and import their new address; or ask somebody else.`;
      case 'complained':
        return `This person has marked our mails as spam, so none may go to them. Please ${telephoneThem(asked)}, or ask somebody else.`;
      case 'wrong-person':
        return 'Somebody else reads at this address. Find out the right one and import it, or ask somebody else.';
    }
    if (decision.mails === 0) {
      return `They have not been asked yet: the first mail goes with the next morning round, at ${DAILY_ROUND}.`;
    }
    const last = decision.remindedAt ?? (decision.mails === 1 ? decision.askedAt : undefined);
    if (last !== undefined && Date.parse(at) - Date.parse(last) < QUIET_HOURS * HOUR_MS) {
      return `They were written to at ${londonDateAndTime(last).time}, less than ${QUIET_HOURS} hours ago. Give them time${asked?.telephone === undefined ? '' : `, or ${telephoneThem(asked)}`}.`;
    }
    return undefined;
  },

  plan({ at }, { decision }, { store }) {
    const { about, decision: id, person, mails } = decision;
    return {
      change: (guard, steering) =>
        store.rows.decision
          .patch({ about, decision: id })
          .set({ remindedAt: at, mailedOn: londonDate(at), mails: mails + 1, steering })
          .where(guard as never)
          .commit(),
      others: mailedToday(store, person, [decision], at),
      sentence: `A reminder with a fresh link has gone to ${person}.`,
      what: 'had the person reminded',
    };
  },

  async tellOfQuestion({ decision, bound, steering: { at } }, context) {
    if (bound) await sendFreshLink(decision, bound, { at, kind: 'reminder', named: 'reminded' }, context);
  },

  /** A list reminds nobody twice a day, though a call by hand may. */
  instead({ decision: { person, mails, mailedOn }, today }) {
    if (person === 'central-team') return 'the link is in your mail';
    if (mails === 0) return 'not mailed yet';
    return mailedOn === today ? 'mailed today' : undefined;
  },

  form({ decision, who, wanted }) {
    const confirmation = `Remind ${who} of ${decision.hostName} now? They get one mail about ${wanted}, with a fresh link. What they have not answered stays open as it is.`;
    return {
      says: { about: decision.about, decision: decision.decision, seen: seenOf(decision) },
      fields: [],
      buttons: [{ label: 'Remind now', confirmation }],
    };
  },
});
