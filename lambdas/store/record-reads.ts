/** What the development record of a person is read from. */
import type { EntityItem } from 'electrodb';
import type { Entities, Store } from './store.ts';
import { NOW } from './table.ts';

/** A review that somebody did. */
export type CpdRecord = EntityItem<Entities['cpdRecord']>;

/** Every review that a person has done, in no order. */
export async function cpdRecordsOf(store: Store, person: string): Promise<readonly CpdRecord[]> {
  return (await store.entities.cpdRecord.query.primary({ person }).go({ ...NOW, pages: 'all' })).data;
}
