import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { asText, fromText, type Row } from './row-text.ts';

/** The rows that a file keeps or, where there is none, those that are made, which are then kept in it. */
export async function keptOr(file: string | undefined, make: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  if (file !== undefined && existsSync(file)) return fromText(readFileSync(file, 'utf8')) as readonly Row[];
  const rows = await make();
  if (file !== undefined) writeFileSync(file, asText(rows));
  return rows;
}
