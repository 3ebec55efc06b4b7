/**
 * What each part of the product takes that looks at a whole network, by the size of the network: table requests, megabytes that they
 * answer, processor time, memory and mails. docs/scale.md says what of it AWS limits, and from when on.
 *
 *   npm run bench -- scale
 *   npm run bench -- scale --schools 528,4992 --only morning-round --rows /tmp/rows.json
 *
 * 48 schools are played from their renewal to the morning on which everybody is reminded who has not said when they cannot go on reviews.
 * A larger network is those rows again and again, about other schools and people (scale/copied-rows.ts), so its size is a multiple of 48. Each part
 * runs once, as the calendar or the dashboard calls it, in the function that does it. With --rows what was played is kept in that file, and taken from it
 * the next time. With --waits the table and SES take as long to answer as on AWS, 6 and 200 ms, and it is said how long a part took.
 */
import { readOptions } from '../../local/read-options.ts';
import { startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { rowsBeside, writeRows } from './scale/copied-rows.ts';
import { importing } from './scale/import-schools.ts';
import { keptOr } from './scale/kept-rows.ts';
import { type Measure, measured } from './scale/measure.ts';
import { partsOf } from './scale/parts.ts';
import { MORNING, playedRows, SCHOOLS } from './scale/played-rows.ts';

const values = readOptions(
  'npm run bench -- scale [--schools N,N] [--only PART] [--rows FILE] [--waits]: what each part takes that looks at a whole network.',
  {
    schools: { type: 'string', default: '528,1488,4992' },
    only: { type: 'string' },
    rows: { type: 'string' },
    waits: { type: 'boolean', default: false },
  },
);

const sizes = values.schools.split(',').map(Number);
if (!sizes.every((size) => size > 0 && size % SCHOOLS === 0)) {
  console.error(`--schools is '${values.schools}': write multiples of ${SCHOOLS}, such as 528 or 528,1488.`);
  process.exit(2);
}
console.log(`A network of ${SCHOOLS} schools is played first, which takes some minutes; then each size in its turn.`);

const inMegabytes = (bytes: number): string => (bytes / 1e6).toFixed(1).padStart(7);

function line(
  name: string,
  { requests, bytes, processorMs, heapBytes, mails, seconds, answered, failed }: Measure,
): string {
  const figures = [
    `${String(requests).padStart(6)} requests`,
    `${inMegabytes(bytes)} MB read`,
    `${(processorMs / 1000).toFixed(2).padStart(7)} s of processor`,
    `${inMegabytes(heapBytes)} MB of heap`,
    `${String(mails).padStart(6)} mails`,
    `${inMegabytes(answered)} MB given`,
    ...(values.waits ? [`${seconds.toFixed(1).padStart(7)} s`] : []),
  ];
  return `${name.padEnd(28)} ${figures.join(' ')}${failed === undefined ? '' : `  ${failed}`}`;
}

const cdkOut = await synthesize();
const played = await keptOr(values.rows, () => playedRows(cdkOut));
for (const schools of sizes) {
  const times = schools / SCHOOLS;
  const stack = await startLocalStack({ cdkOut, start: new Date(MORNING), print: () => {} });
  try {
    const written = (await writeRows(stack, played)) + (await writeRows(stack, rowsBeside(played, times)));
    console.log(`\n${times * SCHOOLS} schools, ${written} rows`);
    await stack.functions.warmAll();
    for (const part of partsOf(played)) {
      if (values.only !== undefined && !part.name.startsWith(values.only)) continue;
      console.log(line(part.name, await measured(stack, part.function, part.event, values.waits)));
    }
    if (values.only === undefined || values.only === 'import') {
      const { firstMs, againMs } = await importing(stack, times * SCHOOLS);
      console.log(
        `${'import'.padEnd(28)} ${(firstMs / 1000).toFixed(1)} s of processor, again ${(againMs / 1000).toFixed(1)} s`,
      );
    }
  } finally {
    await stack.stop();
  }
}
