/**
 * Somebody is erased while executions of an earlier release wait: one for their answer to an invitation, one for what comes long after. Nothing
 * holds them afterwards, and the executions go on with their old definitions to their ends.
 */
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { londonDate } from '../../lambdas/calendar/london.ts';
import type { Person, Store } from '../../lambdas/store/store.ts';
import { developerStore } from '../../local/endpoint/developer-store.ts';
import { attend } from '../../local/people/people.ts';
import { pressCommand } from '../../local/people/press-command.ts';
import { PLAYED_YEAR, play, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { type Changes, synthesizeNext } from '../releases/next-release.ts';
import { rowsIn } from '../support/rows.ts';
import { runsOf } from './support/review-record.ts';

const DAY_MS = 86_400_000;
/** How the state was called before. */
const OF_BEFORE = 'Make the report public';

/** As release 0.1.0 had it: what it asks does not say which execution waits, and a state has another name. */
const earlier: Changes = {
  'statemachines/review.asl.json': (text) => text.replaceAll('"Publish the report"', `"${OF_BEFORE}"`),
  'lib/machine-policies.ts': (text) =>
    text.replace('const asked = named(withArgument(', 'const asked = ((task: State) => task)(withArgument('),
};

let stack: LocalStack;
let store: Store;
let host = '';
const about = () => `qar-${PLAYED_YEAR}-${host}`;
let silent: string | undefined;
let goHome: () => void;

beforeAll(async () => {
  const [before, today] = [await synthesizeNext(earlier), await synthesize()];
  const start = playStart();
  stack = await startLocalStack({ cdkOut: before, start, print: () => {} });
  const network = readNetwork({ today: londonDate(start.toISOString()) });
  await seedNetwork(stack, network, PLAYED_YEAR);
  host = network.host.urn;
  store = developerStore(stack);
  // The first reviewer who is invited does not answer.
  goHome = attend(stack, {
    react: ({ asked: { question }, person, role }) => {
      if (question !== 'invite' || role !== 'reviewer') return undefined;
      silent ??= person;
      return person === silent ? 'ignore' : undefined;
    },
  });
  await stack.clock.run({ until: stack.clock.now() + 400 * DAY_MS, stop: () => silent !== undefined });
  await stack.update(today);
});
afterAll(async () => {
  goHome?.();
  await stack?.stop();
});

/** What of people stands anywhere: in rows and what is packed in them, in logs, in what executions were given and did. */
async function standsIn(people: readonly Person[]): Promise<readonly string[]> {
  const texts = people.flatMap(({ name, email }) => [name, email]);
  const rows = (await rowsIn(store)).map(
    (row) =>
      JSON.stringify(row) +
      (row['__edb_e__'] === 'seasondocument' ? gunzipSync(Buffer.from(String(row['text']), 'base64')) : ''),
  );
  const logs = stack.functions.logs().map(({ line }) => line);
  const executions = stack.engine
    .listExecutions()
    .map((one) => JSON.stringify([one, stack.engine.history(one.executionArn)]));
  const all = [...rows, ...logs, ...executions].join('\n').toLowerCase();
  return texts.filter((text) => all.includes(text.toLowerCase()));
}

const mailsTo = (people: readonly Person[], from: number) =>
  stack.inbox
    .messages()
    .slice(from)
    .filter(({ to }) => people.some(({ email }) => to.some((one) => one.toLowerCase() === email.toLowerCase())));

const running = (machine: string) =>
  stack.engine
    .listExecutions({ status: 'RUNNING' })
    .filter(({ executionArn }) => executionArn.includes(`:${machine}:`));
const machineOf = (name: string) =>
  stack.machines
    .find((one) => one.name === name)
    ?.arn.split(':')
    .at(-1) ?? '';

it('whoever is asked for a place by an execution of before is erased, and it goes on with the next', async () => {
  const invited = await store.needPerson(silent ?? '');
  expect(running(machineOf('placement')).length).toBeGreaterThan(0);
  const asked = (await store.openDecisionsOf(invited.person)).filter(({ question }) => question === 'invite');
  expect(asked).toHaveLength(1);
  const mails = stack.inbox.messages().length;
  expect(
    await pressCommand(stack, { act: 'erase-person', about: invited.person, reason: 'Asked in writing' }),
  ).toMatchObject({ done: true });
  await stack.clock.run({ until: stack.clock.now() + 4 * DAY_MS });
  expect(await store.needPerson(invited.person)).toMatchObject({ erasedAt: expect.any(String), email: '' });
  expect(await standsIn([invited])).toEqual([]);
  expect(mailsTo([invited], mails)).toEqual([]);
  const { placements, seats } = await store.needWholeReview(about());
  const theirs = placements.filter(({ person }) => person === invited.person);
  expect(theirs.map(({ status, personName }) => [status, personName])).toEqual([
    [expect.stringMatching(/expired|withdrawn/), 'Somebody whose data was erased'],
  ]);
  expect(seats.filter(({ person }) => person === invited.person)).toEqual([]);
});

it('a hub manager is erased while that execution waits for the visit; it publishes, closes and ends', async () => {
  await stack.clock.run({
    until: stack.clock.now() + 400 * DAY_MS,
    stop: () =>
      stack.engine
        .listExecutions({ status: 'RUNNING' })
        .some(({ executionArn }) =>
          JSON.stringify(stack.engine.history(executionArn)).includes('Wait for the second evening'),
        ),
  });
  const { hub = '' } = await store.needReview(about());
  const manager = await store.needPerson((await store.hub(hub))?.manager ?? '');
  const mails = stack.inbox.messages().length;
  expect(
    await pressCommand(stack, { act: 'erase-person', about: manager.person, reason: 'Asked in writing' }),
  ).toMatchObject({ done: true });
  await play(stack, host);
  const gone = [manager, await store.needPerson(silent ?? '')];
  expect(gone[1]).toMatchObject({ email: '' });
  expect(await store.needPerson(manager.person)).toMatchObject({ erasedAt: expect.any(String), email: '' });
  expect(await standsIn([manager])).toEqual([]);
  expect(mailsTo([manager], mails)).toEqual([]);
  expect((await store.needReview(about())).status).toBe('published');
  const runs = runsOf(stack, about()).filter(({ machine }) => machine === 'review');
  expect(runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect(runs.flatMap(({ states }) => states)).toContain(OF_BEFORE);
  expect(running(machineOf('placement'))).toEqual([]);
  expect([stack.problems.messages, stack.deadLetters]).toEqual([[], []]);
});
