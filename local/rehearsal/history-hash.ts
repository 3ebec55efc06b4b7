import { createHash, type Hash } from 'node:crypto';
import { londonDate } from '../../lambdas/calendar/london.ts';
import type { LocalStack } from '../stack.ts';

const HOUR_MS = 3_600_000;

export interface HistoryHashes {
  /** One number for everything that happened. */
  readonly all: string;
  /**
   * One for each month of London in which something happened ('2026-02'): two plays that part do so from one of them on, and a play
   * that was ended early has those of a longer one up to its end.
   */
  readonly months: Readonly<Record<string, string>>;
}

/**
 * What happened, as numbers: each event of each execution with its instant and what it carries, and each mail with its
 * instant, its reader, its subject and its tags. The links in it are secrets, which no seed decides.
 */
export function historyHashes({ engine, inbox }: Pick<LocalStack, 'engine' | 'inbox'>): HistoryHashes {
  const all = createHash('sha256');
  const months = new Map<string, Hash>();
  const monthOf = monthsOfLondon();
  const note = (at: number, of: string, text: string): void => {
    all.update(`${text}\n`);
    const month = monthOf(at);
    const hash = months.get(month) ?? createHash('sha256');
    months.set(month, hash.update(`${of}${text}\n`));
  };
  for (const { executionArn } of engine.listExecutions().toReversed()) {
    all.update(`${executionArn}\n`);
    for (const event of engine.history(executionArn)) note(event.timestamp, executionArn, JSON.stringify(event));
  }
  for (const { at, to, subject, tags } of inbox.messages()) note(at, '', JSON.stringify([at, to, subject, tags]));
  return {
    all: shortly(all),
    months: Object.fromEntries([...months].map(([month, hash]) => [month, shortly(hash)]).sort()),
  };
}

const shortly = (hash: Hash): string => hash.digest('hex').slice(0, 32);

/** The month of an instant (milliseconds since the epoch): London's clock is off from UTC by whole hours, so one instant of an hour tells. */
function monthsOfLondon(): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const hour = Math.floor(at / HOUR_MS);
    const month = known.get(hour) ?? londonDate(new Date(at).toISOString()).slice(0, 7);
    known.set(hour, month);
    return month;
  };
}
