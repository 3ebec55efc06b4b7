import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../clock.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import type { Targets } from '../delivery/targets.ts';
import type { Ask } from '../dynamodb/old-reads.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import { matchesPattern } from '../events/patterns.ts';
import type { Functions } from '../functions/functions.ts';
import { functionNameOf } from '../functions/settings.ts';
import type { Guard } from '../iam/guard.ts';
import { underRole } from '../iam/permissions.ts';
import { createIds, type NextId } from '../ids.ts';
import { type Mapping, readMappings } from './mappings.ts';
import { type Image, type RowWritten, rowsWritten } from './rows-written.ts';

export interface TableStreamsOptions {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly functions: Functions;
  readonly guard: Guard;
  readonly targets: Targets;
  /** Straight to the database: what is read here is nobody's request. */
  readonly ask: Ask;
  readonly seed: number;
}

/** A change of a row, as a stream has it. */
interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: { readonly ApproximateCreationDateTime: number; readonly SequenceNumber: string };
}

/** A row that is about to be written and that somebody may want to hear of. */
interface Watched {
  readonly mappings: readonly Mapping[];
  readonly table: string;
  readonly keys: Image;
}

/** Changes that wait for a function. A shard has its changes brought one batch after another. */
interface Waiting {
  readonly mapping: Mapping;
  readonly records: StreamRecord[];
  /** How many go at once; fewer after a failure, until that is over. */
  batch: number;
  failures: number;
  isDue: boolean;
}

/** Lambda asks a stream four times a second (Lambda developer guide, 'Polling and batching streams'). */
const POLL_MS = 250;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
const RIGHTS = ['DescribeStream', 'ListStreams', 'GetShardIterator', 'GetRecords'];

/**
 * DynamoDB's streams, and Lambda's mappings that bring them to functions.
 *
 * The databases' own streams are not used: one that a season is written to takes five times as long for each write. A row that
 * a mapping filters by its key is read before and after its write instead, one such write after another, so that no change
 * comes between.
 */
export class TableStreams {
  readonly #options: TableStreamsOptions;
  readonly #nextId: NextId;
  #waiting = new Map<string, Waiting>();
  #sequence = 0;
  #lastWrite: Promise<unknown> = Promise.resolve();

  /** @throws AwsError, see deploy(). */
  constructor(options: TableStreamsOptions) {
    this.#options = options;
    this.#nextId = createIds(options.seed, 'streams');
    this.deploy(options.deployment);
  }

