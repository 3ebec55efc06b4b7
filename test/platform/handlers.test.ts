import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { listener, step } from '../../lambdas/platform/handlers.ts';
import { logger } from '../../lambdas/platform/logger.ts';

const Input = z.object({ about: z.string(), turn: z.int().default(1) });

/** A call with this many milliseconds left. */
const call = (left = 30_000): Context => ({
  functionName: 'open-review',
  functionVersion: '1',
  memoryLimitInMB: '512',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-2:111122223333:function:open-review',
  awsRequestId: 'request-1',
  logGroupName: 'log',
  logStreamName: 'stream',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => left,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});

describe('a step', () => {
  test('is given what its schema makes of the input, what it works with, and the call', async () => {
    const handler = step(Input, async (input, deps, { awsRequestId }) => ({ ...input, ...deps, awsRequestId }), {
      charityName: 'The Lanterns',
    });
    expect(await handler({ about: 'qar-2026-100183' }, call())).toEqual({
      about: 'qar-2026-100183',
      turn: 1,
      charityName: 'The Lanterns',
      awsRequestId: 'request-1',
    });
  });

  test('logs which execution it was called by, and forgets it with the call', async () => {
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const handler = step(Input, async () => logger.info('done'), {});
    await handler({ about: 'qar-2026-100183', execution: 'qar-2026-100183-2' }, call());
    await handler({ about: 'qar-2026-100183' }, call());

    const lines = said.mock.calls.map(([line]) => JSON.parse(String(line)));
    said.mockRestore();
    expect(lines.map(({ execution }) => execution)).toEqual(['qar-2026-100183-2', undefined]);
  });

  test('refuses another input, naming each field, before its core runs', async () => {
    const core = vi.fn(async () => 'done');
    await expect(step(Input, core, {})({ turn: 'first' }, call())).rejects.toMatchObject({
      name: 'StepInputWrong',
      message: expect.stringMatching(/^The step's input is wrong: .*→ at about.*→ at turn/s),
    });
    expect(core).not.toHaveBeenCalled();
  });

  test('throws the very error that its core throws: its name is what the machine catches', async () => {
    const gone = Object.assign(new Error('It went on.'), { name: 'QuestionSuperseded' });
    const thrown = await step(Input, () => Promise.reject(gone), {})({ about: 'a' }, call()).catch((error) => error);
    expect(thrown).toBe(gone);
    expect([thrown.name, thrown.cause]).toEqual(['QuestionSuperseded', undefined]);
  });

  test('is not ended before Lambda ends it', async () => {
    const handler = step(
      Input,
      async () => {
        await sleep(20);
        return 'done';
      },
      {},
    );
    expect(await handler({ about: 'a' }, call(6))).toBe('done');
  });
});

test('a listener fails with the error of its schema', async () => {
  await expect(listener(Input, async () => 'done')({}, call())).rejects.toMatchObject({ name: 'ZodError' });
});

test('the log of a function has no event, though the environment asks for it', async () => {
  vi.stubEnv('POWERTOOLS_LOGGER_LOG_EVENT', 'true');
  vi.resetModules(); // the logger reads its environment once
  const { logger } = await import('../../lambdas/platform/logger.ts');
  const { called } = await import('../../lambdas/platform/handlers.ts');
  expect(logger.getLogEvent()).toBe(true);
  const info = vi.spyOn(logger, 'info').mockReturnValue();

  await called(async () => logger.info('asked', { about: 'qar-2026-100183' }))({ secret: 'Alex Morgan' }, call());

  expect(info.mock.calls).toEqual([['asked', { about: 'qar-2026-100183' }]]);
});
