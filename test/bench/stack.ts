/**
 * What the local stack takes for a function's run and for a table request, in a play of one school's year.
 *
 *   npm run bench -- stack
 *
 * A run is timed by the processor time of its thread. A function's first five runs warm it up and are left out. What the main
 * thread takes to pass a request on to the database is timed once the play is over, by so many requests alone.
 */
import { attend } from '../../local/people/people.ts';
import { PLAYED_YEAR, play, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';

const WARM_AFTER = 5;
const REQUESTS = 3_000;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const inMs = (value: number): string => `${value.toFixed(2).padStart(7)} ms`;

const stack = await startLocalStack({ cdkOut: await synthesize(), start: playStart(), print: () => {} });
try {
  const network = readNetwork({ today: playStart().toISOString().slice(0, 10) });
  await Promise.all([seedNetwork(stack, network, PLAYED_YEAR), stack.functions.warmAll()]);
  attend(stack);
  const began = performance.now();
  await play(stack, network.host.urn);
  console.log(`Played in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);

  const times = [...stack.functions.processorTimes()].map(([id, all]) => ({ id, warm: all.slice(WARM_AFTER) }));
  for (const { id, warm } of times.filter((one) => one.warm.length > 0)) {
    console.log(`${id.padEnd(22)} ${String(warm.length).padStart(4)} warm runs, median ${inMs(median(warm))}`);
  }
  console.log(`A warm run: median ${inMs(median(times.flatMap(({ warm }) => warm)))}`);

  const Key = { pk: { S: '$peer-review#member_900001' }, sk: { S: '$member_1' } };
  const get = { TableName: stack.tableName, Key };
  const body = JSON.stringify(get);
  const ask = async (count: number): Promise<number> => {
    const before = process.threadCpuUsage();
    for (let asked = 0; asked < count; asked += 1) await stack.tables.forward('GetItem', body, get);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000 / count;
  };
  await ask(REQUESTS / 10);
  console.log(`A table request: ${inMs(await ask(REQUESTS))} of the main thread`);
} finally {
  await stack.stop();
}
