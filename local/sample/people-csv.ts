/**
 * Writes people, hubs and trusts in the format of docs/members-csv.md. `node local/sample/people-csv.ts` writes the sample's own
 * people.csv anew for the schools of network.csv.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readGias } from '../../lambdas/members/gias.ts';
import type { PersonRecord } from '../../lambdas/members/people-records.ts';
import { type InventedNetwork, inventPeople } from './invent-people.ts';

const columns = [
  ...[
    'record',
    'id',
    'name',
    'email',
    'telephone',
    'job-title',
    'member',
    'head',
    'schools',
    'hub',
    'manager',
    'senior-partner',
  ],
  ...['qar-from', 'qar-until', 'tpr-from', 'tpr-until', 'reviews-done', 'max-distance-km', 'stays-overnight'],
  ...['max-reviews-a-year', 'relationships', 'easting', 'northing'],
] as const;
type Line = Partial<Record<(typeof columns)[number], string | number | undefined>>;

/** The sample's seed; another one gives other people. */
export const sampleSeed = 2026;

export function peopleCsv({ trusts, hubs, people }: InventedNetwork): string {
  const lines: Line[] = [
    ...trusts.map(({ id, name, telephone, schools, hub }) => ({
      record: 'trust',
      id,
      name,
      telephone,
      schools: schools.join(' '),
      hub,
    })),
    ...hubs.map(({ id, name, schools, manager, seniorPartner }) => ({
      ...{ record: 'hub', id, name, schools: schools.join(' '), manager },
      'senior-partner': seniorPartner,
    })),
    ...people.flatMap(linesOf),
  ];
  const rows = [columns.join(','), ...lines.map((line) => columns.map((column) => quoted(line[column])).join(','))];
  return `${rows.join('\r\n')}\r\n`;
}

/** A head who goes on reviews has two lines. */
function linesOf(person: PersonRecord): Line[] {
  const { id, name, email, telephone, jobTitle, member } = person;
  const who = { id, name, email, telephone, 'job-title': jobTitle, member };
  const lines: Line[] = [];
  if (person.isHead || !person.pool) lines.push({ record: 'contact', ...who, head: person.isHead ? 'yes' : '' });
  if (person.pool) {
    const held = (programme: string) => person.training?.find((training) => training.programme === programme);
    lines.push({
      record: person.pool === 'lead-reviewers' ? 'lead' : 'reviewer',
      ...who,
      'qar-from': held('QAR')?.from,
      'qar-until': held('QAR')?.until,
      'tpr-from': held('TPR')?.from,
      'tpr-until': held('TPR')?.until,
      'reviews-done': person.reviewsDone,
      'max-distance-km': person.maxDistanceKm,
      'stays-overnight': person.staysOvernight === undefined ? '' : person.staysOvernight ? 'yes' : 'no',
      'max-reviews-a-year': person.maxReviewsAYear,
      relationships: person.relationships?.join(' '),
      easting: person.easting,
      northing: person.northing,
    });
  }
  return lines;
}

/** A value as it stands in a CSV file. */
export function quoted(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

if (import.meta.main) {
  const file = (name: string) => new URL(name, import.meta.url);
  const { schools } = readGias(readFileSync(file('network.csv')));
  writeFileSync(file('people.csv'), peopleCsv(inventPeople(schools, sampleSeed)));
}
