import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { expect, it, vi } from 'vitest';
import { tryOn } from '../../lambdas/mail/try-on.ts';

const away = () =>
  Promise.reject(
    new DynamoDBServiceException({ name: 'InternalServerError', message: 'Away', $fault: 'server', $metadata: {} }),
  );

it('tries on for as long as the shortest function has, waiting longer each time, and then says what failed', async () => {
  const work = vi.fn(away);
  const pauses: number[] = [];
  await expect(tryOn('a-mail', work, async (milliseconds) => pauses.push(milliseconds))).rejects.toThrow('Away');
  const waited = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(waited).toBeGreaterThan(6_000);
  expect(waited).toBeLessThanOrEqual(8_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000);
  expect(work).toHaveBeenCalledTimes(pauses.length + 1);
});

it('spreads the waits of many that fail at once, and waits alike for one', async () => {
  const pausesOf = async (name: string): Promise<number[]> => {
    const pauses: number[] = [];
    await tryOn(name, away, async (milliseconds) => pauses.push(milliseconds)).catch(() => {});
    return pauses;
  };
  expect(await pausesOf('one')).toEqual(await pausesOf('one'));
  expect(await pausesOf('one')).not.toEqual(await pausesOf('other'));
});
