import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { countForm, wishedEnough } from '../../lambdas/portal/throttle.ts';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const NOON = Date.parse('2026-06-02T11:00:00.000Z');
const secretNumber = (number: number): string => String(number).padStart(43, 'A');

const form = (sourceIp: string, secret?: string, timeEpoch = NOON) =>
  ({
    requestContext: { timeEpoch, http: { sourceIp } },
    ...(secret !== undefined && { pathParameters: { secret } }),
  }) as unknown as APIGatewayProxyEventV2;

/** As many links as are named, to a question that does not matter here. */
const makeLinks = (...numbers: readonly number[]): Promise<void> => makeLinksTo('agree-lunch', numbers);

async function makeLinksTo(question: string, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const hash = hashOfLink(secretNumber(number)) ?? '';
    const leadsTo = { about: 'qar-2026-900001', decision: `${question}.1.1`, person: 'head-1', role: 'host' };
    await fresh.store.entities.decisionLink.put({ hash, ...leadsTo, madeAt: '2026-06-01T09:00:00.000Z' }).go();
  }
}

const tooMany = async (event: APIGatewayProxyEventV2) => (await countForm(event, fresh.store)).tooMany;

/** Lets the one address that has sent forms so far have sent so many. */
async function countSoFar(count: number): Promise<void> {
  const { data } = await fresh.store.entities.attempts.scan.go({ pages: 'all' });
  expect(data.map((row) => row.count)).toEqual([10]);
  for (const { by, span } of data) await fresh.store.entities.attempts.patch({ by, span }).set({ count }).go();
}

async function refused(count: number, one: (index: number) => APIGatewayProxyEventV2): Promise<number> {
  let refusals = 0;
  for (let index = 0; index < count; index += 1) if (await tooMany(one(index))) refusals += 1;
  return refusals;
}

describe('throttling', () => {
  it('lets one link send sixty forms in ten minutes, from wherever', async () => {
    await makeLinks(1);
    expect(await refused(65, (index) => form(`192.0.2.${index}`, secretNumber(1)))).toBe(5);
    expect(await tooMany(form('192.0.2.1', secretNumber(1), NOON + 600_000))).toBe(false);
  });

  it('turns no button away for what was saved while typing, and lets that be saved ninety times', async () => {
    await makeLinks(1);
    const typing = async () => (await countForm(form('192.0.2.1', secretNumber(1)), fresh.store, true)).tooMany;
    const all = [];
    for (let index = 0; index < 112; index += 1) all.push(await typing());
    expect(all.filter((refusal) => refusal)).toHaveLength(2);
    expect(await refused(42, () => form('192.0.2.1', secretNumber(1)))).toBe(2);
  });

  it('holds one link to forty in each ten minutes after its first', async () => {
    await makeLinks(1);
    const later = (index: number) => form('192.0.2.1', secretNumber(1), NOON + 600_000 + index);
    await refused(65, () => form('192.0.2.1', secretNumber(1)));
    expect(await refused(45, later)).toBe(5);
  });

  it('lets sixty of a hundred forms through that come by one link at the same moment', async () => {
    await makeLinks(1);
    const all = await Promise.all(Array.from({ length: 100 }, () => tooMany(form('192.0.2.1', secretNumber(1)))));
    expect(all.filter((refusal) => !refusal)).toHaveLength(60);
  });

  it('gives the link that a form came by, and none that was never made', async () => {
    await makeLinks(1);
    expect((await countForm(form('192.0.2.1', secretNumber(1)), fresh.store)).link).toMatchObject({ person: 'head-1' });
    expect((await countForm(form('192.0.2.1', secretNumber(2)), fresh.store)).link).toBeUndefined();
    expect(await fresh.store.link(hashOfLink(secretNumber(2)) ?? '')).toBeUndefined();
  });

  it('is not felt by a school whose hundred leaders answer from one address', async () => {
    await makeLinks(...Array(100).keys());
    expect(await refused(300, (index) => form('198.51.100.7', secretNumber(index % 100)))).toBe(0);
  });

  it('counts what comes from one address by many links, beyond the two forms that each is made for', async () => {
    await makeLinks(...Array(10).keys());
    const some = (index: number) => form('198.51.100.8', secretNumber(index % 10));
    expect(await refused(30, some)).toBe(0);
    await countSoFar(595);
    expect(await refused(10, some)).toBe(5);
  });

  it('counts those of a form in parts by the address beyond the ten that it is made for', async () => {
    await makeLinksTo('draft-report', [1, 2]);
    const some = (index: number) => form('198.51.100.8', secretNumber(1 + (index % 2)));
    expect(await refused(20, some)).toBe(0);
    expect((await fresh.store.entities.attempts.scan.go({ pages: 'all' })).data).toEqual([]);
    expect(await refused(10, some)).toBe(0);
    await countSoFar(595);
    expect(await refused(10, some)).toBe(5);
  });

  it('counts guesses at links by their address', async () => {
    const guess = (index: number) => form('198.51.100.9', secretNumber(index));
    expect(await refused(10, guess)).toBe(0);
    await countSoFar(595);
    expect(await refused(10, guess)).toBe(5);
  });

  it('lets a stranger without a link send ten', async () => {
    expect(await refused(12, () => form('203.0.113.9'))).toBe(2);
    expect(await tooMany(form('203.0.113.10'))).toBe(false);
  });

  it('lets strangers wish for fresh links six times a day for one person', async () => {
    const wish = (hour: number, person = 'head-1') =>
      wishedEnough(person, new Date(NOON + hour * 3_600_000).toISOString(), fresh.store);
    const wishes: boolean[] = [];
    for (const hour of [0, 1, 2, 3, 4, 5, 6]) wishes.push(await wish(hour));
    expect(wishes).toEqual([false, false, false, false, false, false, true]);
    expect(await wish(6, 'head-2')).toBe(false);
    expect(await wish(24)).toBe(false);
  });

  it('keeps no address', async () => {
    await makeLinks(5);
    for (let turn = 0; turn < 3; turn += 1) await tooMany(form('203.0.113.77', secretNumber(5)));
    expect(JSON.stringify(await fresh.store.link(hashOfLink(secretNumber(5)) ?? ''))).not.toContain('203.0.113');
    const { data } = await fresh.store.entities.attempts.scan.go({ pages: 'all' });
    expect(data.length).toBeGreaterThan(0);
    expect(JSON.stringify(data)).not.toContain('203.0.113');
  });
});
