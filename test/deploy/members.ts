/** Invented schools and the people around them, as the two files that `npm run import` takes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../lambdas/calendar/dates.ts';
import type { PersonRecord } from '../../lambdas/members/people-records.ts';
import { peopleCsv } from '../../local/sample/people-csv.ts';

/** The school whose review is played. */
export const host = '900101';
export const hostName = 'Brook Lane Primary School';

const schools = [
  { urn: host, name: hostName, slug: 'brook-lane', head: 'Ada Whitlock', second: 'Noor Aziz' },
  { urn: '900102', name: 'Castle Hill Primary School', slug: 'castle-hill', head: 'Ben Marlow', second: 'Ines Okoro' },
  { urn: '900103', name: 'Dale View Primary School', slug: 'dale-view', head: 'Cara Finch', second: 'Owen Tully' },
] as const;

/** Of these the heads alone are known: they are asked to renew on the same morning, when more functions are to run than may. */
const others = Array.from({ length: 11 }, (_, index) => ({
  urn: String(900_104 + index),
  name: `Field End Primary School ${index + 1}`,
  slug: `field-end-${index + 1}`,
  head: `Head Of Field-End ${index + 1}`,
}));

/** All that are asked to renew. */
export const members: readonly string[] = [...schools, ...others].map(({ urn }) => urn);

/** Writes both files into `folder`. The host is small, so a lead and two reviewers make its team: one of each of the next two schools. */
export function writeMembers(folder: string, today: string): { schoolsFile: string; peopleFile: string } {
  const schoolsFile = join(folder, 'schools.csv');
  const peopleFile = join(folder, 'people.csv');
  writeFileSync(schoolsFile, registerCsv());
  writeFileSync(
    peopleFile,
    peopleCsv({
      trusts: [],
      // A hub for each, since nobody reviews a school of the own hub.
      hubs: [...schools, ...others].map(({ urn, slug }) => ({
        id: `hub-${urn}`,
        name: `${slug} hub`,
        schools: [urn],
        manager: `manager-${urn}`,
      })),
      people: [...schools.flatMap((school) => staffOf(school, today)), ...others.flatMap(headOf), lead(today)],
    }),
  );
  return { schoolsFile, peopleFile };
}

function staffOf(school: (typeof schools)[number], today: string): PersonRecord[] {
  const deputy = { ...who(school, 'deputy', school.second), jobTitle: 'Deputy headteacher', member: school.urn };
  return [...headOf(school), { ...deputy, ...reviewing('reviewers', today) }];
}

function headOf(school: (typeof schools)[number] | (typeof others)[number]): PersonRecord[] {
  return [
    { ...who(school, 'head', school.head), jobTitle: 'Headteacher', member: school.urn, isHead: true },
    { ...who(school, 'manager', `Manager ${school.slug}`), jobTitle: 'Hub manager' },
  ];
}

const who = ({ urn, slug }: { readonly urn: string; readonly slug: string }, id: string, name: string) => ({
  id: `${id}-${urn}`,
  name,
  email: `${id}@${slug}.example`,
});

const lead = (today: string): PersonRecord => ({
  ...{ id: 'lead-1', name: 'Rosa Linden', email: 'rosa.linden@leads.example', jobTitle: 'Lead reviewer' },
  ...reviewing('lead-reviewers', today),
  easting: 430_000,
  northing: 330_000,
});

const reviewing = (pool: 'reviewers' | 'lead-reviewers', today: string) =>
  ({
    pool,
    training: [{ programme: 'QAR', from: addDays(today, -100), until: addDays(today, 1500) }],
    reviewsDone: 5,
    maxDistanceKm: 200,
    staysOvernight: true,
    maxReviewsAYear: 5,
  }) as const;

/** Those columns of the register's that the import reads. */
const columns = [
  ...[
    'URN',
    'EstablishmentName',
    'EstablishmentStatus (name)',
    'TypeOfEstablishment (name)',
    'PhaseOfEducation (name)',
  ],
  ...['StatutoryLowAge', 'StatutoryHighAge', 'NumberOfPupils', 'Postcode', 'Easting', 'Northing'],
];

function registerCsv(): string {
  const lines = [...schools, ...others].map(({ urn, name }) => [
    ...[urn, name, 'Open', 'Community school', 'Primary', '4', '11', '120', 'ZZ1 1ZZ'],
    ...[`43${urn.slice(-4)}`, `33${urn.slice(-4)}`],
  ]);
  return `${[columns, ...lines].map((line) => line.map((value) => `"${value}"`).join(',')).join('\n')}\n`;
}
