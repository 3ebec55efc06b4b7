/** Renewal day, on which scanners of mail open every link of every mail at once, at the limits that the portal's stage has on AWS. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { Store } from '../../lambdas/store/store.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { linksIn } from './support/scanner.ts';

/** Three pages of a renewal. `MEMBERS=541 npx vitest run test/workflows/scanners-at-once.test.ts` plays a whole network. */
const MEMBERS = Number(process.env.MEMBERS ?? 60);
/** Scanners look twice, and so does the person. */
const LOOKS = 3;

let stack: LocalStack;
const statuses: number[] = [];

async function seed(store: Store): Promise<void> {
  await seedSettings(store, readSettingsFiles());
  for (let member = 910_001; member <= 910_000 + MEMBERS; member += 1) {
    const [id, person] = [String(member), `person-${member}`];
    const row = { member: id, kind: 'school', name: `School ${id}`, standing: 'member', head: person } as const;
    await store.entities.member.put({ ...row, phase: 'primary' }).go();
    await store.entities.person.put({ person, name: 'A. Head', email: `head@${id}.example`, member: id }).go();
    const membership = { member: id, year: '2025', kind: 'renewal', status: 'signed' } as const;
    await store.entities.membership.put({ ...membership, openedAt: '2025-02-03T09:00:00.000Z' }).go();
  }
}

async function open(link: string): Promise<void> {
  const response = await fetch(stack.localUrl(link));
  statuses.push(response.status);
  await response.arrayBuffer();
}

beforeAll(async () => {
  // What an account outside the sandbox of SES begins with.
  const quotas = { mails: 14, requests: true };
  const start = new Date('2026-02-02T08:55:00Z');
  stack = await startLocalStack({ cdkOut: await synthesize(), start, quotas, print: () => {} });
  await Promise.all([seed(new Store({ client: stack.table, table: stack.tableName })), stack.functions.warmAll()]);
  stack.inbox.onMail(async (mail) => {
    await Promise.all(Array.from({ length: LOOKS }, () => linksIn(mail).map(open)).flat());
  });
  await stack.clock.run({ until: Date.parse('2026-02-02T12:00:00Z') });
});
afterAll(() => stack?.stop());

it('every look at every link of a mail that goes to all members shows its page', () => {
  expect(statuses.length).toBeGreaterThanOrEqual(MEMBERS * LOOKS * 2);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
});

it('and what comes beyond two hundred at once is refused, as API Gateway refuses it', async () => {
  const before = statuses.length;
  const [mail] = stack.inbox.messages();
  const [link = ''] = mail ? linksIn(mail) : [];
  await Promise.all(Array.from({ length: 210 }, () => open(link)));
  const last = statuses.slice(before);
  expect(last.filter((status) => status === 429)).toHaveLength(10);
  expect(last.filter((status) => status === 200)).toHaveLength(200);
});
