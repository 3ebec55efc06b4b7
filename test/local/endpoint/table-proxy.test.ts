import { describe, expect, it } from 'vitest';
import { TableProxy, type UsedUnits } from '../../../local/endpoint/table-proxy.ts';
import { useSmallStack } from '../fixtures/small-stack.ts';

const small = useSmallStack();

describe('a meter at the table', () => {
  it('hears of the units that each request of a function used, indexes included', async () => {
    const { stack } = small;
    const used: UsedUnits[] = [];
    stack.tables.meter = (one) => used.push(one);
    stack.startExecution('question', { input: { to: 'head@school.example' } });
    await stack.clock.run({ until: Date.parse('2027-01-01T13:00:00Z') });
    await fetch(stack.localUrl('http://portal/d/head@school.example'), { method: 'POST', redirect: 'manual' });
    await stack.clock.run({ until: Date.parse('2027-01-01T14:00:00Z') });
    // A row below a kilobyte costs a unit on the table and one on its index; a small read that may be stale costs half a one.
    expect(used.slice(0, 3)).toEqual([
      { action: 'PutItem', units: 2 },
      { action: 'PutItem', units: 2 },
      { action: 'GetItem', units: 0.5 },
    ]);
  });

  it('takes nothing that a row says for units', async () => {
    const Items = [{ note: { S: '"CapacityUnits":9' }, CapacityUnits: { N: '8' } }, { CapacityUnits: { S: '7' } }];
    const reply = { Items, ConsumedCapacity: [{ CapacityUnits: 1.5 }, { CapacityUnits: 2 }] };
    const tables = new TableProxy(async () => ({ status: 200, headers: {}, body: JSON.stringify(reply) }));
    const used: UsedUnits[] = [];
    tables.meter = (one) => used.push(one);
    await tables.forward('Query', '{}', {});
    expect(used).toEqual([{ action: 'Query', units: 3.5 }]);
  });
});
