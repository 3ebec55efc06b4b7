/** A year that is no file: opened by the central team, confirmed on its page, and begun on the day that was confirmed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PartnershipYear } from '../../lambdas/settings/partnership-year.ts';
import { ProgrammeSettings } from '../../lambdas/settings/programme-settings.ts';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { Store } from '../../lambdas/store/store.ts';
import { attend } from '../../local/people/people.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { functionName } from './support/function-name.ts';

const START = '2028-01-10T09:00:00.000Z';
const HOST = '900001';

describe('a year that nobody has made as a file', () => {
  let stack: LocalStack;
  let store: Store;
  let goHome: () => void;

  beforeAll(async () => {
    stack = await startLocalStack({ cdkOut: await synthesize(), start: new Date(START), print: () => {} });
    store = new Store({ client: stack.table, table: stack.tableName });
    await seedSettings(store, readSettingsFiles());
    const { entities } = store;
    await entities.member
      .put({ member: HOST, kind: 'school', name: 'Hill View', standing: 'member', head: 'head-1', phase: 'primary' })
      .go();
    await entities.person.put({ person: 'head-1', name: 'Ann Field', email: 'head@school.example', member: HOST }).go();
    await entities.membership
      .put({ member: HOST, year: '2027', kind: 'renewal', status: 'signed', uses: ['qar'], openedAt: START })
      .go();
    goHome = attend(stack);
  });
  afterAll(async () => {
    goHome?.();
    await stack?.stop();
  });

  const until = (instant: string) => stack.clock.run({ until: Date.parse(instant) });
  const subjects = (to: string) => stack.inbox.messages({ to }).map(({ subject }) => subject);
  const missing = async () => (await store.partnershipYear('2028')) === undefined;

  it('is missed, opened by its command, and is none until its page is confirmed', async () => {
    const steered = await stack.functions.invoke(functionName(stack, 'SteerReview'), {
      act: 'open-year',
      about: 'year-2028',
      at: new Date(stack.clock.now()).toISOString(),
    });
    expect('error' in steered ? steered.error : JSON.parse(steered.payload)).toMatchObject({ done: true });
    expect(await missing()).toBe(true);
    await until('2028-01-12T18:00:00.000Z');
    expect(subjects('central.team@example.org')).toContain('Please confirm: the partnership year 2028 to 2029');
    expect(await missing()).toBe(false);
    const rows = [
      PartnershipYear.safeParse(await store.partnershipYear('2028')),
      ProgrammeSettings.safeParse((await store.programmeSettings('2028', 'QAR', '001'))?.settings),
      ProgrammeSettings.safeParse((await store.programmeSettings('2028', 'TPR', '001'))?.settings),
    ];
    expect(rows.map(({ success }) => success)).toEqual([true, true, true]);
  });

  it('begins its renewal on its day, and a member that signs has its review planned by its settings', async () => {
    await until('2028-02-04T18:00:00.000Z');
    expect(subjects('head@school.example')).toContainEqual(expect.stringContaining('2028 to 2029'));
    expect(await store.membership(HOST, '2028')).toMatchObject({ status: 'signed', agreement: { version: '2028-1' } });
    expect(await store.review(`qar-2028-${HOST}`)).toMatchObject({ year: '2028', settingsVersion: '001' });
    expect(stack.problems.messages).toEqual([]);
  });
});
