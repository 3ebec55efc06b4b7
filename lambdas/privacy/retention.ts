/** What is kept no longer: carried out for each partnership year by the daily round, in bounded steps, each on record. */
import { addDays, addMonths } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { type PartnershipYear, retentionOf } from '../settings/partnership-year.ts';
import { titleOfYear } from '../settings/year-title.ts';
import { goOnOn, lookAgain } from '../store/agenda.ts';
import type { Membership, Person, Store, WakeUp, WriteItem } from '../store/store.ts';
import { placementsOfYear } from '../store/term-plan-reads.ts';
import { membershipsOf } from '../store/week-reads.ts';
import { countSurveys } from './count-surveys.ts';
import { beginErasure, waitWithErasure } from './erase.ts';
import { recordOf } from './places.ts';
import { ERASED_WORDS } from './whom.ts';

type YearDates = Pick<PartnershipYear, 'ends'> & { readonly retention?: unknown };

/** Members that one round looks through for one year: some two hundred requests. */
const A_ROUND = 50;

/** Surveys of a year are open until some weeks after its last report, so what has not ended yet is looked at again after so many days. */
const LOOKS_AGAIN_DAYS = 30;

const PHASES = ['surveys', 'contacts'] as const;

interface Progress {
  readonly phase: (typeof PHASES)[number];
  /** The member to go on with, by its place in the order of their names. */
  readonly next: number;
  /** The year's surveys are counted, and there is no row of one any more. */
  readonly counted?: true;
}

/** The first day on which surveys of a year lose their names. */
export const surveysLoseNamesOn = (year: YearDates): string =>
  addDays(year.ends, retentionOf(year).surveyNamesDays + 1);

/** The first day on which people of members that were last members in a year are erased. */
export const contactsEndOn = (year: YearDates): string =>
  addDays(addMonths(year.ends, 12 * retentionOf(year).contactsYears), 1);

/** Whether an earlier release took the names off a year's surveys and left a row of each: they are to be counted all the same. */
export function isToBeCounted({ progress }: Pick<WakeUp, 'progress'>): boolean {
  const { phase, counted } = (progress ?? {}) as Partial<Progress>;
  return phase === 'contacts' && counted !== true;
}

/** How much one morning's step did: rows that lost a name, and people who will be erased. */
export interface Kept {
  readonly surveys: number;
  readonly people: number;
}

/** One step of what a year's settings say is to go; it is due again when there is more to do. */
export async function retentionStep(wakeUp: WakeUp, at: string, store: Store): Promise<Kept> {
  const year = await store.partnershipYear(wakeUp.about);
  const today = londonDate(at);
  const before: Progress = { phase: 'surveys', next: 0, ...(wakeUp.progress as Partial<Progress>) };
  const { phase, next } = before;
  const due = year && (phase === 'surveys' ? surveysLoseNamesOn(year) : contactsEndOn(year));
  if (!year || due === undefined || due > today) {
    await store.write([due === undefined ? lookAgain(store, wakeUp, undefined) : goOnOn(store, wakeUp, due, before)]);
    return { surveys: 0, people: 0 };
  }
  const done = phase === 'surveys' ? await surveysOf(year.year, store) : await peopleOfYear(year.year, next, at, store);
  await store.write([
    afterwards(wakeUp, before, done, today, year, store),
    ...(done.surveys + done.people === 0 ? [] : [onRecord(year.year, phase, done, at, store)]),
  ]);
  return done;
}

interface Done extends Kept {
  /** Where to go on; nothing when all was looked through. */
  readonly next: number | undefined;
  /** Something has not ended yet. */
  readonly again: boolean;
}

/** Where the surveys have come to the rows say themselves: what is counted is there no more. */
async function surveysOf(year: string, store: Store): Promise<Done> {
  const { surveys, isUnfinished, isOpen } = await countSurveys(year, store);
  return { surveys, people: 0, next: isUnfinished ? 0 : undefined, again: isOpen };
}

function afterwards(
  wakeUp: WakeUp,
  before: Progress,
  { next, again }: Done,
  today: string,
  year: YearDates,
  store: Store,
): WriteItem {
  const { phase } = before;
  if (next !== undefined) return goOnOn(store, wakeUp, addDays(today, 1), { ...before, next });
  // A review that stands still for years holds up nothing else.
  if (again && today < contactsEndOn(year))
    return goOnOn(store, wakeUp, addDays(today, LOOKS_AGAIN_DAYS), { phase, next: 0 });
  return phase === 'surveys'
    ? goOnOn(store, wakeUp, contactsEndOn(year), { phase: 'contacts', next: 0, counted: true })
    : lookAgain(store, wakeUp, undefined);
}

