/**
 * A year in which every read of the table that does not ask to be consistent may be a second old, as on AWS. In every other run of a function
 * calls of the table fail as well: what holds of runs without faults and of those with them is seen in one play.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AwsError } from '../../local/endpoint/aws-error.ts';
import type { LocalStack } from '../../local/stack.ts';
import { seededRandom } from '../../local/step-functions/random.ts';
import { neverAgreed } from './scenarios/agreeing.ts';
import { newcomer } from './scenarios/members.ts';
import { postponed } from './scenarios/steering.ts';
import { functionName } from './support/function-name.ts';
import { redriveWhatFails } from './support/interruptions.ts';
import { checkRecords } from './support/records.ts';
import { noScanner } from './support/scanner.ts';
import type { Scenario } from './support/scenario.ts';
import { aboutOf, playSeason, type Season } from './support/season.ts';

/** Dates that are offered three times, a report for everybody that is withdrawn, a postponement, an admission. */
const scenarios: readonly Scenario[] = [neverAgreed, postponed, newcomer];
const END = '2027-02-12T18:00:00Z';

/** More than the client of DynamoDB tries by itself. */
const TRIES = 6;

const SEED = 1;
/** Of the calls of the table in a run that has faults. */
const SHARE = 0.2;

interface Faults {
  /** Calls that failed. */
  readonly failed: number;
  /** How many runs of functions were to meet faults, or to meet none. */
  runs(withFaults: boolean): number;
}

/**
 * In every other run of each function so many of the table's calls fail as they do when a part of DynamoDB is away; the SDK tries again by itself. So do, for
 * every twentieth mail that Amazon has taken, more tries to note it than the SDK makes. Not for more: a client may fall behind by a hundred
 * retries (500 tokens, five for each, one back for a call that needs none), and tries nothing again when it has.
 */
function failSome(stack: LocalStack): Faults {
  const random = seededRandom(SEED);
  const runsOf = new Map<string, Map<string, boolean>>();
  const notes = new Map<string, number>();
  let failed = 0;
  stack.interrupt(({ service, action, body, caller, trace }) => {
    if (service !== 'dynamodb' || trace === undefined) return undefined; // what the test reads by itself has no trace
    // A command that fails is called again by whoever called it: interruptions.test.ts does.
    if (caller === functionName(stack, 'SteerReview')) return undefined;
    const noted =
      action === 'UpdateItem' && !caller.includes('record-mail-event') && /\$message_1#[^"]*/.exec(body)?.[0];
    if (noted) notes.set(noted, (notes.get(noted) ?? 0) + 1);
    const isLongAway = noted && [...notes.keys()].indexOf(noted) % 20 === 19 && (notes.get(noted) ?? 0) <= TRIES;
    const runs = runsOf.get(caller) ?? new Map<string, boolean>();
    runsOf.set(caller, runs);
    if (!runs.has(trace)) runs.set(trace, runs.size % 2 === 0);
    if (!isLongAway && !(runs.get(trace) && random() < SHARE)) return undefined;
    failed += 1;
    return new AwsError('InternalServerError', 'Away for a moment', 500);
  });
  return {
    get failed() {
      return failed;
    },
    runs: (withFaults) =>
      [...runsOf.values()].flatMap((runs) => [...runs.values()]).filter((has) => has === withFaults).length,
  };
}

describe('a year with old reads, in which calls of the table fail', () => {
  let season: Season | undefined;
  let faults: Faults | undefined;
  let failed: readonly string[] = [];
  const played = (): Season => {
    if (!season) throw new Error('The year was not played.');
    return season;
  };

  beforeAll(async () => {
    season = await playSeason(
      scenarios,
      END,
      (stack) => {
        faults = failSome(stack);
        failed = redriveWhatFails(stack);
        return { scanner: noScanner, repeats: { repeated: new Set(), differences: [] } };
      },
      { oldReads: SEED },
    );
  });
  afterAll(async () => {
    await season?.stack.stop();
    season = undefined;
  });

  it('asks for what an index finds alone without asking how old it is, and gets old rows', () => {
    const { oldReads } = played().stack.tables;
    expect(oldReads?.reads).toEqual({ table: 0, indexes: expect.any(Number) });
    // Fewer than there were: what somebody was mailed on a day is read by its keys.
    expect(oldReads?.answeredOld).toBeGreaterThan(80);
  });

  it('has a fifth of the calls fail in every other run of a function', () => {
    expect(faults?.failed).toBeGreaterThan(500);
    expect(faults?.runs(true)).toBeGreaterThan(500);
    expect(faults?.runs(false)).toBeGreaterThan(500);
  });

  it('is published, each mail once', async () => {
    for (const host of [neverAgreed.host, postponed.host]) {
      const { review } = await played().told(aboutOf(host));
      expect([host, review.stage, review.publishedAt]).toEqual([host, 'closed', expect.any(String)]);
    }
    // Mails of alarms have no name.
    const named = played()
      .stack.inbox.messages()
      .filter(({ tags }) => tags.message !== undefined);
    const ids = named.map(({ tags }) => `${tags.about} ${tags.message}`);
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
    // Sending comes before noting that it was sent, which is tried on for as long as the function runs.
    expect(repeated).toEqual([]);
  });

  it('needs nobody’s hand', () => {
    expect(failed).toEqual([]);
    expect(played().stack.deadLetters).toEqual([]);
    expect(played().stack.problems.messages).toEqual([]);
  });

  it('lets a newcomer in, whose link was made a moment before', async () => {
    const { store } = played();
    expect(await store.membership(newcomer.host, '2026')).toMatchObject({ kind: 'newcomer', status: 'signed' });
    expect(await store.needMember(newcomer.host)).toMatchObject({ standing: 'member' });
    const { review, decision } = await played().told(aboutOf(newcomer.host));
    expect(review).toMatchObject({ week: '2027-03-01', day1: '2027-03-02', status: 'under-way' });
    expect(decision('choose-dates.1.1')).toMatchObject({ status: 'answered' });
  });

  checkRecords(played, scenarios);
  for (const scenario of [neverAgreed, postponed]) scenario.check(played);
});
