/** Two of the central team open a year, or put it in force, at one moment, each with another date: it is one year. */
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { PROGRAMMES } from '../../lambdas/programmes/programmes.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { loadSettings, loadYear } from '../../lambdas/settings/load-settings.ts';
import { useSteering } from '../commands/fixture.ts';
import { putSettings } from '../support/settings.ts';

const steering = useSteering();
const AT = '2027-06-07T09:00:00.000Z';
const THEN = '2027-06-08T09:00:00.000Z';
const YEAR = 'year-2028';
const store = () => steering.fresh.store;
const open = (at = AT) => steering.steer({ act: 'open-year', about: YEAR, at });

beforeEach(() => putSettings(store()));

const secrets = () => steering.deps().mails.flatMap(({ content }) => content.button?.href.split('/d/')[1] ?? []);

async function confirm(secret: string | undefined, changes: Record<string, string>, at = THEN) {
  const link = await openLink(secret, steering.deps(), catalogue, THEN);
  if (!link) throw new Error('The mail has no link that opens.');
  const form = { ...link.bound.page().values, ...changes };
  return () => answer(link, form, at, steering.deps());
}

describe('a year that is opened at one moment, on two days by the clock of those who press', () => {
  it('is asked about once, until the same day, by links that lead to the same question', async () => {
    const both = await Promise.all([open('2027-06-07T22:59:59.900Z'), open('2027-06-07T23:00:00.100Z')]);
    expect(both.map(({ done }) => done)).toEqual([true, true]);
    expect(await store().decisionsAbout(YEAR)).toHaveLength(1);
    // Pressed at one moment both may say until when; nothing that they say differs.
    const days = both.map(({ sentence }) => /until (\w+ \d+ \w+ \d{4})/.exec(sentence)?.[1]);
    expect(new Set(days).size).toBe(1);
    expect(new Set(steering.deps().mails.map(({ message }) => message)).size).toBeLessThanOrEqual(1);
  });
});

describe('a year that is put in force at one moment with two dates', () => {
  it('begins on one of them, with all that follows from it, and the other reads that it was settled', async () => {
    await open();
    const [secret] = secrets();
    const first = await confirm(secret, { renewalOpens: '2028-02-07', 'QAR.scheduling.weekCapacity': '22' });
    const changes = { renewalOpens: '2028-03-06', 'QAR.scheduling.weekCapacity': '11' };
    const other = await confirm(secret, changes, '2027-06-08T09:00:00.200Z');
    const answered = await Promise.all([first(), other()]);
    expect(answered.map(({ kind }) => kind).toSorted()).toEqual(['recorded', 'settled']);
    const isFirst = answered[0]?.kind === 'recorded';
    const [year, qar] = await Promise.all([loadYear(store(), '2028'), loadSettings(store(), '2028', 'QAR')]);
    expect(year.renewalOpens).toBe(isFirst ? '2028-02-07' : '2028-03-06');
    expect(qar.scheduling.weekCapacity).toBe(isFirst ? 22 : 11);
    for (const programme of PROGRAMMES) expect(await loadSettings(store(), '2028', programme)).toBeDefined();
    const put = (await store().audit(YEAR)).filter(({ what }) => what.startsWith('put the year'));
    expect(put).toHaveLength(1);
    const { answer: kept } = (await store().decision(YEAR, 'confirm-year.1.1')) ?? {};
    expect(JSON.stringify(kept)).toContain(isFirst ? '2028-02-07' : '2028-03-06');
    expect(JSON.stringify(kept)).not.toContain(isFirst ? '2028-03-06' : '2028-02-07');
  });

  it('stays as it was put in force, whatever is sent late by a page of before', async () => {
    await open();
    const [secret] = secrets();
    const first = await confirm(secret, { renewalOpens: '2028-02-07' });
    const late = await confirm(secret, { renewalOpens: '2028-03-06' });
    expect(await first()).toMatchObject({ kind: 'recorded' });
    expect(await late()).toMatchObject({ kind: 'settled' });
    expect(await open('2027-06-09T09:00:00.000Z')).toMatchObject({ done: false });
    expect((await loadYear(store(), '2028')).renewalOpens).toBe('2028-02-07');
  });
});
