/**
 * What a deployment and a review cost on AWS: plays the year of one review on the local stack, counts what AWS would bill,
 * and prints docs/costs.md.
 *
 *   node test/bench/costs.ts > docs/costs.md
 *
 * Run it while nothing else runs: the seconds that functions take are measured.
 */
import { fixedItems, type Item, resourcesOf, trailRecords } from '../../local/costs/fixed-items.ts';
import { COLD, count, GB, itemsOfUse, LOOKS, SLOWER, total } from '../../local/costs/items.ts';
import { PRICES_OF, prices } from '../../local/costs/prices.ts';
import { synthesize } from '../../local/synth.ts';
import { type IdleStart, type PlayedYear, playYear } from './costs/play-year.ts';

/** Reviews of a year in a full network; they share what the calendar starts for everybody. */
const REVIEWS = 450;
/** The managers of a full network's hubs, and the central team. */
const READERS = 35;

const cents = (dollars: number): string => (dollars * 100).toFixed(3);
const dollars = (amount: number): string => amount.toFixed(2);

function itemsOfIdleMonth(starts: readonly IdleStart[]): Item[] {
  return [
    ...starts.map(({ machine, startsPerMonth, ...idle }) => ({
      service: 'Step Functions and Lambda',
      what: `${machine}, with nothing to do`,
      quantity: `${count(startsPerMonth)} starts`,
      dollars:
        startsPerMonth *
        (idle.transitions * prices.transition +
          idle.runs * (prices.lambdaRequest + prices.trace) +
          (idle.gbSeconds * SLOWER + idle.runs * COLD.seconds * COLD.gigabytes) * prices.lambdaGbSecond +
          idle.writeUnits * prices.tableWriteUnit +
          idle.readUnits * prices.tableReadUnit +
          (idle.logBytes / GB) * prices.logGb +
          prices.scheduled),
    })),
    {
      service: 'SES',
      what: `Weekly digests to ${READERS} readers, at most (SES)`,
      quantity: count(READERS * 4.35),
      dollars: READERS * 4.35 * prices.mail,
    },
  ];
}

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
const review = itemsOfUse(played.used, recorded, { tableBytes: played.tableBytes, storedMonths: 12 });
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
