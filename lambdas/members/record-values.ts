import { whyNoName } from '../text/name-as-typed.ts';
import { showsNothing } from '../text/plainly.ts';
import { telephoneOf } from '../text/telephone.ts';
import type { CsvRow } from './csv.ts';
import { Refusal } from './refusals.ts';
import { shown } from './values.ts';

/** Ids stand in logs and keys, so a name or a mail address must not be one. */
export function idOf(row: CsvRow): string {
  const id = row.get('id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new Refusal(`The id is ${shown(id)}; write small letters, digits and hyphens, such as 'person-0107'.`);
  }
  if (id.length > MOST_OF_ID) {
    throw new Refusal(`The id has ${id.length} characters and may have ${MOST_OF_ID}; choose a shorter one.`);
  }
  return id;
}

/** Names of executions hold an id with programme, year and seat, and may have 80 characters. */
const MOST_OF_ID = 46;

export function nameOf(row: CsvRow): string {
  const name = row.get('name', MOST_OF_NAME);
  if (!name) throw new Refusal('The name is empty; fill it in.');
  mustShow(name, 'name');
  const why = whyNoName(name);
  if (why !== undefined) throw new Refusal(`The name ${shown(name)} goes into mails and ${why}; correct it.`);
  return name;
}

/** Characters of the name of a person, school or trust: the forms on our pages take as many. */
export const MOST_OF_NAME = 150;

/** @throws Refusal for a name in which nothing can be seen, such as a Hangul filler. */
export function mustShow(name: string, column: string): void {
  if (!showsNothing(name)) return;
  throw new Refusal(`${column} has characters that show nothing in place of a name; type the name again.`);
}

/** The number in the column 'telephone' as it is shown, where there is one. */
export function telephoneIn(row: CsvRow): string | undefined {
  const typed = row.get('telephone');
  if (!typed) return undefined;
  const telephone = telephoneOf(typed);
  if (telephone !== undefined) return telephone;
  throw new Refusal(
    `telephone is ${shown(typed)}; write a number with its area, such as '01632 960123', or leave it empty.`,
  );
}

/** URNs of schools or ids of trusts, with spaces between them. */
export function urns(row: CsvRow, column: string): string[] {
  const list = row
    .get(column, MOST_OF_LIST)
    .split(/[\s;]+/)
    .filter(Boolean);
  const wrong = list.find((member) => !isMemberId(member));
  if (wrong) throw new Refusal(`${column} has ${shown(wrong)}; write URNs of six digits with spaces between them.`);
  return list;
}

/** Characters of a list: the largest trust of England has about a hundred schools, of seven characters each. */
const MOST_OF_LIST = 4000;

export const isMemberId = (text: string): boolean => /^(\d{6}|trust-[a-z0-9-]+)$/.test(text);
