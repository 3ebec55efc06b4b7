/** Renewal day in a new account: ten functions at a time, and one mail a second as in the sandbox of SES. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { Store } from '../../lambdas/store/store.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';

/** Two pages. `MEMBERS=541 npx vitest run test/workflows/quotas.test.ts` measures a whole network. */
const MEMBERS = Number(process.env.MEMBERS ?? 40);
/** An ordinary run takes ten seconds, after the bundling. */
const LIMIT = 300_000 + MEMBERS * 1_000;

let stack: LocalStack;
const members = Array.from({ length: MEMBERS }, (_, index) => String(910_001 + index));

async function seed(store: Store): Promise<void> {
  await seedSettings(store, readSettingsFiles());
  for (const member of members) {
    const person = `person-${member}`;
    const row = {
      member,
      kind: 'school' as const,
      name: `School ${member}`,
      standing: 'member' as const,
      head: person,
    };
    await store.entities.member.put({ ...row, phase: 'primary' }).go();
    await store.entities.person.put({ person, name: 'A. Head', email: `head@${member}.example`, member }).go();
    const membership = { member, year: '2025', kind: 'renewal' as const, status: 'signed' as const };
    await store.entities.membership.put({ ...membership, openedAt: '2025-02-03T09:00:00.000Z' }).go();
  }
}

beforeAll(async () => {
  const quotas = { concurrency: 10, mails: 1 };
  const start = new Date('2026-02-02T08:55:00Z');
  stack = await startLocalStack({ cdkOut: await synthesize(), start, quotas, print: () => {} });
  await Promise.all([seed(new Store({ client: stack.table, table: stack.tableName })), stack.functions.warmAll()]);
  await stack.clock.run({ until: Date.parse('2026-02-02T12:00:00Z') });
}, LIMIT);
afterAll(() => stack?.stop());

it('every member is asked, and no execution fails for want of capacity', () => {
  const asked = stack.inbox.messages().filter(({ to }) => to.some((address) => address.startsWith('head@')));

  expect(asked.flatMap(({ to }) => to).toSorted()).toEqual(members.map((member) => `head@${member}.example`));
  expect(stack.engine.listExecutions({}).filter(({ status }) => status === 'FAILED')).toEqual([]);
});

it('though functions and mails were refused, of which an alarm told', () => {
  const refusals = stack.engine
    .listExecutions({})
    .flatMap(({ executionArn }) => stack.engine.history(executionArn))
    .flatMap(({ type, details }) => (type === 'TaskFailed' ? [String(details?.error)] : []));

  expect(new Set(refusals)).toEqual(new Set(['Lambda.TooManyRequestsException', 'MailNotSent']));
  const last = stack.inbox.messages().at(-1)?.at ?? 0;
  if (process.env.MEMBERS) {
    const minutes = (last - Date.parse('2026-02-02T09:00:00Z')) / 60_000;
    console.log(`${MEMBERS} members: ${refusals.length} refusals, the last mail after ${minutes.toFixed(1)} minutes`);
  }
  expect(stack.alarms.all.find(({ name }) => name.endsWith('functions-throttled'))?.since).toBeGreaterThan(
    Date.parse('2026-02-02T09:00:00Z'),
  );
});