async function peopleOfYear(year: string, from: number, at: string, store: Store): Promise<Done> {
  // Whoever ended the year's membership early was a member of it.
  const of = await Promise.all((['signed', 'ended'] as const).map((status) => membershipsOf(store, year, status)));
  const members = of.flat().toSorted((a, b) => a.member.localeCompare(b.member));
  let people = 0;
  const title = await titleOfYear(store, year);
  for (const { member } of members.slice(from, from + A_ROUND)) {
    const { data } = await store.entities.membership.query.primary({ member }).go({ consistent: true, pages: 'all' });
    if (data.some((later) => later.year > year && isMembership(later))) continue;
    people += await endContacts(member, { year, title }, at, store);
    await withoutReasons(member, data, store);
  }
  const next = from + A_ROUND < members.length ? from + A_ROUND : undefined;
  if (next === undefined) people += await endLeads({ year, title }, at, store);
  return { surveys: 0, people, next, again: false };
}

/** A year as its rows and as people call it. */
interface NamedYear {
  readonly year: string;
  readonly title: string;
}

const isMembership = ({ status }: Membership): boolean =>
  status === 'signed' || status === 'ended' || status === 'invited' || status === 'awaiting-admission';

/** Has everybody erased who works for a member, but for whoever went on a review since. */
async function endContacts(member: string, { year, title }: NamedYear, at: string, store: Store): Promise<number> {
  const why = `${member} was last a member in ${title}`;
  let people = 0;
  for (const found of await store.peopleOfMember(member)) {
    const person = await store.person(found.person);
    if (person?.member === member) people += await eraseIfForgotten(person, year, why, at, store);
  }
  return people;
}

/** The same with lead reviewers, who belong to no member: they are in the pool no more, and went on no review since that year. */
async function endLeads({ year, title }: NamedYear, at: string, store: Store): Promise<number> {
  const leads = new Set(
    (await placementsOfYear(store, year, '0000', '9999')).flatMap(({ kind, person }) =>
      kind === 'lead' ? [person] : [],
    ),
  );
  let people = 0;
  for (const lead of leads) {
    const person = await store.person(lead);
    if (!person || person.member !== undefined || person.pool !== undefined) continue;
    people += await eraseIfForgotten(person, year, `their last review was in ${title}`, at, store);
  }
  return people;
}

/** @returns 1 when they will be erased by the next rounds. */
async function eraseIfForgotten(person: Person, year: string, why: string, at: string, store: Store): Promise<number> {
  if (person.erasureAskedAt !== undefined || !(await isForgotten(person, year, store))) return 0;
  const { written } = await store.write([
    waitWithErasure(person, at, store),
    beginErasure(person.person, store),
    store.rows.auditEntry
      .create({
        about: recordOf(person.person),
        at,
        entry: 'erasure.due',
        who: 'workflow',
        role: 'workflow',
        what: `has the person erased: ${why}, and contacts are kept no longer`,
      })
      .commit(),
  ]);
  return written ? 1 : 0;
}

/** They went on no review of a later year, and answer for no member or hub beside. */
async function isForgotten({ person, alsoOf = [], hub }: Person, year: string, store: Store): Promise<boolean> {
  if (alsoOf.length > 0) return false;
  const theirs = hub === undefined ? undefined : await store.hub(hub);
  if ([theirs?.manager, theirs?.seniorPartner].includes(person)) return false;
  return (await store.placementsOf(person, '0000', '9999')).every((placement) => placement.year <= year);
}

/** Why the central team did something about a member or its reviews, and by whose session, is known no longer. */
async function withoutReasons(member: string, memberships: readonly Membership[], store: Store): Promise<void> {
  const abouts = [
    ...memberships.map(({ year }) => `membership-${year}-${member}`),
    ...(await store.reviewsOfHost(member)).map(({ about }) => about),
  ];
  for (const about of abouts) {
    for (const stored of await store.storedIn({ kind: 'about', id: about })) {
      const { entity, row } = stored;
      if (entity !== 'auditentry') continue;
      const reason = row['reason'] !== undefined && row['reason'] !== ERASED_WORDS;
      const remove = row['principal'] === undefined ? [] : ['principal'];
      if (!reason && remove.length === 0) continue;
      await store.changeStored(stored, { set: reason ? { reason: ERASED_WORDS } : {}, remove });
    }
  }
}

const onRecord = (
  year: string,
  phase: Progress['phase'],
  { surveys, people }: Kept,
  at: string,
  { rows }: Pick<Store, 'rows'>,
): WriteItem =>
  rows.auditEntry
    .create({
      about: `year-${year}`,
      at,
      entry: `retention.${phase}`,
      who: 'workflow',
      role: 'workflow',
      what:
        phase === 'surveys'
          ? `took the names off ${surveys} ${surveys === 1 ? 'survey' : 'surveys'}`
          : `had ${people} ${people === 1 ? 'person' : 'people'} erased, who take part no longer`,
    })
    .commit();
