/** What the use of a deployment costs: quantities times prices, with what is assumed of AWS. */
import type { Item, trailRecords } from './fixed-items.ts';
import { prices } from './prices.ts';
import type { Used } from './used.ts';

/** A function with half a gigabyte has 0.29 of a processor of AWS, and the table is further away. */
export const SLOWER = 4;
/** Share of runs that find no warm sandbox, and how long loading takes: billed since August 2025. */
export const COLD = { share: 1 / 3, seconds: 0.8, gigabytes: 0.5 };
/** Mail scanners follow links and people look twice: pages shown for each that the play shows. */
export const LOOKS = 3;
/** Request units and seconds of one more look at a page: a review with everything of it, read and rendered. */
const LOOK = { readUnits: 12, gbSeconds: 0.08, logBytes: 1200 };
export const GB = 1e9;

/** '12,345' */
export const count = (quantity: number): string => Math.round(quantity).toLocaleString('en-GB');

/**
 * @param tableBytes of the rows that are kept
 * @param storedMonths for how long they are counted
 */
export function itemsOfUse(
  used: Used,
  recorded: ReturnType<typeof trailRecords>,
  { tableBytes, storedMonths }: { readonly tableBytes: number; readonly storedMonths: number },
): Item[] {
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
  const item = (service: string, what: string, quantity: string, dollars: number): Item => ({
    service,
    what,
    quantity,
    dollars,
  });
  return [
    item('SES', 'Mails (SES)', count(used.mails), used.mails * prices.mail),
    item(
      'SES',
      'Attachments (SES)',
      `${(used.attachmentBytes / 1e6).toFixed(2)} MB`,
      (used.attachmentBytes / GB) * prices.attachmentGb,
    ),
    item('Step Functions', 'State transitions', count(used.transitions), used.transitions * prices.transition),
    item('Lambda', 'Function runs', count(runs), runs * prices.lambdaRequest),
    item('Lambda', 'Function time', `${gbSeconds.toFixed(1)} GB-s`, gbSeconds * prices.lambdaGbSecond),
    item('Lambda', 'Loading cold functions', `${coldSeconds.toFixed(1)} GB-s`, coldSeconds * prices.lambdaGbSecond),
    item('DynamoDB', 'Table, write units', count(used.writeUnits), used.writeUnits * prices.tableWriteUnit),
    item('DynamoDB', 'Table, read units', count(readUnits), readUnits * prices.tableReadUnit),
    item(
      'DynamoDB',
      storedMonths === 12
        ? 'Table, a year of storage with indexes and recovery'
        : `Table, ${storedMonths.toFixed(0)} months of storage with indexes and recovery`,
      `${(tableBytes / 1e3).toFixed(0)} KB`,
      // Each row lies in two of the indexes on average, with all attributes.
      ((tableBytes * 3) / GB) * (prices.tableGb + prices.tableBackupGb) * storedMonths,
    ),
    // DynamoDB keeps what the key opened for five minutes for each role: no run asks for it more than once.
    item('KMS', "Table, requests of AWS's key for it (KMS), at most", count(runs), runs * prices.keyRequest),
    item('API Gateway', 'HTTP API requests', count(requests), requests * prices.apiRequest),
    item(
      'Data transfer',
      'Pages sent',
      `${((requests * used.pageBytes) / 1e6).toFixed(1)} MB`,
      ((requests * used.pageBytes) / GB) * prices.internetGb,
    ),
    item('CloudWatch', 'Logs', `${(logged / 1e6).toFixed(2)} MB`, (logged / GB) * prices.logGb),
    item('X-Ray', 'Traces (X-Ray)', count(traces), traces * prices.trace),
    item('EventBridge', 'Events', count(used.events), used.events * prices.busEvent),
    item('CloudTrail', 'Data events (CloudTrail)', count(trailed), trailed * prices.trailDataEvent),
  ];
}

export const total = (items: readonly Pick<Item, 'dollars'>[]): number =>
  items.reduce((sum, item) => sum + item.dollars, 0);
