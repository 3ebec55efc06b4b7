/** What earlier releases wrote without its place in the agenda: found through the indexes that they used. */
import type { Agenda } from './agenda.ts';
import { agendaIndex, OPEN } from './entities/agenda.ts';
import type { Decision, Message, Review, Store } from './store.ts';
import { NOW } from './table.ts';

/**
 * Questions that are not in the agenda, or that are due at `instant` and stand in it for later. An earlier release moves a question that it reminds
 * of in its own index alone.
 *
 * @param standing what the agenda gave at this instant.
 */
export async function decisionsMisplaced(
  store: Store,
  { decisions: standing }: Pick<Agenda, 'decisions'>,
  instant: string,
): Promise<readonly Decision[]> {
  const query = store.entities.decision.query.inQueue({ queue: OPEN }).params();
  const rows = await outside<Decision>(store, query, 'decision', instant);
  const known = new Set(standing.map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row)));
}

const keyOf = ({ about, decision }: Decision): string => `${about} ${decision}`;

/** Mails that are being sent, and are not in the agenda. */
export const mailsOutside = (store: Store): Promise<readonly Message[]> =>
  outside<Message>(store, store.entities.message.query.unsent({ unsent: 'unsent' }).params(), 'message');

/** Reviews that sleep, or that were to begin by `day`. They are in no agenda themselves, so all of them are given. */
export async function sleepingReviews(
  store: Store,
  day?: string,
): Promise<readonly Pick<Review, 'about' | 'startsOn'>[]> {
  const planned = store.entities.review.query.byStage({ stage: 'planned' });
  const query = day === undefined ? planned : planned.lt({ startsOn: `${day}\uffff` });
  const rows = await store.rowsOf(query.params({ attributes: ['about', 'startsOn', 'status'] }));
  return ((rows.get('review') ?? []) as readonly Review[]).filter(({ status }) => status !== 'paused');
}

/** Of a review as much as tells whether it stands still with its dates fixed. */
const DATES = ['about', 'stage', 'status', 'turn', 'day1', 'clock', 'dates', 'datesFixedAt'] as const;

/** Reviews at their scheduling, with what is known of their dates. */
export async function reviewsBeingScheduled(store: Store): Promise<readonly Pick<Review, (typeof DATES)[number]>[]> {
  const query = store.entities.review.query.byStage({ stage: 'scheduling' }).params({ attributes: [...DATES] });
  return ((await store.rowsOf(query)).get('review') ?? []) as readonly Review[];
}

/** Reviews that were closed and last began after `day`, with their clocks. */
export async function reviewsClosed(
  store: Store,
  day: string,
): Promise<readonly Pick<Review, 'about' | 'status' | 'clock'>[]> {
  const query = store.entities.review.query
    .byStage({ stage: 'closed' })
    .gt({ startsOn: day })
    .params({ attributes: ['about', 'status', 'clock'] });
  return ((await store.rowsOf(query)).get('review') ?? []) as readonly Review[];
}

/** Those of these reviews of which the agenda never had the follow-up. */
export async function withoutFollowUp(store: Store, abouts: readonly string[]): Promise<ReadonlySet<string>> {
  if (abouts.length === 0) return new Set();
  const { data } = await store.entities.wakeUp
    .get(abouts.map((about) => ({ about, what: 'follow-up' as const })))
    .go(NOW);
  const known = new Set(data.map(({ about }) => about));
  return new Set(abouts.filter((about) => !known.has(about)));
}

/** @param dueAt gives rows that are due at this instant too, wherever they stand. */
async function outside<Row>(store: Store, query: object, entity: string, dueAt?: string): Promise<readonly Row[]> {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = query as QueryParts;
  const rows = await store.rowsOf({
    ...query,
    FilterExpression:
      dueAt === undefined ? 'attribute_not_exists(#agenda)' : 'attribute_not_exists(#agenda) OR #next <= :due',
    ExpressionAttributeNames: {
      ...names,
      '#agenda': agendaIndex.pk.field,
      ...(dueAt !== undefined && { '#next': 'nextActionAt' }),
    },
    ExpressionAttributeValues: { ...values, ...(dueAt !== undefined && { ':due': dueAt }) },
  });
  return (rows.get(entity) ?? []) as readonly Row[];
}

interface QueryParts {
  readonly ExpressionAttributeNames: object;
  readonly ExpressionAttributeValues: object;
}
