/** What the pictures of a year's progress are drawn from: each a query of the year's partition. */
import type { AnswerTimes, StageCount, Store } from './store.ts';

/** How many reviews were in which stage, week by week; a row for each programme and week in which a digest had something to say. */
export async function stageCounts(store: Store, year: string): Promise<readonly StageCount[]> {
  const query = store.entities.stageCount.query.primary({ year }).params();
  return ((await store.rowsOf(query)).get('stagecount') ?? []) as readonly StageCount[];
}

/** How long the answers of the year's closed reviews took: a row of some 300 bytes for each, 541 of them in one request. */
export async function answerTimes(store: Store, year: string): Promise<readonly AnswerTimes[]> {
  const query = store.entities.answerTimes.query.primary({ year }).params();
  return ((await store.rowsOf(query)).get('answertimes') ?? []) as readonly AnswerTimes[];
}
