import { isDeepStrictEqual } from 'node:util';
import { conditionFailed } from '../store/condition-failed.ts';
import type { Hub, Member, Person, Store, WriteItem } from '../store/store.ts';
import { NOW } from '../store/table.ts';

/** A row was changed by somebody else again and again while an import wrote it. */
export class RowKeepsChanging extends Error {
  override name = 'RowKeepsChanging';
}

type Attributes = Readonly<Record<string, unknown>>;

export interface RowOf {
  readonly member: Member;
  readonly hub: Hub;
  readonly person: Person;
}
export type Kind = keyof RowOf;

/** A row that an import brings in. */
export interface Wanted<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
  /** As the table had it when the import read it. */
  readonly before: RowOf[K] | undefined;
  /** What it is to be over what the table has, which may be another than `before` when somebody changed it since. */
  readonly over: (now: RowOf[K] | undefined) => RowOf[K];
  /** Attributes that have to be as they were read for anything of it to be changed. */
  readonly asRead?: readonly string[];
  /** What is written together with what changes of it. */
  readonly along?: (changes: Attributes, store: Store) => readonly WriteItem[];
}

export type Brought = 'created' | 'updated' | 'unchanged';

const ATTEMPTS = 6;

/** What of a row an import changes: attributes with their new values, undefined for those that go. */
export function changesOf(before: object | undefined, after: object): Attributes {
  const [from, to] = [(before ?? {}) as Attributes, after as Attributes];
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return Object.fromEntries(
    [...names].flatMap((name) => (isDeepStrictEqual(from[name], to[name]) ? [] : [[name, to[name]]])),
  );
}

/**
 * Brings one row up to what is wanted: creates it when it is not there, else sets the attributes that differ and no other, each
 * under the condition that it is as it was read. When somebody else was first, it reads the row again and looks anew at what is
 * wanted over it.
 *
 * @throws RowKeepsChanging when the row changes each time.
 */
export async function bringRow<K extends Kind>(store: Store, wanted: Wanted<K>): Promise<Brought> {
  let now = wanted.before;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const after = wanted.over(now);
    const changes = changesOf(now, after);
    if (now !== undefined && Object.keys(changes).length === 0) return 'unchanged';
    try {
      const along = wanted.along?.(changes, store) ?? [];
      const row = now === undefined ? tableOf(store, wanted.kind).create(after) : patched(store, wanted, now, changes);
      if (along.length === 0) await row.go();
      if (along.length === 0 || (await store.write([row.commit(), ...along])).written) {
        return now === undefined ? 'created' : 'updated';
      }
    } catch (error) {
      if (!conditionFailed(error)) throw error;
    }
    now = await readNow(store, wanted);
  }
  throw new RowKeepsChanging(
    `The ${wanted.kind} '${wanted.id}' changed ${ATTEMPTS} times during the import; start it again.`,
  );
}

/** DynamoDB's most for one transaction. */
const TOGETHER = 100;

/**
 * Creates rows that are not there, a hundred at a time: a first import has thousands. Where one of a hundred is there after all,
 * none of them is created, and each has to be brought by itself.
 */
export async function createTogether<K extends Kind>(
  store: Store,
  missing: readonly Wanted<K>[],
  then: {
    created(some: readonly Wanted<K>[]): void;
    notCreated(some: readonly Wanted<K>[]): Promise<void>;
  },
): Promise<void> {
  for (let from = 0; from < missing.length; from += TOGETHER) {
    const some = missing.slice(from, from + TOGETHER);
    const items = some.map(({ kind, over }) => tableOf(store, kind).create(over(undefined)).commit());
    if ((await store.write(items)).written) then.created(some);
    else await then.notCreated(some);
  }
}

/** What ElectroDB's entities have in common, whichever it is. */
interface Entity<Row> {
  create(row: Row): Writing;
  get(key: object): { go(options: { consistent: true }): Promise<{ data: Row | null }> };
  patch(key: object): Patching;
}
interface Writing {
  go(): Promise<unknown>;
  commit(): WriteItem;
}
interface Patching extends Writing {
  set(values: object): Patching;
  remove(names: readonly string[]): Patching;
  where(
    condition: (
      row: Readonly<Record<string, object>>,
      is: { eq(attribute: object, value: unknown): string; notExists(attribute: object): string },
    ) => string,
  ): Patching;
}

const tableOf = <K extends Kind>(store: Store, kind: K) => store.rows[kind] as unknown as Entity<RowOf[K]>;

async function readNow<K extends Kind>(store: Store, { kind, id }: Wanted<K>): Promise<RowOf[K] | undefined> {
  const { data } = await tableOf(store, kind)
    .get({ [kind]: id })
    .go(NOW);
  return data ?? undefined;
}

function patched<K extends Kind>(
  store: Store,
  { kind, id, asRead = [] }: Wanted<K>,
  now: object,
  changes: Attributes,
): Writing {
  const names = Object.keys(changes);
  const kept = names.filter((name) => changes[name] !== undefined);
  const gone = names.filter((name) => changes[name] === undefined);
  const from = now as Attributes;
  return tableOf(store, kind)
    .patch({ [kind]: id })
    .set(Object.fromEntries(kept.map((name) => [name, changes[name]])))
    .remove(gone)
    .where((row, { eq, notExists }) =>
      [...new Set([...names, ...asRead])]
        .map((name) => {
          const attribute = row[name] as object;
          return from[name] === undefined ? notExists(attribute) : eq(attribute, from[name]);
        })
        .join(' AND '),
    );
}
