import { type CsvRow, Refusal } from './csv.ts';
import { shown } from './values.ts';

/** Ids stand in logs and keys, so a name or a mail address must not be one. */
export function idOf(row: CsvRow): string {
  const id = row.get('id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new Refusal(`The id is ${shown(id)}; write small letters, digits and hyphens, such as 'person-0107'.`);
  }
  return id;
}

export function nameOf(row: CsvRow): string {
  const name = row.get('name');
  if (!name) throw new Refusal('The name is empty; fill it in.');
  return name;
}

/** URNs of schools or ids of trusts, with spaces between them. */
export function urns(row: CsvRow, column: string): string[] {
  const list = row
    .get(column)
    .split(/[\s;]+/)
    .filter(Boolean);
  const wrong = list.find((member) => !isMemberId(member));
  if (wrong) throw new Refusal(`${column} has '${wrong}'; write URNs of six digits with spaces between them.`);
  return list;
}

export const isMemberId = (text: string): boolean => /^(\d{6}|trust-[a-z0-9-]+)$/.test(text);
