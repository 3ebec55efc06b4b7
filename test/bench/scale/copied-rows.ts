/** A network of any size, made of one that was played: all its rows again, about other schools and people of the same kind. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalStack } from '../../../local/stack.ts';
import { asText, fromText, type Row } from './row-text.ts';

/** What tells schools, people, groups and links apart. The central team is one and the same, and so is the year. */
const IDS = /\b9000\d\d\b|person-\d{4}|hub-\d\d\b|trust-[a-z-]*\d{3,}|\b[0-9a-f]{64}\b/g;

/**
 * The row of the copy with this number: the row itself where it is about nobody of a network, as a year's dates are.
 *
 * @param number 1 for the first copy; at most 999
 */
function copyOf(row: Row, number: number): Row {
  const three = String(number).padStart(3, '0');
  const text = asText(row).replace(IDS, (id) => {
    if (id.length === 64) return `${three}${id.slice(3)}`;
    // The schools of the sample are 900001 to 900060.
    if (/^\d/.test(id)) return String(Number(id) + 100 * number);
    return `${id}-${three}`;
  });
  return fromText(text) as Row;
}

const keyOf = ({ pk, sk }: Row): string => `${pk} ${sk}`;

/**
 * The rows that a network of so many times the size has beside these. Where several schools share a row, as a week's places, it stays as
 * it is.
 *
 * @param times 1 for nothing
 */
export function* rowsBeside(rows: readonly Row[], times: number): Iterable<Row> {
  for (let number = 1; number < times; number += 1) {
    for (const row of rows) {
      const copy = copyOf(row, number);
      if (keyOf(copy) !== keyOf(row)) yield copy;
    }
  }
}

const AT_ONCE = 25;

/** Writes rows past all that counts requests. */
export async function writeRows({ table, tableName }: LocalStack, rows: Iterable<Row>): Promise<number> {
  let [written, batch]: [number, Row[]] = [0, []];
  const send = async (): Promise<void> => {
    const requests = batch.map((Item) => ({ PutRequest: { Item } }));
    if (requests.length > 0) await table.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } }));
    written += requests.length;
    batch = [];
  };
  for (const row of rows) {
    batch.push(row);
    if (batch.length === AT_ONCE) await send();
  }
  await send();
  return written;
}
