/**
 * What the central team reads of the whole network: many rows at once, so each is one query of one partition that reads
 * no more attributes than are shown. All rows of it, since a list that stopped somewhere would hide what stands behind. A year
 * has some 450 reviews and 1,500 open questions; on renewal day there is one for each member, and each term one for each
 * reviewer. 10,000 of them are five requests and a second. Never a task token, never an answer.
 */
import type { Placed } from './agenda.ts';
import { NEVER, OPEN } from './entities/agenda.ts';
import type { AuditEntry, Decision, Message, Review, Seat, Store } from './store.ts';
import { NOW } from './table.ts';

const QUESTION = [
  'about',
  'decision',
  'question',
  'subject',
  'stage',
  'status',
  'person',
  'role',
  'organisation',
  'hostName',
  'askedAt',
  'dueAt',
  'expiresAt',
  'schedule',
  'mailedOn',
  'mails',
  'notFor',
] as const;

/** A question that waits for an answer, without what is secret of it. */
export type OpenQuestion = Pick<Decision, (typeof QUESTION)[number]>;

/**
 * Every question of every review and membership that is open, the one to be acted upon soonest first. What everybody is asked
 * at once is read but not given: a page of the query holds fewer rows, and no view has to handle a thousand alike. What stands
 * ready without end, one for each report of all years, is not even read.
 *
 * @param counted the names of the questions that everybody is asked at once.
 */
export async function openQuestions(store: Store, counted: readonly string[]): Promise<readonly OpenQuestion[]> {
  const query = store.entities.decision.query
    .inQueue({ queue: OPEN })
    .lt({ nextActionAt: NEVER })
    .where(({ question }, { ne }) => counted.map((name) => ne(question, name)).join(' AND '))
    .params({ attributes: [...QUESTION] });
  return (await read<OpenQuestion>(store, query, 'decision')).filter(isOpen);
}

/** One of the questions that are counted: a link by which an answer can be changed has a later attempt than the first. */
export type CountedQuestion = Pick<Decision, 'question' | 'status' | 'round' | 'facts' | 'dueAt'>;

/** All that stands in the queue of questions, in as many requests. */
export interface Queue {
  readonly open: readonly OpenQuestion[];
  /** What everybody is asked at once. */
  readonly counted: readonly CountedQuestion[];
  /** The places in the agenda of all of them, and of answers that no workflow has taken yet. */
  readonly places: readonly Placed[];
}

/** The same with what everybody is asked at once apart from it, and with their places in the agenda. */
export async function openAndCounted(store: Store, counted: readonly string[]): Promise<Queue> {
  const attributes = [...QUESTION, 'round', 'facts', 'nextActionAt', 'openFor'] as const;
  const query = store.entities.decision.query
    .inQueue({ queue: OPEN })
    .lt({ nextActionAt: NEVER })
    .params({ attributes: [...attributes] });
  const rows = await read<OpenQuestion & CountedQuestion & Placed>(store, query, 'decision');
  const isCounted = ({ question }: CountedQuestion): boolean => counted.includes(question);
  const open = rows.filter(isOpen);
  return { open: open.filter((row) => !isCounted(row)), counted: open.filter(isCounted), places: rows };
}

/** Answers that no workflow has taken yet are in the same queue. */
const isOpen = ({ status }: Pick<Decision, 'status'>): boolean => status === 'open';

/** What every list of reviews shows of one. */
export const LISTED = [
  'about',
  'programme',
  'year',
  'host',
  'hostKind',
  'hostName',
  'hub',
  'stage',
  'status',
  'week',
  'day1',
] as const;
const REVIEW = [...LISTED, 'goesOnAt', 'startsOn', 'size'] as const;

/** A review as a line of a list. */
export type ReviewLine = Pick<Review, (typeof REVIEW)[number]>;

/** A year's reviews from one week's Monday to another's, both included, in the order of their weeks. */
export async function reviewLines(
  store: Store,
  year: string,
  from: string,
  to: string,
): Promise<readonly ReviewLine[]> {
  const query = store.entities.review.query
    .byWeek({ year })
    .between({ week: from }, { week: `${to}\uffff` })
    .params({ attributes: [...REVIEW] });
  return read<ReviewLine>(store, query, 'review');
}

/** The reviews of these names that exist. */
export async function reviewsNamed(store: Store, abouts: readonly string[]): Promise<readonly ReviewLine[]> {
  const names = [...new Set(abouts)];
  if (names.length === 0) return [];
  return (await store.entities.review.get(names.map((about) => ({ about }))).go({ ...NOW, attributes: [...REVIEW] }))
    .data;
}

const GAP = ['about', 'seat', 'kind', 'reason'] as const;

/** A seat that nobody has. */
export type Gap = Pick<Seat, (typeof GAP)[number]>;

/** Every seat of every team that nobody has yet, review by review. */
export async function openSeats(store: Store): Promise<readonly Gap[]> {
  const query = store.entities.seat.query.gaps({ status: 'open' }).params({ attributes: [...GAP] });
  return read<Gap>(store, query, 'seat');
}

/** Mails that failed at or after an instant, the latest first, at most `limit`. */
export async function mailsFailedSince(store: Store, instant: string, limit: number): Promise<readonly Message[]> {
  const { data } = await store.entities.message.query
    .failures({ failed: 'failed' })
    .gte({ at: instant })
    .go({ order: 'desc', limit });
  return data;
}

/** The latest mails about a review or membership, in the order of their ids; at most `limit`. */
export async function mailsAbout(store: Store, about: string, limit: number): Promise<readonly Message[]> {
  return (await store.entities.message.query.primary({ about }).go({ ...NOW, limit })).data;
}

/** The latest entries of the audit, the latest first, at most `limit`. */
export async function latestAudit(store: Store, about: string, limit: number): Promise<readonly AuditEntry[]> {
  return (await store.entities.auditEntry.query.primary({ about }).go({ ...NOW, order: 'desc', limit })).data;
}

async function read<Row>(store: Store, query: unknown, entity: string): Promise<readonly Row[]> {
  return ((await store.rowsOf(query)).get(entity) ?? []) as readonly Row[];
}
