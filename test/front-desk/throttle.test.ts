import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { tooMany, wishedEnough } from '../../lambdas/front-desk/throttle.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const NOON = Date.parse('2026-06-02T11:00:00.000Z');
const secretNumber = (number: number): string => String(number).padStart(43, 'A');

const form = (sourceIp: string, secret?: string, timeEpoch = NOON) =>
  ({
    requestContext: { timeEpoch, http: { sourceIp } },
    ...(secret !== undefined && { pathParameters: { secret } }),
  }) as unknown as APIGatewayProxyEventV2;

async function refused(count: number, one: (index: number) => APIGatewayProxyEventV2): Promise<number> {
  let refusals = 0;
  for (let index = 0; index < count; index += 1) if (await tooMany(one(index), fresh.store)) refusals += 1;
  return refusals;
}

describe('throttling', () => {
  it('lets one link send sixty forms in ten minutes, from wherever', async () => {
    expect(await refused(65, (index) => form(`192.0.2.${index}`, secretNumber(1)))).toBe(5);
    expect(await tooMany(form('192.0.2.1', secretNumber(1), NOON + 600_000), fresh.store)).toBe(false);
  });

  it('is not felt by a school whose hundred leaders answer from one address', async () => {
    expect(await refused(300, (index) => form('198.51.100.7', secretNumber(index % 100)))).toBe(0);
  });

  it('lets a stranger without a link send ten', async () => {
    expect(await refused(12, () => form('203.0.113.9'))).toBe(2);
    expect(await tooMany(form('203.0.113.10'), fresh.store)).toBe(false);
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
    await tooMany(form('203.0.113.77', secretNumber(5)), fresh.store);
    const { data } = await fresh.store.entities.attempts.scan.go({ pages: 'all' });
    expect(data.length).toBeGreaterThan(0);
    expect(JSON.stringify(data)).not.toContain('203.0.113');
  });
});
