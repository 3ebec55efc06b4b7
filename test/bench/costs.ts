/**
 * What a deployment and a review cost on AWS: plays the year of one review on the local stack, counts what AWS would bill,
 * and prints docs/costs.md.
 *
 *   node test/bench/costs.ts > docs/costs.md
 *
 * Run it while nothing else runs: the seconds that functions take are measured.
 */
import { synthesize } from '../../local/synth.ts';
import { fixedItems, type Item, resourcesOf, trailRecords } from './costs/fixed-items.ts';
import { type IdleStart, type PlayedYear, playYear, type Used } from './costs/play-year.ts';
import { PRICES_OF, prices } from './costs/prices.ts';

/** Reviews of a year in a full network; they share what the calendar starts for everybody. */
const REVIEWS = 450;
/** The managers of a full network's hubs, and the central team. */
const READERS = 35;
/** A function with half a gigabyte has 0.29 of a processor of AWS, and the table is further away. */
const SLOWER = 4;
/** Share of runs that find no warm sandbox, and how long loading takes: billed since August 2025. */
const COLD = { share: 1 / 3, seconds: 0.8, gigabytes: 0.5 };
/** Mail scanners follow links and people look twice: pages shown for each that the play shows. */
const LOOKS = 3;
/** Request units and seconds of one more look at a page: a review with everything of it, read and rendered. */
const LOOK = { readUnits: 12, gbSeconds: 0.08, logBytes: 1200 };
const GB = 1e9;

const cents = (dollars: number): string => (dollars * 100).toFixed(3);
const dollars = (amount: number): string => amount.toFixed(2);
const count = (quantity: number): string => Math.round(quantity).toLocaleString('en-GB');

function row(what: string, quantity: string, cost: number): Item {
  return { what, quantity, dollars: cost };
}

function itemsOfReview(used: Used, recorded: ReturnType<typeof trailRecords>, tableBytes: number): Item[] {
  // Half of the play's requests show a page; the others send a form.
  const moreLooks = (used.apiRequests / 2) * (LOOKS - 1);
  const runs = used.runs + moreLooks;
  const gbSeconds = used.gbSeconds * SLOWER + moreLooks * LOOK.gbSeconds;
  const coldSeconds = runs * COLD.share * COLD.seconds * COLD.gigabytes;
  const readUnits = used.readUnits + moreLooks * LOOK.readUnits;
  const requests = used.apiRequests + moreLooks;
  const logged = used.logBytes + moreLooks * LOOK.logBytes;
  const traces = runs + used.executions;
  const { writes, reads } = used.tableRequests;
  const trailed = recorded === 'nothing' ? 0 : recorded === 'writes' ? writes : writes + reads + 3 * moreLooks;
  return [
    row('Mails (SES)', `${count(used.mails)}`, used.mails * prices.mail),
    row(
      'Attachments (SES)',
      `${(used.attachmentBytes / 1e6).toFixed(2)} MB`,
      (used.attachmentBytes / GB) * prices.attachmentGb,
    ),
    row('State transitions', count(used.transitions), used.transitions * prices.transition),
    row('Function runs', count(runs), runs * prices.lambdaRequest),
    row('Function time', `${gbSeconds.toFixed(1)} GB-s`, gbSeconds * prices.lambdaGbSecond),
    row('Loading cold functions', `${coldSeconds.toFixed(1)} GB-s`, coldSeconds * prices.lambdaGbSecond),
    row('Table, write units', count(used.writeUnits), used.writeUnits * prices.tableWriteUnit),
    row('Table, read units', count(readUnits), readUnits * prices.tableReadUnit),
    row(
      'Table, a year of storage with indexes and recovery',
      `${(tableBytes / 1e3).toFixed(0)} KB`,
      // Each row lies in two of the indexes on average, with all attributes.
      ((tableBytes * 3) / GB) * (prices.tableGb + prices.tableBackupGb) * 12,
    ),
    // DynamoDB keeps what the key opened for five minutes for each role: no run asks for it more than once.
    row("Table, requests of AWS's key for it (KMS), at most", count(runs), runs * prices.keyRequest),
    row('HTTP API requests', count(requests), requests * prices.apiRequest),
    row(
      'Pages sent',
      `${((requests * used.pageBytes) / 1e6).toFixed(1)} MB`,
      ((requests * used.pageBytes) / GB) * prices.internetGb,
    ),
    row('Logs', `${(logged / 1e6).toFixed(2)} MB`, (logged / GB) * prices.logGb),
    row('Traces (X-Ray)', count(traces), traces * prices.trace),
    row('Events', count(used.events), used.events * prices.busEvent),
    row('Data events (CloudTrail)', count(trailed), trailed * prices.trailDataEvent),
  ];
}

function itemsOfIdleMonth(starts: readonly IdleStart[]): Item[] {
  return [
    ...starts.map(({ machine, startsPerMonth, ...idle }) =>
      row(
        `${machine}, with nothing to do`,
        `${count(startsPerMonth)} starts`,
        startsPerMonth *
          (idle.transitions * prices.transition +
            idle.runs * (prices.lambdaRequest + prices.trace) +
            (idle.gbSeconds * SLOWER + idle.runs * COLD.seconds * COLD.gigabytes) * prices.lambdaGbSecond +
            idle.writeUnits * prices.tableWriteUnit +
            idle.readUnits * prices.tableReadUnit +
            (idle.logBytes / GB) * prices.logGb +
            prices.scheduled),
      ),
    ),
    row(`Weekly digests to ${READERS} readers, at most (SES)`, count(READERS * 4.35), READERS * 4.35 * prices.mail),
  ];
}

