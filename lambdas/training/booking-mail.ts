import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { QuestionMail } from '../questions/question.ts';
import type { TrainingSession } from '../store/store.ts';
import { type BookingContext, placeToCome } from './booking-context.ts';
import { enterSession, factsOf, takeSessionOut, titleOf, whatEnds, whenOf, whyItMatters } from './session-words.ts';

/** As many sessions as a mail names; the page has them all. */
const NAMED = 4;

const WHY_YOU = 'You get this mail because you are a reviewer of the partnership.';

/**
 * The mail that asks somebody to book, or, once the link stands ready, confirms what they chose.
 *
 * @param offered the sessions at which there are places.
 */
export function bookingMail(
  context: BookingContext,
  standing: boolean,
  offered: readonly TrainingSession[],
): QuestionMail {
  if (!standing) return asks(context, offered);
  const place = placeToCome(context);
  return place ? booked(place.session) : nothingBooked(context);
}

function asks({ programme, until, today }: BookingContext, offered: readonly TrainingSession[]): QuestionMail {
  const ends = whatEnds(programme, until, today);
  return {
    subject: `Please book a training: ${ends.replace(/\.$/, '')}`,
    firstLine: ends,
    paragraphs: [
      whyItMatters(until, today),
      offered.length === 0
        ? 'No session takes bookings at the moment. Keep this mail: its link shows new ones as soon as there are any.'
        : 'Please choose a session, or tell us that none of them suits you. You can change your place later.',
    ],
    facts: offered.slice(0, NAMED).map((session, index) => ({
      label: index === 0 ? 'Sessions' : 'Or',
      value: `${whenOf(session)}, ${session.venue}`,
    })),
    button: 'Book a training',
    whyYou: WHY_YOU,
  };
}

function booked(session: TrainingSession): QuestionMail {
  return {
    subject: `You have a place: ${titleOf(session)}`,
    firstLine: `Your place at the ${titleOf(session)} is booked. This mail brings it to your calendar.`,
    paragraphs: [
      `Keep this mail. By its link you can choose another session or give your place up, until bookings close on ${longDate(londonDate(session.closesAt))}. Then you hear from us again.`,
    ],
    facts: factsOf(session),
    button: 'Change or give up my place',
    whyYou: WHY_YOU,
    calendar: enterSession(session),
  };
}

function nothingBooked({ programme, until, today }: BookingContext): QuestionMail {
  return {
    subject: `You have no place at a ${programme} training`,
    firstLine: `You have no place at a ${programme} training at the moment. ${whatEnds(programme, until, today)}`,
    paragraphs: [
      whyItMatters(until, today),
      'Keep this mail: its link shows the sessions that take bookings, whenever you open it.',
    ],
    button: 'See the sessions',
    whyYou: WHY_YOU,
    calendar: takeSessionOut,
  };
}
