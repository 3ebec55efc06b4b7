import { expect, it } from 'vitest';
import * as z from 'zod';
import { listener, step } from '../../lambdas/platform/handlers.ts';
import { withoutData } from '../../lambdas/platform/without-data.ts';

const ADDRESS = 'head@hillview.example';
const everything = (error: Error) => JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error.cause);

it('an error that carries data is known by its name and where it happened, and by no word of the data', () => {
  const carrying = Object.assign(new Error(`Address ${ADDRESS} is not verified`), { $metadata: {}, to: ADDRESS });
  carrying.name = 'MessageRejected';
  const bare = withoutData(carrying);
  expect(bare.name).toBe('MessageRejected');
  expect(everything(bare)).not.toContain(ADDRESS);
  expect(bare.stack).toMatch(/^MessageRejected: .*\n {4}at .*without-data\.test\.ts/);
});

it('an error of ours keeps its words, and loses its cause', () => {
  const cause = Object.assign(new Error(ADDRESS), { Item: ADDRESS });
  const bare = withoutData(new RangeError('A batch failed: TimeoutError.', { cause }));
  expect([bare.name, bare.message, bare.cause]).toEqual(['RangeError', 'A batch failed: TimeoutError.', undefined]);
  expect(everything(bare)).not.toContain(ADDRESS);
});

it('one that carries nothing passes as it is, and what is no error has no words', () => {
  const plain = Object.assign(new Error('It went on.'), { name: 'QuestionSuperseded' });
  expect(withoutData(plain)).toBe(plain);
  expect(everything(withoutData(ADDRESS))).not.toContain(ADDRESS);
});

const failing = () => {
  throw Object.assign(new Error(ADDRESS), { row: ADDRESS });
};

it.each([
  ['a step', () => step(z.object({}), async () => failing(), {})],
  ['a listener', () => listener(z.object({ to: z.string().transform(failing) }), async () => 'done')],
])('%s throws no data', async (_what, handler) => {
  const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 30_000 } as never;
  const thrown = await handler()({ to: ADDRESS }, context).catch((error: Error) => error);
  expect(thrown).toBeInstanceOf(Error);
  expect(everything(thrown as Error)).not.toContain(ADDRESS);
});
