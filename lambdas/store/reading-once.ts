import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import DataLoader from 'dataloader';
import { addDays, daysBetween } from '../calendar/dates.ts';
import { errorName } from '../platform/error-name.ts';
import type { Decision, Draft, PersonDay, Review } from './entities.ts';
import { rowOf, TableNotAnswering } from './read-rows.ts';
import type { Registers } from './registers.ts';
import type { Table } from './table.ts';
import type { ReviewAtHand, WholeReview } from './whole-review.ts';

/** What of a store is read by keys, or is the one query of a review. */
interface ReadByKeys extends Registers {
  wholeReview(about: string): Promise<WholeReview | undefined>;
  reviewAtHand(about: string): Promise<ReviewAtHand | undefined>;
  reviewAsFirstRead(about: string): Promise<Review | undefined>;
  decisionAsFirstRead(about: string, decision: string): Promise<Decision | undefined>;
  draftAsFirstRead(about: string, decision: string): Promise<Draft | undefined>;
  daysOf(person: string, from: string, to: string): Promise<PersonDay[]>;
  mailedOn(person: string, day: string): Promise<readonly string[] | undefined>;
}

interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** DynamoDB may leave out keys of a batch when it is busy; they are asked for again so many times. */
const ROUNDS = 5;

/** So many versions of settings are asked for by their keys where none is known yet; they follow each other without a gap, and most years have one. */
const VERSIONS_BY_KEY = ['001', '002', '003'] as const;

/** So many days of a person are asked for by their keys, with other rows; a visit has three. */
const DAYS_BY_KEY = 7;

/**
 * The same store for the length of one request. Each row is read once, however many ask for it, and rows that are asked for
 * at the same time come in one request, whatever they are. What is read may be older than what was just written; conditions
 * guard every write, and whoever has lost a race asks for the `decision`, which is read anew every time.
 */
export function readingOnce<Store extends ReadByKeys>(store: Store, table: Table): Store {
  const rows = new DataLoader<Key, unknown, string>((keys) => readBatch(table, keys), {
    cacheKeyFn: ({ pk, sk }) => `${pk} ${sk}`,
    maxBatchSize: 100, // the most that DynamoDB takes
  });
  const reviews = new Map<string, Promise<WholeReview | undefined>>();
  const atHand = new Map<string, Promise<ReviewAtHand | undefined>>();
  const { decision, draft, mailedDay, personDay, review } = store.entities;
  const load = async <Row>(query: { params(): unknown }): Promise<Row | undefined> =>
    (await rows.load((query.params() as { Key: Key }).Key)) as Row | undefined;

  const made: Store = Object.create(store);
  const once: ReadByKeys = made;
  once.wholeReview = (about) => {
    const known = reviews.get(about) ?? store.wholeReview(about);
    reviews.set(about, known);
    return known;
  };
  once.reviewAtHand = (about) => {
    const known = reviews.get(about) ?? atHand.get(about) ?? store.reviewAtHand(about);
    atHand.set(about, known);
    return known;
  };
  once.reviewAsFirstRead = async (about) => {
    const known = reviews.get(about) ?? atHand.get(about);
    return known ? (await known)?.review : load(review.get({ about }));
  };
  once.decisionAsFirstRead = async (about, id) => {
    const whole = await reviews.get(about);
    return whole ? whole.decisions.find((row) => row.decision === id) : load(decision.get({ about, decision: id }));
  };
  once.draftAsFirstRead = async (about, id) => {
    const whole = await reviews.get(about);
    return whole ? whole.drafts.find((row) => row.decision === id) : load(draft.get({ about, decision: id }));
  };
  // What has a key is read through this, members and people too.
  once.rowAt = (get) => load(get as unknown as { params(): unknown });
  once.daysOf = async (id, from, to) => {
    const count = daysBetween(from, to) + 1;
    if (count > DAYS_BY_KEY) return store.daysOf(id, from, to);
    const days = Array.from({ length: Math.max(0, count) }, (_, index) => addDays(from, index));
    const found = await Promise.all(days.map((day) => load<PersonDay>(personDay.get({ person: id, day }))));
    return found.flatMap((row) => row ?? []);
  };
  once.mailedOn = async (id, day) => {
    const row = await load<{ readonly questions?: Iterable<string> }>(mailedDay.get({ person: id, day }));
    return row && [...(row.questions ?? [])];
  };
  once.latestProgrammeSettings = async (year, programme) => {
    const versions = VERSIONS_BY_KEY.map((version) => made.programmeSettings(year, programme, version));
    const found = (await Promise.all(versions)).flatMap((row) => row ?? []);
    return found.length < VERSIONS_BY_KEY.length ? found.at(-1) : store.latestProgrammeSettings(year, programme);
  };
  once.people = async (ids) => (await Promise.all(ids.map((id) => once.person(id)))).flatMap((row) => row ?? []);
  return made;
}

async function readBatch({ client, table }: Table, keys: readonly Key[]): Promise<unknown[]> {
  const found = new Map<string, unknown>();
  let missing: readonly Key[] = keys;
  for (let round = 1; missing.length > 0; round += 1) {
    if (round > ROUNDS)
      throw new TableNotAnswering(`A batch of ${keys.length} rows was not read after ${ROUNDS} rounds.`);
    try {
      const request = { RequestItems: { [table]: { Keys: [...missing], ConsistentRead: true } } };
      const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetCommand(request));
      for (const item of Responses[table] ?? []) found.set(nameOf(item as unknown as Key), rowOf(item));
      missing = (UnprocessedKeys[table]?.Keys ?? []) as unknown as Key[];
    } catch (error) {
      throw new TableNotAnswering(`A batch failed: ${errorName(error)}.`, {
        cause: error,
      });
    }
  }
  return keys.map((key) => found.get(nameOf(key)));
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
