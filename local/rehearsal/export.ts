/** `--export DIR`: everything that there is in the end, as JSON lines that anybody can check. docs/rehearsal.md says what stands in them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mail } from '../inbox/mail.ts';
import type { EndedExecution, Ending } from './ending.ts';

/** What is said once of a whole export. */
export interface ExportHead {
  readonly format: 1;
  /** The options by which it can be played again. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly now: string;
  /** Where it went on from what --data had kept: executions are from this instant on, rows and mails from the beginning. */
  readonly wentOnAt: string | undefined;
  /** See history-hash.ts. */
  readonly hash: string;
  readonly problems: readonly string[];
}

export function writeExport(folder: string, ending: Ending, head: ExportHead): void {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, lines: readonly object[]): void =>
    writeFileSync(join(folder, file), lines.map((line) => `${JSON.stringify(line, sorted)}\n`).join(''));
  writeFileSync(join(folder, 'rehearsal.json'), `${JSON.stringify(head, undefined, 2)}\n`);
  write('rows.jsonl', ending.rows);
  write('mails.jsonl', ending.mails.map(mailLine));
  write('executions.jsonl', ending.executions satisfies readonly EndedExecution[]);
}

/** A set of the table is a list in the order of its members; bytes are base64. */
function sorted(_key: string, value: unknown): unknown {
  if (value instanceof Set) return [...value].sort();
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

const mailLine = ({ id, at, envelopeFrom, envelopeTo, from, subject, text, tags, calendar, attachments }: Mail) => ({
  ...{ id, at: new Date(at).toISOString(), envelopeFrom, envelopeTo, from, subject, text, tags },
  ...(calendar && { calendar: calendar.source }),
  attachments: attachments.map(({ filename, mimeType, content }) => ({ filename, mimeType, bytes: content.length })),
});
