/** What is billed of a run of the local stack, and how it is read off. */
import { gzipSync } from 'node:zlib';
import type { TableProxy } from '../endpoint/table-proxy.ts';
import type { LocalStack } from '../stack.ts';

/** Quantities that AWS bills by use. */
export interface Used {
  readonly transitions: number;
  readonly runs: number;
  /** Seconds of runs on this machine, times the memory of each in gigabytes. */
  readonly gbSeconds: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly tableRequests: { readonly writes: number; readonly reads: number };
  readonly apiRequests: number;
  readonly mails: number;
  readonly attachmentBytes: number;
  readonly logBytes: number;
  readonly events: number;
  readonly executions: number;
  readonly pageBytes: number;
}

/** Request units of the table. */
export interface Units {
  writeUnits: number;
  readUnits: number;
}

const WRITES = /^(Put|Update|Delete|TransactWrite|BatchWrite)/;

/** Which units a request of the table is billed in. */
export const unitsOf = (action: string): keyof Units => (WRITES.test(action) ? 'writeUnits' : 'readUnits');

/** Lambda's own lines of a run in JSON (platform.start, platform.report), and what CloudWatch adds to each line. */
export const PLATFORM_BYTES = 900;
export const LINE_BYTES = 26;
/** A Step Functions log event without data: its ids, times and ARN. Measured on the samples in AWS's documentation. */
export const STEP_EVENT_BYTES = 480;

/** Requests of the table so far. */
export function tableRequests(tables: Pick<TableProxy, 'counts'>): Used['tableRequests'] {
  const requests = { writes: 0, reads: 0 };
  for (const [action, count] of Object.entries(tables.counts())) {
    requests[WRITES.test(action) ? 'writes' : 'reads'] += count;
  }
  return requests;
}

/** Requests that the HTTP API has answered. */
export const apiRequests = ({ metrics }: Pick<LocalStack, 'metrics'>): number =>
  sum(
    metrics
      .read()
      .filter(({ namespace, name }) => namespace === 'AWS/ApiGateway' && name === 'Count')
      .map((reading) => reading.sum),
  );

/** Metrics that functions publish: each is billed by the hour in which it has a value. */
export const ownMetrics = ({ metrics }: Pick<LocalStack, 'metrics'>): number =>
  metrics.read().filter(({ namespace }) => !namespace.startsWith('AWS/')).length;

/** A page as a browser gets it the first time: its text, compressed, and the stylesheet. */
export async function pageBytes(stack: Pick<LocalStack, 'localUrl'>): Promise<number> {
  const page = await (await fetch(stack.localUrl('http://portal/join'))).text();
  const [, stylesheet] = /<link[^>]+href="([^"]+\.css)"/.exec(page) ?? [];
  const style = stylesheet ? await (await fetch(stack.localUrl(`http://portal${stylesheet}`))).text() : '';
  return gzipSync(page).length + gzipSync(style).length;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