  /**
   * Takes the mappings of a release.
   *
   * @throws AwsError where the function's role may not read the stream, as Lambda answers whoever deploys.
   */
  deploy(deployment: Deployment): void {
    const before = this.#waiting;
    this.#waiting = new Map(
      readMappings(deployment).map((mapping) => {
        this.#requireRights(mapping);
        const known = before.get(mapping.id);
        const fresh = { records: known?.records ?? [], failures: 0, isDue: known?.isDue ?? false };
        return [mapping.id, { ...fresh, mapping, batch: mapping.batchSize }];
      }),
    );
  }

  /** Makes a call of DynamoDB, and has its changes told if it succeeds. */
  async around<Answer>(
    action: string,
    parameters: unknown,
    call: () => Promise<Answer>,
    succeeded: (answer: Answer) => boolean,
  ): Promise<Answer> {
    const watched = this.#waiting.size === 0 ? [] : this.#watched(rowsWritten(action, parameters));
    if (watched.length === 0) return call();
    const write = this.#lastWrite.then(async () => {
      const before = await this.#read(watched);
      const answer = await call();
      if (succeeded(answer)) this.#record(watched, before, await this.#read(watched));
      return answer;
    });
    this.#lastWrite = write.catch(() => {});
    return write;
  }

  #watched(rows: readonly RowWritten[]): Watched[] {
    return rows.flatMap(({ table, row }) => {
      const mappings = [...this.#waiting.values()].map(({ mapping }) => mapping).filter((one) => one.table === table);
      const [first] = mappings;
      if (!first) return [];
      const keys = Object.fromEntries(first.keys.map((name) => [name, row[name]]));
      const wanted = mappings.filter(({ patterns }) => patterns.some((pattern) => mayMatch(pattern, keys)));
      return wanted.length === 0 ? [] : [{ mappings: wanted, table, keys }];
    });
  }

  async #read(watched: readonly Watched[]): Promise<readonly (Image | undefined)[]> {
    return Promise.all(
      watched.map(async ({ table, keys }) => {
        const request = { TableName: table, Key: keys, ConsistentRead: true };
        const { status, body } = await this.#options.ask('GetItem', JSON.stringify(request), request);
        if (status !== 200) throw new Error(`A row of ${table} that is written cannot be read: ${body}`);
        return (JSON.parse(body) as { Item?: Image }).Item;
      }),
    );
  }

  #record(
    watched: readonly Watched[],
    before: readonly (Image | undefined)[],
    after: readonly (Image | undefined)[],
  ): void {
    const { clock, deployment } = this.#options;
    for (const [index, { mappings, keys }] of watched.entries()) {
      const [OldImage, NewImage] = [before[index], after[index]];
      if (isDeepStrictEqual(OldImage, NewImage)) continue; // a write that changes nothing is in no stream
      this.#sequence += 1;
      const change = {
        eventID: this.#nextId(),
        eventName: OldImage === undefined ? 'INSERT' : NewImage === undefined ? 'REMOVE' : 'MODIFY',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: deployment.region,
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(clock.now() / 1000),
          Keys: keys,
          ...(NewImage && { NewImage }),
          ...(OldImage && { OldImage }),
          SequenceNumber: String(this.#sequence).padStart(21, '0'),
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
      };
      for (const { id, streamArn, patterns } of mappings) {
        const waiting = this.#waiting.get(id);
        if (!waiting || !patterns.some((pattern) => matchesPattern(pattern, change))) continue;
        waiting.records.push({ ...change, eventSourceARN: streamArn } as StreamRecord);
        this.#comeBack(id, POLL_MS);
      }
    }
  }

  #comeBack(id: string, afterMs: number): void {
    const { clock } = this.#options;
    const waiting = this.#waiting.get(id);
    if (!waiting || waiting.isDue) return;
    waiting.isDue = true;
    clock.schedule(clock.now() + afterMs, () => void clock.during(this.#bring(id)));
  }

  async #bring(id: string): Promise<void> {
    const { functions, clock } = this.#options;
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    waiting.isDue = false;
    const { mapping, records } = waiting;
    const batch = records.slice(0, waiting.batch);
    if (batch.length === 0) return;
    const result = await functions.invoke(mapping.functionArn, { Records: batch });
    if (!('error' in result)) {
      records.splice(0, batch.length);
      Object.assign(waiting, { batch: mapping.batchSize, failures: 0 });
      if (records.length > 0) this.#comeBack(id, POLL_MS);
      return;
    }
    const [first] = batch;
    const age = clock.now() - (first?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
    if (age >= mapping.maxAgeMs) {
      records.splice(0, batch.length);
      this.#setAside(mapping, batch, result.error.errorType);
      Object.assign(waiting, { batch: mapping.batchSize, failures: 0 });
    } else {
      waiting.batch = Math.max(1, Math.floor(batch.length / 2));
      waiting.failures += 1;
    }
    this.#comeBack(id, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** waiting.failures));
  }

  /** The queue gets where in the stream they are, and not the rows (Lambda developer guide, 'Discarded batches'). */
  #setAside({ functionArn, roleArn, queueArn, streamArn, id }: Mapping, batch: readonly StreamRecord[], why: string) {
    const sequence = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const body = JSON.stringify({
      requestContext: { functionArn, condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: {
        startSequenceNumber: sequence[0],
        endSequenceNumber: sequence.at(-1),
        batchSize: batch.length,
        streamArn,
      },
    });
    this.#options.targets.setAside({
      ...{ targetArn: functionArn, deadLetterArn: queueArn, sender: `mapping ${id}`, reason: why, body },
      by: underRole(roleArn, functionNameOf(functionArn)),
    });
  }

  #requireRights({ roleArn, functionArn, streamArn }: Mapping): void {
    const requests = RIGHTS.map((action) => ({ action: `dynamodb:${action}`, resource: streamArn }));
    const refusal = this.#options.guard.refusal(underRole(roleArn, functionNameOf(functionArn)), ...requests);
    if (refusal === undefined) return;
    throw new AwsError(
      'InvalidParameterValueException',
      `Cannot access stream ${streamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, ` +
        'DescribeStream, and ListStreams Actions on your stream in IAM.',
    );
  }
}

/** Whether a change of a row with this key can match: what a pattern says of keys is known before the row is. */
function mayMatch(pattern: object, Keys: Image): boolean {
  const ofKeys = (pattern as { dynamodb?: { Keys?: object } }).dynamodb?.Keys;
  return ofKeys === undefined || matchesPattern({ Keys: ofKeys }, { Keys });
}
