/**
 * What one review's year asks the table: plays it on the local stack, counts the requests by function and by question, and
 * prints docs/requests.md.
 *
 *   npm run --silent bench -- requests > docs/requests.md
 */
import { mailEventSchema, mailOf } from '../../lambdas/mail/record-mail-event.ts';
import { Store } from '../../lambdas/store/store.ts';
import { attend } from '../../local/people/people.ts';
import { PLAYED_YEAR, play, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { ACTS, type ActOnQuestion, actsOnQuestions } from './requests/commands-on-questions.ts';
import { type CountedRun, countRequests, requestsOf } from './requests/count-requests.ts';

/** What the calendar starts for everybody at once. */
const ROUNDS: readonly string[] = ['morning-round', 'weekly-digest'];
const NEXT_YEAR = Number(PLAYED_YEAR) + 1;

/** What a run serves: the review of the year that is played, the one after it, or all reviews. */
type Whose = 'its own year' | 'the year after' | 'rounds' | 'mails of rounds' | 'opening a year';

/**
 * @param about what the question is about that a page or an answer led to, which its event does not say; '' for any other run.
 */
function whoseIs({ name, event }: CountedRun, about: string): Whose {
  const said = `${JSON.stringify(event)} ${about}`;
  if (ROUNDS.includes(name)) return 'rounds';
  if (name === 'record-mail-event' && isOfDigest(event)) return 'mails of rounds';
  if (/\byear-\d{4}\b/.test(said)) return 'opening a year';
  const isOfNext = said.includes(`-${NEXT_YEAR}-`) || said.includes(`"scheduledAt":"${NEXT_YEAR}-`);
  return isOfNext ? 'the year after' : 'its own year';
}

const isOfDigest = (event: unknown): boolean =>
  mailOf(mailEventSchema.parse(event))?.message.startsWith('weekly-digest.') === true;

/** A head who does not renew is reminded after 14 days, not counting breaks. */
const REMINDED_WITHIN_DAYS = 40;

interface Year {
  readonly runs: readonly CountedRun[];
  readonly acts: readonly ActOnQuestion[];
  /** What machines ask the table themselves. */
  readonly byMachines: number;
}

async function withStack<T>(work: (stack: LocalStack, host: string) => Promise<T>): Promise<T> {
  const stack = await startLocalStack({ cdkOut: await synthesize(), start: playStart(), print: () => {} });
  try {
    const network = readNetwork({ today: playStart().toISOString().slice(0, 10) });
    await Promise.all([seedNetwork(stack, network, PLAYED_YEAR), stack.functions.warmAll()]);
    return await work(stack, network.host.urn);
  } finally {
    await stack.stop();
  }
}

/** A year in which everybody answers the first mail. */
const playedYear = (): Promise<Year> =>
  withStack(async (stack, host) => {
    const runs = countRequests(stack);
    attend(stack);
    await play(stack, host);
    if (stack.problems.messages.length > 0) throw new Error(stack.problems.messages.join('\n'));
    const acts = await actsOnQuestions(runs, new Store({ client: stack.table, table: stack.tableName }));
    return { runs, acts, byMachines: stack.counts().tableRequests - sum(runs.map(requestsOf)) };
  });

/** Requests of a daily round that reminds one person of one question, beyond what one with nothing due makes. */
const requestsOfReminder = (): Promise<number> =>
  withStack(async (stack) => {
    const runs = countRequests(stack);
    const isReminded = (): boolean => stack.inbox.messages().some(({ tags }) => tags.message?.startsWith('round'));
    await stack.clock.run({ until: stack.clock.now() + REMINDED_WITHIN_DAYS * 86_400_000, stop: isReminded });
    if (!isReminded()) throw new Error(`Nobody was reminded within ${REMINDED_WITHIN_DAYS} days.`);
    await stack.clock.run({ until: stack.clock.now() + 3_600_000 });
    const rounds = runs.filter(({ name }) => name === 'morning-round').map(requestsOf);
    return (rounds.at(-1) ?? 0) - median(rounds.filter((requests) => requests > 0));
  });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const mean = (numbers: readonly number[]): string => (sum(numbers) / numbers.length).toFixed(1).replace(/\.0$/, '');

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_cell, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function groups<Row>(rows: readonly Row[], name: (row: Row) => string): readonly (readonly [string, readonly Row[]])[] {
  return [...Map.groupBy(rows, name)];
}

function byFunction(runs: readonly CountedRun[]): string {
  const rows = groups(runs, ({ name }) => name).map(([name, its]) => {
    const requests = its.map(requestsOf);
    return [name, its.length, sum(requests), mean(requests), Math.max(...requests)] as const;
  });
  return table(
    ['function', 'runs', 'requests', 'a run', 'at most'],
    rows.toSorted((a, b) => b[2] - a[2]),
  );
}

function byQuestion(acts: readonly ActOnQuestion[]): string {
  const rows = groups(acts, ({ question }) => question).map(([question, its]) => {
    const cells = ACTS.map((act) => its.filter((one) => one.act === act).map(({ requests }) => requests));
    const asked = cells[0]?.length ?? 0;
    const together = sum(its.map(({ requests }) => requests)) / Math.max(1, asked);
    return [question, asked, ...cells.map((cell) => (cell.length === 0 ? '' : mean(cell))), together.toFixed(1)];
  });
  return table(['question', 'times', ...ACTS, 'in all'], rows);
}

function rounds(runs: readonly CountedRun[]): string {
  const rows = ROUNDS.flatMap((name) =>
    groups(
      runs.filter((run) => run.name === name),
      (run) => String(requestsOf(run)),
    )
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .map(([requests, its]) => [name, requests, its.length]),
  );
  return table(['round', 'requests', 'runs'], rows);
}

const year = await playedYear();
const reminder = await requestsOfReminder();
const all = sum(year.runs.map(requestsOf)) + year.byMachines;
const aboutOf = new Map(year.acts.map(({ run, about }) => [run, about]));
const of = (whose: Whose): number =>
  sum(year.runs.filter((run) => whoseIs(run, aboutOf.get(run) ?? '') === whose).map(requestsOf));
const perAct = ACTS.map((act) => year.acts.filter((one) => one.act === act).map(({ requests }) => requests));
const perQuestion = ACTS.map((act, index) => `${act} ${mean(perAct[index] ?? [])}`).join(', ');
const aQuestion = sum(perAct.map((requests) => Number(mean(requests)))).toFixed(1);

console.log(`# Requests of the table

Written by \`npm run --silent bench -- requests > docs/requests.md\`: one review's year, played on the local stack from the opening of its
renewal to its follow-up. Everybody answers the first mail. A transaction counts as one request, and so does a batch of rows.

**${all} requests: ${of('its own year')} of the review's own year**, from its renewal to its follow-up; ${of('the year after')} of the year after, whose renewal
opens meanwhile and whose dates are agreed before this year's follow-up; ${of('rounds') + of('mails of rounds') + of('opening a year')} that serve every review: the daily and weekly rounds ${of('rounds')}, the delivery of
the digests' mails ${of('mails of rounds')}, the opening of a further year by the central team ${of('opening a year')}. A question that is asked, shown, checked and answered takes ${aQuestion} on average (${perQuestion}); to remind
somebody of one takes ${reminder} more in that morning's round.

## By function

${byFunction(year.runs)}

${year.byMachines === 0 ? 'The state machines ask the table nothing themselves.' : `The state machines ask the table ${year.byMachines} times themselves.`}

## By question

Requests each time, on average; 'in all' for each time that the question is asked. 'Checked' is an answer that is shown once more before it is
sent; where nothing is to be checked it is sent at once. Of the questions that only stand ready, such as who may see a report, most are never answered.

${byQuestion(year.acts)}

## The shared rounds

How many runs made how many requests. On a day without work a round asks the table nothing.

${rounds(year.runs)}`);
