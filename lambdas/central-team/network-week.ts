import { addDays } from '../calendar/dates.ts';
import { londonInstant } from '../calendar/london.ts';
import { type MissingYear, missingYears } from '../settings/missing-year.ts';
import { ledgersOfYear } from '../store/ledger-reads.ts';
import { mailsFailedSince, type OpenQuestion } from '../store/network-reads.ts';
import { answerTimes } from '../store/progress-reads.ts';
import type { AnswerTimes, Member, Membership, Message, Person, Store } from '../store/store.ts';
import { leadNames, membershipsDecidedSince, type ReviewOfWeek, reviewsOfYear } from '../store/week-reads.ts';
import { type Account, accountsOf, hasAccounts, membersWithoutReview } from './accounts.ts';
import { type AgainstRules, againstRules } from './against-rules.ts';
import { availabilityLines } from './availability-lines.ts';
import { type DigestWeek, isSince, isUnderWay } from './digest-week.ts';
import { type EmptyOffice, emptyOffices } from './empty-offices.ts';
import { type FirstLook, mayHave } from './first-look.ts';
import { visitsInWeek } from './visits.ts';

/** Somebody whose mails came back. */
export interface Unreached {
  readonly person: Person;
  /** The school or trust the person works for; a lead reviewer has none. */
  readonly member: Member | undefined;
  /** What failed, the latest first. */
  readonly mails: readonly Pick<Message, 'failure'>[];
}

/** What the table says of the network in one week, read once for all digests of the week. */
export interface NetworkWeek {
  readonly reviews: readonly ReviewOfWeek[];
  readonly open: readonly OpenQuestion[];
  /** How many places nobody has yet, by review. */
  readonly openSeats: ReadonlyMap<string, number>;
  /** Memberships that were signed or ended since the last digest. */
  readonly memberships: readonly Membership[];
  readonly unreached: readonly Unreached[];
  /** The members that the above speak of, by id. */
  readonly members: ReadonlyMap<string, Member>;
  /** The lead reviewers' names of this week's and next week's visits, by review. */
  readonly leads: ReadonlyMap<string, string>;
  /** What members owe and give in the year under way. */
  readonly accounts: readonly Account[];
  /** How long the answers of closed reviews took, of the years under way. */
  readonly answerTimes: readonly AnswerTimes[];
  /** How far the asking of all reviewers has come, a line for each term; see `availabilityLines`. */
  readonly availability: readonly string[];
  /** Offices that nobody holds who could be asked. */
  readonly emptyOffices: readonly EmptyOffice[];
  /** People who are in a team against the rules, as things stand today. */
  readonly againstRules: readonly AgainstRules<ReviewOfWeek>[];
  /** Partnership years that should have been opened by now. */
  readonly yearsWanted: readonly MissingYear[];
}

/**
 * Reads the network once for a week's digests, whatever the number of hubs. With 541 members, 450 reviews a year and
 * 2,500 open questions, and 1,310 more while everybody is asked about a term, the first look has taken 8 requests: 5 pages of open
 * questions, 1 query of open seats, 1 of news, 1 batch of years. Then 3 queries of up to 5 pages of reviews, and 1 of answer times; 1 query of failed
 * mails, 1 of ledgers, 1 of memberships; 2 for the term that is asked about, and names in batches of 100: 2
 * of people, 1 of leads; 14 for who holds the offices of hosts and hubs, members and people in batches of 100, among whom
 * most members are that are named; and of the teams of the next six weeks 2 pages of placements, 8 batches of people and 10 of their
 * members. That is 66 requests, and in most weeks 30.
 *
 * @param store one that reads each row once.
 */
export async function readNetworkWeek(store: Store, week: DigestWeek, look: FirstLook): Promise<NetworkWeek> {
  const { open, counted: asked, seats, years } = look;
  const underWay = years.filter((year) => isUnderWay(year, week.today)).map(({ year }) => year);
  const [reviews, memberships, failed, ledgers] = await Promise.all([
    all(underWay.map((year) => reviewsOfYear(store, year))),
    mayHave(look, 'change', (about) => memberOf(about) !== undefined)
      ? membershipsDecidedSince(store, londonInstant(week.since, '00:00'))
      : [],
    mayHave(look, 'mail') ? mailsFailed(store, week) : [],
    all(years.filter((year) => hasAccounts(year, week.today)).map(({ year }) => ledgersOfYear(store, year))),
  ]);
  const changed = memberships.filter(({ decidedAt }) => isSince(week, decidedAt));
  // Times are kept when a review is closed, and the latest year is told of.
  const closedIn = reviews
    .flatMap(({ stage, year }) => (stage === 'closed' ? year : []))
    .toSorted()
    .at(-1);
  const [times, people, leads, availability, empty, against] = await Promise.all([
    closedIn === undefined ? [] : answerTimes(store, closedIn),
    store.people([...new Set(failed.map(({ person }) => person))]),
    leadNames(
      store,
      [0, 7].flatMap((days) => visitsInWeek(reviews, addDays(week.monday, days)).map(({ about }) => about)),
    ),
    availabilityLines(store, asked),
    emptyOffices(
      reviews,
      open.map((question) => ({ question })),
      store,
    ),
    againstRules(reviews, store, week.today),
  ]);
  const named = [
    ...changed.map(({ member }) => member),
    ...open.flatMap(({ about, dueAt }) => (dueAt < week.until ? (memberOf(about) ?? []) : [])),
    ...people.flatMap(({ member }) => member ?? []),
    ...membersWithoutReview(ledgers, reviews),
  ];
  const rows = await Promise.all(named.map((member) => store.member(member)));
  const members = new Map(rows.flatMap((row) => (row ? [[row.member, row] as const] : [])));
  return {
    ...{ reviews, open, leads, members, availability },
    emptyOffices: empty,
    againstRules: against,
    answerTimes: times,
    yearsWanted: missingYears(years, week.today),
    accounts: accountsOf(ledgers, { years, reviews, members, today: week.today }),
    openSeats: counted(seats.map(({ about }) => about)),
    memberships: changed,
    unreached: people.map((person) => ({
      person,
      member: person.member === undefined ? undefined : members.get(person.member),
      mails: failed.filter((mail) => mail.person === person.person),
    })),
  };
}

/** More mails than this do not fail in a week in which anything works. */
export const MOST_FAILED = 500;

/**
 * Mails that were sent from the day before the last digest until the day before this one: what comes back takes hours, so
 * the mails of the last day are left for the next digest.
 */
async function mailsFailed(store: Store, week: DigestWeek): Promise<readonly Message[]> {
  const [from, to] = [week.since, week.today].map((day) => londonInstant(addDays(day, -1), '00:00'));
  const failed = await mailsFailedSince(store, from ?? '', MOST_FAILED);
  return failed.filter(({ at }) => at < (to ?? ''));
}

/** The name of a subscription: 'membership-2026-100183'. */
export const subscriptionOf = ({ member, year }: Pick<Membership, 'member' | 'year'>): string =>
  `membership-${year}-${member}`;

/** The member of a subscription, by the name of it: 'membership-2026-100183'. Nothing for a review. */
export const memberOf = (about: string): string | undefined => /^membership-\d{4}-(.+)$/.exec(about)?.[1];

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const all = async <Row>(lists: readonly Promise<readonly Row[]>[]): Promise<readonly Row[]> =>
  (await Promise.all(lists)).flat();
