import type { Store } from '../store/store.ts';
import { getAll } from './batches.ts';
import type { School } from './gias.ts';
import type { Hub, PersonRecord, Trust } from './people-records.ts';

/** What is to be imported: what `readGias` and `readPeople` gave, or either of them. */
export interface MembersToImport {
  readonly schools?: readonly School[];
  readonly trusts?: readonly Trust[];
  readonly hubs?: readonly Hub[];
  readonly people?: readonly PersonRecord[];
}

/** The rows that the table already has of everything the files name. */
export async function readKnown(store: Store, { schools, trusts, hubs, people }: Required<MembersToImport>) {
  const [members, hubRows, personRows] = await Promise.all([
    getAll(store.entities, 'member', [
      ...schools.map(({ urn }) => urn),
      ...trusts.flatMap((trust) => [trust.id, ...trust.schools]),
      ...hubs.flatMap((hub) => hub.schools),
      ...people.flatMap(({ member }) => member ?? []),
    ]),
    getAll(store.entities, 'hub', [...hubs.map(({ id }) => id), ...trusts.flatMap(({ hub }) => hub ?? [])]),
    getAll(store.entities, 'person', [
      ...people.map(({ id }) => id),
      ...hubs.flatMap(({ manager, seniorPartner }) => [manager ?? [], seniorPartner ?? []].flat()),
    ]),
  ]);
  return { members, hubs: hubRows, people: personRows };
}
export type Known = Awaited<ReturnType<typeof readKnown>>;