const total = (items: readonly Item[]): number => items.reduce((sum, item) => sum + item.dollars, 0);

function table(items: readonly Item[], unit: string, show: (amount: number) => string): string {
  const lines = items.map(({ what, quantity, dollars: amount }) => `| ${what} | ${quantity} | ${show(amount)} |`);
  return [
    `| item | quantity | ${unit} |`,
    '| --- | ---: | ---: |',
    ...lines,
    `| **together** | | **${show(total(items))}** |`,
  ].join('\n');
}

function sensitivity(of: (slower: number, cold: number) => number): string {
  const colds = [0, 1 / 3, 1];
  const head = `| functions are slower by | ${colds.map((cold) => `${Math.round(cold * 100)}% cold`).join(' | ')} |`;
  const lines = [2, 4, 8].map(
    (slower) => `| ${slower} | ${colds.map((cold) => cents(of(slower, cold))).join(' | ')} |`,
  );
  return [head, '| --- | ---: | ---: | ---: |', ...lines].join('\n');
}

/** The stage as somebody deploys it: cdk.json has placeholders. */
const whoever = {
  senderDomain: 'reviews.network.test',
  centralTeamAddress: 'team@network.test',
  centralTeamTelephone: '020 7946 0100',
  centralTeamHours: 'Monday to Friday',
  membershipCost: 'Nothing.',
  accessibilityTestedOn: '2026-11-30',
  alarmAddress: 'alarms@network.test',
};
const live = resourcesOf(await synthesize({ stage: 'live', settings: whoever }));
const played: PlayedYear = await playYear(await synthesize());
const recorded = trailRecords(live);
const review = itemsOfReview(played.used, recorded, played.tableBytes);
const fixed = fixedItems(live, played.customMetrics);
const idle = itemsOfIdleMonth(played.idle);
const timed = (slower: number, cold: number): number =>
  total(review) +
  (played.used.gbSeconds * (slower - SLOWER) +
    (played.used.runs + played.used.apiRequests) * COLD.seconds * COLD.gigabytes * (cold - COLD.share)) *
    prices.lambdaGbSecond;
const month = total(fixed) + total(idle);
const year = month * 12 + total(review) * REVIEWS;

console.log(`# What it costs

Written by \`node test/bench/costs.ts > docs/costs.md\`: counts of a review year that is played on the local stack, from the
opening of its renewal to its follow-up, times AWS's prices in London (eu-west-2) in US dollars, ${PRICES_OF}, before tax.
Everybody answers; the resources are those of the stage \`live\`.

**One review: ${cents(total(review))} cents. One deployment: ${dollars(month)} dollars a month when nobody uses it.** A network of ${REVIEWS}
reviews a year costs ${dollars(year)} dollars a year.

Free tiers are left out: a deployment of this size alone in its account stays within those of Lambda, Step Functions
(4,000 transitions a month, for about 40 reviews), CloudWatch logs (5 GB), ten alarms, ten metrics, three dashboards and X-Ray
(100,000 traces), and pays for little but the other alarms and the mails.

## One review

${table(review, 'US cents', cents)}

- Function time is measured on another machine, and taken as ${SLOWER} times as long on Lambda: half a gigabyte has 0.29 of a
  processor there. Of three runs one is taken to be cold, with ${COLD.seconds * 1000} ms of loading, which is billed too. With other
  assumptions one review costs, in US cents:

${sensitivity(timed)
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}

- Each page of the play counts ${LOOKS} times: mail scanners follow links, and people look twice.
- Units of the table are those that the database says it used (\`ReturnConsumedCapacity\`): items of a transaction count
  double, each index that a row is in is written too.
- Every run and every execution counts as one trace. Runs that a machine starts belong to its trace, so this is too many.
- CloudTrail records ${recorded === 'nothing' ? 'no requests of the table' : recorded === 'writes' ? 'the writes of the table' : 'every request of the table'} as data events in these templates.

## One deployment, a month, whoever uses it

${table([...fixed, ...idle], 'US dollars', dollars)}

Alarms, dashboards, keys and the like are counted in the synthesized templates, metrics of the product's own as the play
publishes them: run the script again when they change. Nothing here runs by the hour; buckets, queues, topics, rules,
machines, functions and an empty table cost nothing, and neither do the first two budgets of an account. Nothing has a key of its own in KMS: the
table's is AWS's, which costs by its requests alone.

## Where the prices come from

| prices | source |
| --- | --- |
| Step Functions | AWS Step Functions pricing, London: $0.025 per 1,000 transitions |
| Lambda (Arm), SES, S3, CloudWatch logs, metrics and alarms, Scheduler, KMS | AWS price list of eu-west-2 as published in September and October 2026 |
| HTTP API | AWS price list of eu-west-2, September 2026 (\`EUW2-ApiGatewayHttpRequest\`) |
| DynamoDB | AWS's halving of on-demand prices of November 2024, applied to London's $1.4846 and $0.2970 a million. Not read from a price list of 2026: check it first |
| dashboards, X-Ray, events, CloudTrail, Secrets Manager, composite alarms | AWS's pricing pages; the same in every region of Europe |`);
