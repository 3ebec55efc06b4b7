/** What of a row is about a person: what they are shown of it, and what becomes of it once they are erased. */
import type { StoredChange, StoredRow } from '../store/store.ts';
import { ERASED_NAME, ERASED_WORDS, type Mentions, mentionsOf, ONE_TOKEN, type Whom } from './whom.ts';

type Row = StoredRow['row'];

/**
 * A report, what was found, and what the host sent are the school's, and stay with it: of whoever wrote them the name goes, where it
 * stands in them, and no word else.
 */
const OF_THE_SCHOOL: ReadonlySet<string> = new Set(['review', 'reportversion', 'finding']);

/** What people write of people in a form's field or a command, whatever it looks like. */
const REASONS: ReadonlySet<string> = new Set([
  'reason',
  'why',
  'note',
  'notes',
  'comment',
  'comments',
  'best',
  'better',
]);

/** Whether a row is a person's own: asked of them, done, said or written by them, or kept of them. */
export function isTheirs({ row }: StoredRow, { person, email }: Whom): boolean {
  const { about, answeredBy, agreement, typed } = row;
  const by = [answeredBy, agreement].map((one) => (one as Partial<Row> | undefined)?.['person']);
  const owners = [row['person'], row['who'], row['writtenBy'], row['openFor'], ...by];
  return (
    owners.includes(person) ||
    about === `person-${person}` ||
    (email !== '' && addressIn(typed) === email.toLowerCase())
  );
}

const addressIn = (typed: unknown): string | undefined => {
  const email = (typed as Partial<Row> | undefined)?.['email'];
  return typeof email === 'string' ? email.toLowerCase() : undefined;
};

/** Where in a row, and in what words, somebody stands by their id, a name or the address. */
export function mentionsIn(
  { row }: StoredRow,
  whom: Whom,
): readonly { readonly where: string; readonly text: string }[] {
  const mentions = mentionsOf(whom);
  const found: { where: string; text: string }[] = [];
  const look = (value: unknown, where: string): void => {
    if (typeof value === 'string') {
      if (value === whom.person || mentions.isIn(value)) found.push({ where, text: value });
    } else if (Array.isArray(value)) {
      for (const [index, one] of value.entries()) look(one, `${where}.${index + 1}`);
    } else if (isPlain(value)) {
      for (const [name, one] of Object.entries(value)) look(one, where === '' ? name : `${where}.${name}`);
    }
  };
  look(row, '');
  return found;
}

/** The names of schools, trusts and hubs in rows of one partition: whoever has the same name as one of them is not named by it. */
export const organisationsIn = (rows: readonly StoredRow[]): readonly string[] => [
  ...new Set(
    rows.flatMap(({ entity, row }) =>
      [row['hostName'], row['organisationName'], ORGANISATIONS.has(entity) ? row['name'] : undefined].filter(
        (name) => typeof name === 'string',
      ),
    ),
  ),
];

const ORGANISATIONS: ReadonlySet<string> = new Set(['member', 'hub']);

/** A row that is theirs alone goes with all that it holds. */
const GOES: ReadonlySet<string> = new Set(['draft', 'registration', 'applicant', 'teamnote']);

/** What a mail's row has while it has not gone, with the keys of the indexes that find it then. */
const UNTIL_SENT = [
  'content',
  'waits',
  'unsent',
  'queue',
  'nextActionAt',
  'gsi2pk',
  'gsi2sk',
  'gsi3pk',
  'gsi3sk',
] as const;

/** Commands of which the reason is about the person in the seat that they are done to. */
const ABOUT_A_SEAT = /^steered\.(?:replace-reviewer|withdraw-invitation|ask-somebody-else)\b/;

/**
 * What becomes of a row once a person is erased: names and addresses give way to words that say so, what they wrote about themselves and
 * what others wrote about them goes, and their id stays, so that everything that is counted goes on being right.
 *
 * @param spared names of schools, trusts and hubs that are no mention of the person: see `mentionsOf`.
 * @returns nothing where there is nothing to erase, be it for the first time or once more.
 */
