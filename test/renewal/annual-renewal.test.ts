/** The machine of the renewal with more members than one execution has room for. */
import { expect, test } from 'vitest';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { newEngine } from '../step-functions/engine.ts';

/** Events that AWS lets an execution have. */
const EVENTS = 25_000;

/** Starts a renewal of so many members; gives what became of it. */
async function renew(count: number) {
  const members = Array.from({ length: count }, (_, index) => String(index + 1).padStart(6, '0'));
  const world = newEngine({
    invokeFunction: async ({ payload }) => {
      const { after, most } = payload as { after: string | null; most?: number };
      const from = after === null ? 0 : members.indexOf(after) + 1;
      const page = members.slice(from, most === undefined ? undefined : from + most);
      return { payload: { year: '2027', members: page, next: page.length === most ? page.at(-1) : null } };
    },
  });
  const { engine, clock, create, start } = world;
  const subscription = create({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, 'subscription');
  const own = subscription.replace(/subscription$/, 'annual-renewal');
  const arns: Readonly<Record<string, string>> = {
    SubscriptionMachineArn: subscription,
    AnnualRenewalMachineArn: own,
    ListMembersToRenewArn: 'arn:aws:lambda:eu-west-2:123456789012:function:list',
  };
  const definition = expandedMachine('annual-renewal').replace(/\$\{(\w+)\}/g, (_, name: string) => arns[name] ?? '');
  const renewal = create(JSON.parse(definition), 'annual-renewal');
  const began = clock.now();
  // The calendar's names have 73 characters.
  start(renewal, { scheduledAt: '2027-02-01T09:00:00Z' }, 'a'.repeat(73));
  await clock.run();
  const executions = engine.listExecutions({ stateMachineArn: renewal });
  return {
    members,
    executions,
    started: engine.listExecutions({ stateMachineArn: subscription }).map(({ name }) => name),
    mostEvents: Math.max(...executions.map(({ executionArn }) => engine.history(executionArn).length)),
    minutes: (clock.now() - began) / 60_000,
  };
}

test('the renewal of 3,600 members goes on in executions with room to spare', { timeout: 30_000 }, async () => {
  const { members, executions, started, mostEvents, minutes } = await renew(3_600);

  expect(executions.map(({ status }) => status)).toEqual(Array(4).fill('SUCCEEDED'));
  expect(new Set(executions.map(({ name }) => name)).size).toBe(4);
  expect(started.toSorted()).toEqual(members.map((member) => `subscription-2027-${member}`));
  expect(mostEvents).toBeLessThan(EVENTS / 2);
  expect(minutes).toBeLessThan(90);
});

test('pages come no faster than one member a second', async () => {
  const { minutes, executions } = await renew(541);

  expect(executions).toHaveLength(1);
  expect(minutes * 60).toBeGreaterThan(541);
  expect(minutes).toBeLessThan(15);
});
