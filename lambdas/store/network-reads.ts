/**
 * What the central team reads of the whole network: many rows at once, so each is one query of one partition that reads
 * no more attributes than are shown, and stops at a number of rows. Never a task token, never an answer.
 */
import type { AuditEntry, Decision, Message, Review, Seat, Store } from './store.ts';

/** No read of the network gives more rows than this; a whole year has some 450 reviews and 1,500 open questions. */
export const MOST_ROWS = 4000;

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
] as const;

/** A question that waits for an answer, without what is secret of it. */
export type OpenQuestion = Pick<Decision, (typeof QUESTION)[number]>;

/** Every question of every review and membership that is open, the one to be acted upon soonest first. */
export async function openQuestions(store: Store): Promise<readonly OpenQuestion[]> {
  const query = store.entities.decision.query.inQueue({ queue: 'open' }).params({ attributes: [...QUESTION] });
  const rows = await read<OpenQuestion>(store, query, 'decision');
  // Answers that no workflow has taken yet are in the same queue.
  return rows.filter(({ status }) => status === 'open');
}

const REVIEW = [
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
  'startsOn',
  'day1',
  'size',
] as const;

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
  return (await store.entities.review.get(names.map((about) => ({ about }))).go({ attributes: [...REVIEW] })).data;
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
  return (await store.entities.message.query.primary({ about }).go({ limit })).data;
}

/** The latest entries of the audit, the latest first, at most `limit`. */
export async function latestAudit(store: Store, about: string, limit: number): Promise<readonly AuditEntry[]> {
  return (await store.entities.auditEntry.query.primary({ about }).go({ order: 'desc', limit })).data;
}

async function read<Row>(store: Store, query: unknown, entity: string): Promise<readonly Row[]> {
  return ((await store.rowsOf(query, MOST_ROWS)).get(entity) ?? []) as readonly Row[];
}