export function withoutPerson(stored: StoredRow, whom: Whom, spared: readonly string[] = []): StoredChange | undefined {
  const { entity, row } = stored;
  const theirs = isTheirs(stored, whom);
  // Their own row goes last, by itself: until then it says whom to look for.
  if (entity === 'person' && row['person'] === whom.person) return undefined;
  if (GOES.has(entity) && theirs) return 'delete';
  const erased = namelessRow(row, whom, mentionsOf(whom, spared), !OF_THE_SCHOOL.has(entity));
  if (theirs) ownWords(entity, erased, whom);
  if (entity === 'auditentry' && ABOUT_A_SEAT.test(String(row['entry'])) && typeof row['reason'] === 'string') {
    erased['reason'] = ERASED_WORDS;
  }
  const set = Object.fromEntries(
    Object.entries(erased).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(row[name])),
  );
  const remove =
    entity === 'message' && row['person'] === whom.person ? UNTIL_SENT.filter((name) => isThere(row, name)) : [];
  for (const name of remove) delete set[name];
  // One that has not gone will not go: nobody is written to whose data was erased.
  if (remove.length > 0 && row['status'] === 'sending') set['status'] = 'not-sent';
  return Object.keys(set).length + remove.length === 0 ? undefined : { set, remove };
}

/** Keys are not read with a row; where its attributes are, they are. */
function isThere(row: Row, name: (typeof UNTIL_SENT)[number]): boolean {
  if (name.startsWith('gsi2')) return row['unsent'] !== undefined;
  if (name.startsWith('gsi3')) return row['queue'] !== undefined;
  return row[name] !== undefined;
}

/** The row with names and addresses replaced, and without the reasons in whatever part of it is about the person. */
function namelessRow(row: Row, whom: Whom, mentions: Mentions, reasonsGo: boolean): Record<string, unknown> {
  const nameless = (value: unknown): unknown => {
    if (typeof value === 'string') return mentions.replacedIn(value, ERASED_NAME);
    if (Array.isArray(value)) return value.map(nameless);
    if (!isPlain(value)) return value;
    const isAbout = reasonsGo && value !== row && isAboutThem(value, whom);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        isAbout && REASONS.has(name) ? withoutWords(one, name) : nameless(one),
      ]),
    );
  };
  return nameless(row) as Record<string, unknown>;
}

/** What is said of one person names them; what is said of several, such as why their team stands, lists them. */
const isAboutThem = ({ person, objectedTo }: Readonly<Record<string, unknown>>, whom: Whom): boolean =>
  person === whom.person || (Array.isArray(objectedTo) && objectedTo.includes(whom.person));

/** Takes out of a row that is theirs what they wrote, and by what name they were called. */
function ownWords(entity: string, row: Record<string, unknown>, { person }: Whom): void {
  const erase = (name: string): void => {
    if (row[name] !== undefined) row[name] = withoutWords(row[name], name);
  };
  switch (entity) {
    case 'decision':
      if ((row['answeredBy'] as Partial<Row> | undefined)?.['person'] === person) erase('answer');
      break;
    case 'survey':
      erase('answers');
      break;
    case 'seat':
    case 'placement':
      if (row['personName'] !== undefined) row['personName'] = ERASED_NAME;
      erase('reason');
      break;
    case 'availability':
      erase('reason');
      break;
    case 'auditentry':
      // Why somebody is erased is what shows later that it was right.
      if (row['who'] === person || !String(row['entry']).startsWith('steered.erase-person')) erase('reason');
      break;
  }
}

/** The same without what was written in it: choices, numbers, ids and days stay. */
function withoutWords(value: unknown, name: string): unknown {
  if (typeof value === 'string') {
    return value === '' || (ONE_TOKEN.test(value) && !REASONS.has(name)) ? value : ERASED_WORDS;
  }
  if (Array.isArray(value)) return value.map((one) => withoutWords(one, name));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutWords(one, key)]));
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
