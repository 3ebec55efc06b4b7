import { describe, expect, it } from 'vitest';
import { type Ask, CopyDiffers, OldReads } from '../../../local/dynamodb/old-reads.ts';

/** A database of rows by table and key that does what it is sent, and notes it. */
function database() {
  const tables = new Map<string, string>();
  const ask: Ask = async (action, body) => {
    const { TableName: table, Key, Item, RequestItems } = JSON.parse(body);
    if (action === 'PutItem') tables.set(table, Item.value.S);
    if (action === 'BatchGetItem') {
      const [name = ''] = Object.keys(RequestItems);
      return { status: 200, headers: {}, body: JSON.stringify({ Responses: { [name]: [tables.get(name)] } }) };
    }
    return {
      status: Item?.value.S === 'bad' && table !== 't' ? 400 : 200,
      headers: {},
      body: JSON.stringify({ Item: Key && tables.get(table) }),
    };
  };
  return ask;
}

function old(seed: number) {
  const time = { now: 0 };
  const clock = { now: () => time.now } as never;
  const reads = new OldReads(seed, clock, database());
  const put = (value: string) =>
    reads.pass('PutItem', JSON.stringify({ TableName: 't', Item: { value: { S: value } } }));
  const get = async (more: object = {}) =>
    JSON.parse((await reads.pass('GetItem', JSON.stringify({ TableName: 't', Key: { k: { S: '1' } }, ...more }))).body)
      .Item;
  return { reads, time, put, get };
}

describe('a read that does not ask to be consistent', () => {
  it('finds rows of up to a second and 25 writes ago, never older nor out of order, the same ones for a seed', async () => {
    const play = async (seed: number) => {
      const { put, get, reads, time } = old(seed);
      const seen: number[] = [];
      for (let write = 1; write <= 60; write += 1) {
        time.now += 20;
        await put(String(write));
        const found = Number(await get());
        seen.push(found || 0);
        expect(write - (found || 0)).toBeLessThanOrEqual(25);
        expect(await get({ ConsistentRead: true })).toBe(String(write));
      }
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(reads.answeredOld).toBeGreaterThan(20);
      time.now += 1_001;
      expect(await get()).toBe('60');
      return seen;
    };
    expect(await play(3)).toEqual(await play(3));
    expect(await play(3)).not.toEqual(await play(4));
  });

  it('by an index lags by itself, and is counted by itself', async () => {
    const { put, get, reads } = old(1);
    await put('a');
    await get();
    await get({ IndexName: 'gsi1' });
    await get({ ConsistentRead: true });
    expect(reads.reads).toEqual({ table: 1, indexes: 1 });
  });

  it('of a batch gets rows under the name of the table', async () => {
    const { put, reads, time } = old(1);
    await put('a');
    time.now += 2_000;
    const { body } = await reads.pass('BatchGetItem', JSON.stringify({ RequestItems: { t: { Keys: [] } } }));
    expect(JSON.parse(body)).toEqual({ Responses: { t: ['a'] } });
  });
});

it('a write that the table took and a copy refuses is an error', async () => {
  const { put, get, time } = old(1);
  await put('bad');
  time.now += 2_000;
  await expect(get()).rejects.toThrow(CopyDiffers);
});
