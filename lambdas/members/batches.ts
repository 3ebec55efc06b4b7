import type { Entities } from '../store/store.ts';
import { NOW } from '../store/table.ts';
import type { Kind, RowOf } from './bring-row.ts';

/** DynamoDB left rows of a batch undone, again and again. */
export class BatchNotFinished extends Error {
  override name = 'BatchNotFinished';
}

/** How many batches of 100 reads are under way at a time. */
const concurrency = 8;
const attempts = 6;

/** What ElectroDB's batches of one entity look like, whichever entity it is. */
interface Batches<Row> {
  get(keys: Record<string, string>[]): {
    go(options: { concurrency: number }): Promise<{ data: Row[]; unprocessed: object[] }>;
  };
}

/** The rows of a kind that exist among the ids, by id. */
export async function getAll<K extends Kind>(
  entities: Entities,
  kind: K,
  ids: Iterable<string>,
): Promise<Map<string, RowOf[K]>> {
  const entity = entities[kind] as unknown as Batches<RowOf[K]>;
  const found = new Map<string, RowOf[K]>();
  let left = [...new Set(ids)];
  for (let attempt = 0; left.length > 0; attempt += 1) {
    await pauseBefore(attempt);
    const { data, unprocessed } = await entity.get(left.map((id) => ({ [kind]: id }))).go({ ...NOW, concurrency });
    for (const row of data) found.set(idOf(kind, row), row);
    left = unprocessed.map((key) => idOf(kind, key));
  }
  return found;
}

const idOf = (kind: Kind, row: object): string => String((row as Record<string, unknown>)[kind]);

/** DynamoDB asks for patience between attempts at what it left undone: 50 ms, 100 ms ... 1.6 s. */
async function pauseBefore(attempt: number): Promise<void> {
  if (attempt === 0) return;
  if (attempt === attempts)
    throw new BatchNotFinished(`DynamoDB left rows of a batch undone ${attempts} times; try again later.`);
  await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** attempt));
}
