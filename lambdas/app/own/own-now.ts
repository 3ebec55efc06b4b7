/** What a person's own page says of today: what waits for their answer, their reviews, when they can go, and the training to come. */
import { dayMonthYear, longDate } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { factsOf } from '../../catalogue/all-facts.ts';
import { milesInWords } from '../../members/distance.ts';
import { noteOffered } from '../../portal/team-note.tsx';
import { standsReady } from '../../questions/question-facts.ts';
import { isShownToTeam } from '../../report/draft-for-team.ts';
import { titleByName } from '../../settings/year-title.ts';
import { type ReviewLine, reviewsNamed } from '../../store/network-reads.ts';
import type { Availability, Decision, Person, Placement, Store, TrainingBooking } from '../../store/store.ts';
import { availabilitySince } from '../../store/term-plan-reads.ts';
import { bookingsOfPerson } from '../../store/training-reads.ts';
import { visitDates } from './development-record.ts';

/** A line of the page: what it is about, and what is to be said of it. */
interface OwnLine {
  readonly label: string;
  readonly value: string;
}

/** A review that somebody is asked for, or has a place on. */
export interface OwnReview extends OwnLine {
  readonly about: string;
  /** Whether its report has a text that the team reads before it is final. */
  readonly hasDraft: boolean;
  /** Whether they write a note for the lead reviewer now, or read those of the team. */
  readonly note?: 'write' | 'read' | undefined;
}

export interface OwnNow {
  readonly waits: readonly OwnLine[];
  readonly reviews: readonly OwnReview[];
  readonly availability: readonly OwnLine[];
  /** Training sessions at which they have a place. */
  readonly booked: readonly OwnLine[];
}

/** A report may be agreed some months after its visit, and no review is planned two years ahead. */
const [DAYS_BACK, LAST_DAY] = [366, '9999'] as const;

/**
 * What is on a person's own page beside their record. Four queries side by side, one batch for the reviews' names, and one more for each
 * review under visit or whose report is being written: most often none.
 *
 * @param at the instant of the request.
 */
export async function readOwnNow(person: Person, store: Store, at: string): Promise<OwnNow> {
  const { person: id } = person;
  const today = londonDate(at);
  const since = new Date(Date.parse(at) - DAYS_BACK * 86_400_000).toISOString().slice(0, 10);
  const [placements, open, said, bookings] = await Promise.all([
    store.placementsOf(id, since, LAST_DAY),
    store.openDecisionsOf(id),
    availabilitySince(store, id, today.slice(0, 4)),
    bookingsOfPerson(store, id, today),
  ]);
  return {
    waits: open.filter(waits).toSorted(byDueTime).map(waitingLine),
    reviews: await reviewsNow(placements, store, at),
    availability: availabilityLines(person, said, open),
    booked: bookings.filter(({ status }) => status === 'booked').map(bookedLine),
  };
}

/** Whether somebody is to answer: a link that only stands ready asks for nothing, and what was not mailed yet comes on its day. */
function waits({ question, round, status, mails, notFor, person }: Decision): boolean {
  const facts = factsOf(question);
  return status === 'open' && mails > 0 && notFor !== person && facts !== undefined && !standsReady(facts, round);
}

const byDueTime = (a: Decision, b: Decision): number => a.dueAt.localeCompare(b.dueAt);

/** Links are kept by their hash alone, so a page can say by which mail to answer, and not lead there. */
const waitingLine = ({ question, hostName, dueAt, mailedOn }: Decision): OwnLine => ({
  label: `${hostName}: ${factsOf(question)?.wanted ?? question}`,
  value: [`by ${longDate(londonDate(dueAt))}`, ...(mailedOn === undefined ? [] : [theMailOf(mailedOn)])].join(', '),
});

const theMailOf = (day: string): string => `by the link in our mail of ${dayMonthYear(day)}`;

const ROLES = { lead: 'lead reviewer', reviewer: 'reviewer' } as const;

