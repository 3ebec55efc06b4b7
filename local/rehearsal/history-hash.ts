import { createHash } from 'node:crypto';
import type { LocalStack } from '../stack.ts';

/**
 * One number for everything that happened: each event of each execution with its instant and what it carries, and each mail with its
 * instant, its reader, its subject and its tags. The links in it are secrets, which no seed decides.
 */
export function historyHash({ engine, inbox }: LocalStack): string {
  const hash = createHash('sha256');
  for (const { executionArn } of engine.listExecutions().toReversed()) {
    hash.update(`${executionArn}\n`);
    for (const event of engine.history(executionArn)) hash.update(`${JSON.stringify(event)}\n`);
  }
  for (const { at, to, subject, tags } of inbox.messages()) hash.update(`${JSON.stringify([at, to, subject, tags])}\n`);
  return hash.digest('hex').slice(0, 32);
}
