import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { hostWords } from '../members/host-words.ts';
import type { MorningMail, ToldTogether } from '../questions/morning-mail.ts';
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

/** Tells the head, with thanks and what comes next, that the dates of their review are fixed. */
export function datesFixed({ review, day1, clock, settings, turn }: FixedDates, to: Addressee): Notice {
  const { host, leader } = hostWords(review);
  const on = (instant: string) => longDate(londonDate(instant));
  return {
    to,
    // Dates that move are fixed again in the next turn, and told again.
    kind: `dates-fixed.${turn}`,
    subject: subjectOf({ review, day1 }),
    firstLine: firstLineOf({ review, day1, settings }),
    paragraphs: [
      `Thank you for agreeing the dates. Please keep the three days free of other events at your ${host}; this mail brings them to your calendar.`,
      'We find the team now. You see it before it is final.',
      'If something comes up, an inspection for example, reply to this mail at once: the dates can be moved.',
    ],
    facts: [
      ...daysInFacts(day1),
      { label: 'The team is complete', value: `by ${on(clock.teamComplete.due)}` },
      { label: `We ask about your ${host}`, value: `on ${on(clock.informationForm.opens)}` },
    ],
    whyYou: `You get this mail because you are the ${leader} of ${review.hostName}.`,
    // Dates that were never fixed before are in nobody's calendar.
    calendar: {
      ...enterVisit(review, day1, to.role),
      isFirst: review.turn === 1 && review.datesFixedAt === undefined,
    },
  };
}

/** Tells the hub manager that the dates of a review in their hub are fixed. @param manager the person who manages the hub today. */
export const datesFixedInHub = (
  { review, day1, settings, turn }: Omit<FixedDates, 'clock'>,
  hub: string,
  manager: string,
): MorningMail => ({
  to: { hub, person: manager },
  kind: `dates-fixed-in-hub.${turn}`,
  subject: subjectOf({ review, day1 }),
  firstLine: firstLineOf({ review, day1, settings }),
  paragraphs: [
    'There is nothing you need to do. The report goes to you once it is final, as the yearly agreement says.',
  ],
  facts: daysInFacts(day1),
  whyYou: `You get this mail because ${review.hostName} belongs to the hub that you manage.`,
  so: { turn, day1 },
  line: { text: titleOf(review), note: daysInWords(day1) },
});

/** Several of them in one mail. */
export const datesFixedTogether: ToldTogether = {
  inDigest: true,
  subject: (count, where, isOne) => `${count} ${isOne ? 'review' : 'reviews'}${where} ${isOne ? 'has' : 'have'} dates`,
  sentence: (count, where, isOne) =>
    isOne ? `The dates of ${count} review${where} are fixed.` : `The dates of ${count} reviews${where} are fixed.`,
  heading: 'Dates fixed',
  advice:
    'There is nothing you need to do about the dates. Each report goes to you once it is final, as the yearly agreement says.',
};

const titleOf = ({ programme, hostName }: FixedDates['review']): string => `${programme} at ${hostName}`;

const subjectOf = ({ review, day1 }: Pick<FixedDates, 'review' | 'day1'>): string =>
  `Dates fixed: ${titleOf(review)}, ${daysInWords(day1)}`;

const firstLineOf = ({ review, day1, settings }: Pick<FixedDates, 'review' | 'day1' | 'settings'>): string =>
  `The ${settings.name} at ${review.hostName} is on ${daysInWords(day1)}.`;

/** Tells the central team that a review has left its year, and what counts for which. */
export function fixedAfterYear({
  review,
  day1,
  turn,
  year,
}: Pick<FixedDates, 'review' | 'day1' | 'turn'> & {
  readonly year: Pick<PartnershipYear, 'starts' | 'ends'>;
}): MorningMail {
  const title = yearTitle(year);
  return {
    to: 'central-team',
    kind: `dates-after-year.${turn}`,
    subject: `After its year: ${titleOf(review)}, ${daysInWords(day1)}`,
    firstLine: `The review of ${review.hostName} of ${title} is on ${daysInWords(day1)}, after the year has ended.`,
    paragraphs: [
      `It keeps its name and the settings of ${title}. It is the host’s review of ${title}, and places in its team count for ${title} too.`,
      'It is in no plan of a term: its team is found for it alone. A review of the next year that the host signs for comes beside it.',
    ],
    whyYou: 'You get this mail because the central team is told of every review that leaves its year.',
    so: { turn, day1 },
    line: { text: titleOf(review), note: `${daysInWords(day1)}, after ${title} has ended` },
  };
}

/** Several of them in one mail. */
export const afterYearTogether: ToldTogether = {
  inDigest: false,
  subject: (count, _where, isOne) =>
    `${count} ${isOne ? 'review is' : 'reviews are'} after ${isOne ? 'its' : 'their'} year`,
  sentence: (count, _where, isOne) =>
    isOne
      ? `The dates of ${count} review are after its year has ended.`
      : `The dates of ${count} reviews are after their year has ended.`,
  heading: 'After their year',
  advice:
    'A review that leaves its year keeps its name and settings and counts for that year. Its team is found for it alone, and a review of the next year comes beside it.',
};
