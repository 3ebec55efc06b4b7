import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { hostWords } from '../members/host-words.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import { enterVisit } from '../questions/visit-calendar.ts';
import type { FixedClock } from '../settings/clock-steps.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { yearTitle } from '../settings/year-title.ts';
import type { Review } from '../store/store.ts';
import { daysInFacts, daysInWords } from './days-in-words.ts';

export interface FixedDates {
  readonly review: Pick<Review, 'programme' | 'hostName' | 'hostKind' | 'turn' | 'datesFixedAt'>;
  readonly day1: string;
  readonly clock: FixedClock;
  readonly settings: Pick<ProgrammeSettings, 'name'>;
  readonly turn: number;
}

/** Tells the head, with thanks and what comes next, or the hub manager that the dates of a review are fixed. */
export function datesFixed({ review, day1, clock, settings, turn }: FixedDates, to: Addressee): Notice {
  const { host, leader } = hostWords(review);
  const isHost = to.role === 'host';
  const on = (instant: string) => longDate(londonDate(instant));
  return {
    to,
    // Dates that move are fixed again in the next turn, and told again.
    kind: `dates-fixed.${turn}`,
    subject: `Dates fixed: ${review.programme} at ${review.hostName}, ${daysInWords(day1)}`,
    firstLine: `The ${settings.name} at ${review.hostName} is on ${daysInWords(day1)}.`,
    paragraphs: isHost
      ? [
          `Thank you for agreeing the dates. Please keep the three days free of other events at your ${host}; this mail brings them to your calendar.`,
          'We find the team now. You see it before it is final.',
          'If something comes up, an inspection for example, reply to this mail at once: the dates can be moved.',
        ]
      : ['There is nothing you need to do. The report goes to you once it is final, as the yearly agreement says.'],
    facts: [
      ...daysInFacts(day1),
      ...(isHost
        ? [
            { label: 'The team is complete', value: `by ${on(clock.teamComplete.due)}` },
            { label: `We ask about your ${host}`, value: `on ${on(clock.informationForm.opens)}` },
          ]
        : []),
    ],
    whyYou: isHost
      ? `You get this mail because you are the ${leader} of ${review.hostName}.`
      : `You get this mail because ${review.hostName} belongs to the hub that you manage.`,
    // Dates that were never fixed before are in nobody's calendar.
    calendar: isHost
      ? { ...enterVisit(review, day1, to.role), isFirst: review.turn === 1 && review.datesFixedAt === undefined }
      : undefined,
  };
}

/** Tells the central team that a review has left its year, and what counts for which. */
export function fixedAfterYear(
  fixed: Pick<FixedDates, 'review' | 'day1' | 'turn'> & { readonly year: Pick<PartnershipYear, 'starts' | 'ends'> },
  to: Addressee,
): Notice {
  const { review, day1, turn, year } = fixed;
  const title = yearTitle(year);
  return {
    to,
    kind: `dates-after-year.${turn}`,
    subject: `After its year: ${review.programme} at ${review.hostName}, ${daysInWords(day1)}`,
    firstLine: `The review of ${review.hostName} of ${title} is on ${daysInWords(day1)}, after the year has ended.`,
    paragraphs: [
      `It keeps its name and the settings of ${title}. It is the host’s review of ${title}, and places in its team count for ${title} too.`,
      'It is in no plan of a term: its team is found for it alone. A review of the next year that the host signs for comes beside it.',
    ],
    whyYou: 'You get this mail because the central team is told of every review that leaves its year.',
  };
}
