import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import type { TermPlan } from '../../lambdas/store/store.ts';
import { putSettings } from '../support/settings.ts';
import { numbers, termReview, writeAll } from '../team/term-plan/term.ts';
import { machines, useSteering } from './fixture.ts';

const steering = useSteering();
const SPRING = 'teams-2026-spring';
const command = { act: 'plan-term', about: SPRING, at: '2026-09-21T10:00:00.000Z' } as const;

async function writeReviews(count: number): Promise<void> {
  const { store } = steering.fresh;
  await putSettings(store);
  await writeAll(
    store,
    numbers(count).map((number) => store.rows.review.put(termReview(number)).commit()),
  );
}

const writeRound = (about: string, number: number, status: TermPlan['status']) =>
  steering.fresh.store.entities.matchingRound
    .put({ about, year: '2026', term: 'spring', number, status, openedAt: command.at, plans: 0 })
    .go();

const started = () => steering.sfn.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input);

test('planning a term starts its first round, and says what follows', async () => {
  await writeReviews(5);

  expect(await steering.steer(command, 'request-1')).toEqual({
    done: true,
    sentence:
      'The round teams-2026-spring has begun. People are asked when they cannot, and the plan is made on Friday 9 October 2026.',
    execution: SPRING,
  });

  expect(started()).toEqual([
    {
      stateMachineArn: machines.round,
      name: SPRING,
      input: JSON.stringify({ year: '2026', term: 'spring', number: 1 }),
    },
  ]);
  const [entry] = await steering.fresh.store.audit(SPRING);
  expect(entry).toMatchObject({ who: 'central-team', what: 'had a term planned', request: 'request-1' });
});

test('pressed twice it is one round', async () => {
  await writeReviews(5);
  await steering.steer(command);
  expect(await steering.steer(command)).toMatchObject({ done: true });
  expect(new Set(started().map(({ name }) => name))).toEqual(new Set([SPRING]));
});

test.each(['asking', 'planning', 'planned', 'approved'] as const)(
  'while a round is %s no other begins',
  async (status) => {
    await writeReviews(5);
    await writeRound(SPRING, 1, status);

    expect(await steering.steer(command)).toEqual({
      done: false,
      sentence:
        'The round teams-2026-spring is not over. It ends when its plan is in force, or when nobody has approved it in time.',
    });
    expect(started()).toEqual([]);
  },
);

test.each(['in-force', 'left'] as const)('after a round that is %s the next one begins', async (status) => {
  await writeReviews(5);
  await writeRound(SPRING, 1, status);

  expect(await steering.steer({ ...command, at: '2026-11-02T10:00:00.000Z' })).toEqual({
    done: true,
    sentence: 'The round teams-2026-spring-2 has begun. You are asked to approve the plan in some minutes.',
    execution: 'teams-2026-spring-2',
  });
});

test.each([
  [
    'teams-2026-winter',
    "There is no term 'teams-2026-winter'. The year has teams-2026-autumn, teams-2026-spring, teams-2026-summer.",
  ],
  ['teams-2031-spring', "There is no term 'teams-2031-spring'. Its name looks like teams-2026-spring."],
  ['the spring term', "There is no term 'the spring term'. Its name looks like teams-2026-spring."],
])('%s is no term', async (about, sentence) => {
  await writeReviews(5);
  expect(await steering.steer({ ...command, about })).toEqual({ done: false, sentence });
});

test('a term that is over, or has few reviews, is not planned', async () => {
  await writeReviews(4);
  expect(await steering.steer(command)).toEqual({
    done: false,
    sentence: 'The spring term has 4 reviews, and terms are planned from 5 on. Each team is formed by itself.',
  });
  expect(await steering.steer({ ...command, at: '2027-03-26T10:00:00.000Z' })).toEqual({
    done: false,
    sentence: 'The spring term ended on Thursday 25 March 2027.',
  });
  expect(started()).toEqual([]);
});
