/** What earlier releases wrote without a place in the agenda: found through the indexes that they used. */
import { agendaIndex, OPEN } from './entities/agenda.ts';
import type { Decision, Message, Review, Store } from './store.ts';

/** Questions with something to be done at or before `instant`, or ever, that are not in the agenda. */
export async function decisionsOutside(store: Store, instant?: string): Promise<readonly Decision[]> {
  const queue = store.entities.decision.query.inQueue({ queue: OPEN });
  const query = instant === undefined ? queue : queue.lt({ nextActionAt: `${instant}\uffff` });
  return outside<Decision>(store, query.params(), 'decision');
}

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

async function outside<Row>(store: Store, query: object, entity: string): Promise<readonly Row[]> {
  const { ExpressionAttributeNames } = query as { readonly ExpressionAttributeNames: object };
  const rows = await store.rowsOf({
    ...query,
    FilterExpression: 'attribute_not_exists(#agenda)',
    ExpressionAttributeNames: { ...ExpressionAttributeNames, '#agenda': agendaIndex.pk.field },
  });
  return (rows.get(entity) ?? []) as readonly Row[];
}
