/** The document that a plan was made from, as the table keeps it: compressed, in parts that fit into a row. */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SeasonInstance } from '../../solver/instance.ts';
import type { SolvedSeason } from '../../solver/solve-in-worker.ts';
import type { PlannedSeason } from './make-plan.ts';

/** A row holds 400 KB, its keys included. Base64 makes four bytes of three. */
const PART = 300_000;

/** What `npm run bench -- teams --json` writes too: anybody can check plan and bound by it, without the solver. */
export interface SeasonDocument
  extends Pick<SolvedSeason, 'plan' | 'pinned' | 'cost' | 'bound' | 'multipliers' | 'cases'> {
  readonly season: SeasonInstance;
}

export function partsOf({ season, solved }: PlannedSeason): string[] {
  const { plan, pinned, cost, bound, multipliers, cases } = solved;
  const document: SeasonDocument = { season, plan, pinned, cost, bound, multipliers, ...(cases && { cases }) };
  const text = gzipSync(JSON.stringify(document)).toString('base64');
  return Array.from({ length: Math.ceil(text.length / PART) }, (_, part) => text.slice(part * PART, (part + 1) * PART));
}

/** @param parts in their order. */
export const documentOf = (parts: readonly string[]): SeasonDocument =>
  JSON.parse(gunzipSync(Buffer.from(parts.join(''), 'base64')).toString()) as SeasonDocument;
