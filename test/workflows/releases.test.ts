import { beforeAll, describe, expect, it } from 'vitest';
import { Store } from '../../lambdas/store/store.ts';
import { attend, type PeopleOptions } from '../../local/people/people.ts';
import { play, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { resultsGiven, resultsNotGiven } from '../releases/given-results.ts';
import { type Changes, synthesizeNext } from '../releases/next-release.ts';
import { objectTo } from './support/objecting.ts';
import { type Run, runsOf } from './support/review-record.ts';

const PASSED = 'Note the next release';
const YEAR_MS = 365 * 86_400_000;
const NAME = 'The Network of the Next Release';

interface Definition {
  States: Record<string, { Type: string; Next?: string; Arguments?: { Payload?: Record<string, unknown> } }>;
}

/** A question's payload with one field more, a state more, another name of a state, other code and environment. */
const nextRelease: Changes = {
  'statemachines/review.asl.json': (text) => {
    const definition = JSON.parse(text.replaceAll('"Publish the report"', '"Make the report public"')) as Definition;
    const { States } = definition;
    const wait = States['Wait until the information form opens'];
    if (!wait) throw new Error('No review waits until the information form opens.');
    States[PASSED] = { Type: 'Pass', ...(wait.Next !== undefined && { Next: wait.Next }) };
    wait.Next = PASSED;
    for (const { Arguments } of Object.values(States)) {
      if (Arguments?.Payload?.question) Arguments.Payload.release = 'the next one';
    }
    return JSON.stringify(definition);
  },
  'lambdas/questions/ask-input.ts': (text) =>
    text.replace('token:', "release: z.string().default('an earlier one'), token:"),
  'lambdas/app/handlers/ask-a-person.ts': (text) =>
    text
      .replace('{ askedAt, opensAt, token, ...asked }', '{ askedAt, opensAt, token, release, ...asked }')
      .replace("logger.info('asked', {", "logger.info('asked', { release,"),
  'cdk.json': (text) => text.replaceAll('"The Peer Review Network"', JSON.stringify(NAME)),
};

/** The machine as release 0.1.0 had it, whose head's third objection leads to no question. */
const withoutSettling: Changes = {
  'statemachines/review.asl.json': (text) => {
    const definition = JSON.parse(text) as { States: Record<string, { Choices?: object[] }> };
    const { States } = definition;
    delete States['Ask the central team to settle the team'];
    delete States['Has the team been settled?'];
    States['Does the head confirm the team?']?.Choices?.pop();
    return JSON.stringify(definition).replace('"leadsTo":"settle-team",', '');
  },
};

/** One review of the sample network, played until it is stopped. */
interface Played {
  readonly stack: LocalStack;
  readonly host: string;
  /** Lets the clock run until the review is in a state, and what the state does at once is done. */
  until(state: string): Promise<void>;
  /** What the code of the next release noted: from which definition it was asked each question. */
  asked(): Record<string, string>;
  /** Executions of the review machine, the oldest first. */
  runs(): readonly Run[];
}

async function begin(cdkOut: string, people: PeopleOptions = {}): Promise<Played> {
  const start = playStart();
  const stack = await startLocalStack({ cdkOut, start, print: () => {} });
  const network = readNetwork({ today: start.toISOString().slice(0, 10) });
  const host = network.host.urn;
  const about = `qar-2026-${host}`;
  await seedNetwork(stack, network, '2026');
  attend(stack, people);
  return {
    ...{ stack, host },
    async until(state) {
      let isThere = false;
      const stopListening = stack.engine.onEvent((arn, { details }) => {
        if (details?.name === state && arn.includes(`:${about}`)) isThere = true;
      });
      await stack.clock.run({ until: start.getTime() + 2 * YEAR_MS, stop: () => isThere });
      stopListening();
      expect(isThere, `the review enters '${state}'`).toBe(true);
      await stack.clock.run({ until: stack.clock.now() + 60_000 });
    },
    asked: () =>
      Object.fromEntries(
        stack.functions
          .logs()
          .filter(({ line }) => line.includes('"release"') && line.includes(about))
          .map(({ line }) => JSON.parse(line))
          .map(({ question, release }) => [question, release]),
      ),
    runs: () => runsOf(stack, about).filter(({ machine }) => machine === 'review'),
  };
}

async function endsPublished({ stack, host, runs }: Played): Promise<void> {
  expect(await play(stack, host)).toBe(true);
  const store = new Store({ client: stack.table, table: stack.tableName });
  expect((await store.needWholeReview(`qar-2026-${host}`)).review).toMatchObject({ status: 'published' });
  expect(runs().map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  expect([stack.problems.messages, stack.deadLetters]).toEqual([[], []]);
}

describe('a release in the middle of a review', () => {
  let first = '';
  let next = '';
  beforeAll(async () => {
    first = await synthesize();
    next = await synthesizeNext(nextRelease);
  });

  it('brings new code to executions that go on with their old definition, whatever they wait for', async () => {
    const played = await begin(first);
    const { stack, until, asked, runs } = played;
    try {
      await until('Ask the head to choose dates');
      expect(asked()).toEqual({});
      await stack.update(next);
      await until('Fix the dates');
      expect(asked()).toEqual({ 'agree-dates': 'an earlier one' });
      await stack.update(first);
      await until('Find the reviewers');
      await stack.update(next);
      await until('Wait for the end of the third day');
      expect(asked()).toMatchObject({ 'confirm-team': 'an earlier one', 'evening-note': 'an earlier one' });
      expect(stack.inbox.messages().at(-1)?.text).toContain(NAME);
      await stack.update(first);
      await until('Agree the report');
      expect(asked()).not.toHaveProperty('check-facts');
      await stack.update(next);
      await endsPublished(played);
      expect(asked()).toMatchObject({ 'choose-audience': 'an earlier one', survey: 'an earlier one' });
      const states = runs().flatMap((run) => run.states);
      expect(states).toContain('Publish the report');
      expect(states).not.toContain(PASSED);
      const steps = [...resultsGiven(stack).keys()];
      expect(steps).toEqual(expect.arrayContaining(['open-review', 'close-review', 'ask-a-person confirm-team']));
      expect(resultsNotGiven(stack)).toEqual([]);
    } finally {
      await stack.stop();
    }
  });

  it('gives its definition to executions to come, which end even when the release is taken back', async () => {
    const played = await begin(first);
    const { stack, until, asked, runs } = played;
    try {
      await until('Fix the dates');
      await stack.update(next);
      await until('Ask the head for the information form');
      expect(asked()).toMatchObject({ 'confirm-team': 'the next one', 'information-form': 'the next one' });
      await stack.update(first);
      await endsPublished(played);
      expect(asked()).not.toHaveProperty('survey');
      const [before, after] = runs();
      expect(before?.states).not.toContain(PASSED);
      expect(after?.states).toEqual(expect.arrayContaining([PASSED, 'Make the report public']));
    } finally {
      await stack.stop();
    }
  });
});

describe('a head who objects to three teams, in an execution of 0.1.0', () => {
  it('has the central team told by a mail, and the review goes on', async () => {
    const react: PeopleOptions['react'] = (reached) =>
      reached.asked.question === 'confirm-team' ? objectTo('seat-1', reached) : undefined;
    const played = await begin(await synthesizeNext(withoutSettling), { react });
    const { stack, host, until } = played;
    try {
      await until('Find the reviewers');
      await stack.update(await synthesize());
      await endsPublished(played);
      const store = new Store({ client: stack.table, table: stack.tableName });
      const { decisions } = await store.needWholeReview(`qar-2026-${host}`);
      const asked = (question: string) =>
        decisions.filter((row) => row.question === question).map(({ round }) => round);
      expect([asked('confirm-team'), asked('settle-team')]).toEqual([[1, 2, 3], []]);
      const told = stack.inbox.messages().filter(({ subject }) => subject.startsWith('The host objects to its team'));
      expect(told).toHaveLength(1);
    } finally {
      await stack.stop();
    }
  });
});