async function reviewsNow(placements: readonly Placement[], store: Store, at: string): Promise<readonly OwnReview[]> {
  const own = placements.filter(({ status }) => status === 'invited' || status === 'accepted');
  const reviews = new Map(
    (
      await reviewsNamed(
        store,
        own.map(({ about }) => about),
      )
    ).map((review) => [review.about, review]),
  );
  const lines = own.map(async (placement): Promise<OwnReview[]> => {
    const review = reviews.get(placement.about);
    if (!review || review.status === 'cancelled') return [];
    const { about, programme, hostName, stage } = review;
    const isIn = placement.status === 'accepted';
    const atHand = isIn && (stage === 'visit' || stage === 'report') ? await store.reviewAtHand(about) : undefined;
    return [
      {
        about,
        label: `${programme} at ${hostName}`,
        value: `${visitDates(placement)}, as ${ROLES[placement.kind]}: ${isIn ? stateOf(review) : 'you are asked whether you can come'}`,
        hasDraft: atHand !== undefined && isShownToTeam(atHand, placement.person),
        note: atHand && noteOffered(atHand, placement.person, at),
      },
    ];
  });
  return (await Promise.all(lines)).flat();
}

/** How far a review is for somebody with a place on it. */
function stateOf({ stage, status }: ReviewLine): string {
  if (status === 'paused') return 'you have a place; the review is paused';
  switch (stage) {
    case 'visit':
      return 'the visit is under way';
    case 'report':
      return 'the report is being written';
    case 'publication':
    case 'feedback':
    case 'closed':
      return 'the report is final';
    default:
      return 'you have a place';
  }
}

/** What was said of the last terms, the latest first, and what counts where nothing was said. */
function availabilityLines(
  person: Person,
  said: readonly Availability[],
  open: readonly Decision[],
): readonly OwnLine[] {
  const asked = open.filter(({ question, status }) => question === 'availability' && status === 'open');
  const latest = said.toSorted((a, b) => b.answeredAt.localeCompare(a.answeredAt)).slice(0, 2);
  const { maxDistanceKm, staysOvernight } = person;
  return [
    ...latest.map((row) => ({
      label: termInWords(row),
      value: [saidInWords(row), ...changedBy(row, asked)].join('. '),
    })),
    ...(maxDistanceKm === undefined
      ? []
      : [{ label: 'You would travel', value: `up to ${milesInWords(maxDistanceKm)}` }]),
    ...(staysOvernight === undefined
      ? []
      : [
          {
            label: 'Farther away',
            value: staysOvernight ? 'you would stay overnight' : 'you would not stay overnight',
          },
        ]),
  ];
}

/** 'Spring term of 2026 to 2027'. */
const termInWords = ({ year, term }: Availability): string =>
  `${term.slice(0, 1).toUpperCase()}${term.slice(1)} term of ${titleByName(year)}`;

function saidInWords({ cannot, maxReviews }: Availability): string {
  if (maxReviews === 0) return 'No reviews';
  const most =
    maxReviews === undefined ? 'Reviews' : `Up to ${maxReviews === 1 ? '1 review' : `${maxReviews} reviews`}`;
  if (cannot.length === 0) return `${most}, in any week`;
  return `${most}, not in the weeks of ${cannot.map(({ from }) => dayMonthYear(from)).join(', ')}`;
}

/** No mail brings the round by which an answer is changed: the link of the one that asked leads there. */
const changedBy = ({ year, term }: Availability, asked: readonly Decision[]): string[] =>
  asked
    .filter(({ about }) => about.startsWith(`availability-${year}-${term}-`))
    .map(({ expiresAt, mailedOn }) => {
      const by =
        mailedOn === undefined ? 'by the link in the mail that asked you, or by a fresh one' : theMailOf(mailedOn);
      return `You can change it until ${longDate(londonDate(expiresAt))}, ${by}`;
    });

const bookedLine = ({ programme, date }: TrainingBooking): OwnLine => ({
  label: `${programme} training session`,
  value: `you have a place on ${longDate(date)}`,
});
