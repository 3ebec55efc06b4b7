/** A small invented network for tests of the stages from team to visit. */
import type { Asked } from '../../lambdas/questions/question.ts';
import { reviewClock } from '../../lambdas/settings/review-clock.ts';
import type { Member, Person, Review, Store } from '../../lambdas/store/store.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { putSettings } from '../support/settings.ts';

export const HOST = '900001';
export const ABOUT = `qar-2026-${HOST}`;
export const DAY1 = '2027-01-12';
export const DAYS = ['2027-01-12', '2027-01-13', '2027-01-14'] as const;
/** Twelve weeks before the visit, ten in the morning. */
export const AT = '2026-10-20T09:00:00.000Z';
export const EXPIRES = '2026-10-27T17:00:00.000Z';

const training = [
  { programme: 'QAR', from: '2024-09-01', until: '2028-08-31' },
  { programme: 'TPR', from: '2024-09-01', until: '2028-08-31' },
] as const;

/** What differs from the usual; undefined takes an attribute away. */
type Changes<Row> = { readonly [Name in keyof Row]?: Row[Name] | undefined };

const changed = <Row extends object>(row: Row, changes: Changes<Row>): Row => {
  const entries = Object.entries({ ...row, ...changes });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Row;
};

/** A trained, experienced reviewer of a primary school some kilometres away. */
export const reviewer = (number: number, changes: Changes<Person> = {}): Person =>
  changed<Person>(
    {
      person: `person-${number}`,
      name: `Reviewer ${number}`,
      email: `reviewer-${number}@school-${number}.example`,
      jobTitle: 'Deputy head',
      member: `91${String(number).padStart(4, '0')}`,
      hub: 'hub-far',
      phase: 'primary',
      easting: 500_000 + number * 1000,
      northing: 200_000,
      reviewsDone: 3,
      pool: 'reviewers',
      training: training.map((one) => ({ ...one })),
    },
    changes,
  );

export const lead = (number: number, changes: Changes<Person> = {}): Person =>
  changed<Person>(
    {
      person: `lead-${number}`,
      name: `Lead ${number}`,
      email: `lead-${number}@leads.example`,
      phase: 'primary',
      easting: 500_000 + number * 1000,
      northing: 210_000,
      reviewsDone: 20,
      maxReviewsAYear: 10,
      pool: 'lead-reviewers',
      training: training.map((one) => ({ ...one })),
    },
    changes,
  );

const breaks = settingsOf2026().breaks;

export const reviewRow = (changes: Partial<Review> = {}): Review => ({
  about: ABOUT,
  programme: 'QAR',
  year: '2026',
  settingsVersion: '001',
  host: HOST,
  hostKind: 'school',
  hostName: 'Hill View Primary School',
  hub: 'hub-near',
  phase: 'primary',
  stage: 'team',
  status: 'under-way',
  week: '2027-01-11',
  startsOn: '2026-07-13',
  day1: DAY1,
  turn: 1,
  executions: 1,
  clock: reviewClock(DAY1, settingsOf2026().settings, breaks),
  termBreaks: breaks,
  ...changes,
});

/** The school that somebody works at, as their row repeats it. */
export const schoolOf = ({ member = '', phase, trust, hub, easting, northing }: Person): Member =>
  changed<Member>(
    { member, kind: 'school', name: `School ${member}`, standing: 'member' },
    { phase, trust, hub, easting, northing },
  );

/** Writes settings, the host with its head, its review, and these people with a school each. */
export async function writeNetwork(
  store: Store,
  people: readonly Person[],
  review: Partial<Review> = {},
): Promise<void> {
  await putSettings(store);
  const row = reviewRow(review);
  const { rows } = store;
  const schools = new Map(people.flatMap((one) => (one.member ? [[one.member, schoolOf(one)] as const] : [])));
  await store.write([
    rows.review.put(row).commit(),
    rows.member
      .put({
        member: row.host,
        kind: row.hostKind,
        name: row.hostName,
        phase: 'primary',
        pupils: 300,
        town: 'Little Sample',
        postcode: 'ZZ1 1ZZ',
        easting: 500_000,
        northing: 200_000,
        hub: 'hub-near',
        standing: 'member',
        head: 'head-1',
      })
      .commit(),
    rows.person
      .put({ person: 'head-1', name: 'Alex Morgan', email: 'head@hillview.example', member: row.host })
      .commit(),
    ...[...schools.values()].filter(({ member }) => member !== row.host).map((one) => rows.member.put(one).commit()),
  ]);
  for (let from = 0; from < people.length; from += 90) {
    await store.write(people.slice(from, from + 90).map((person) => rows.person.put(person).commit()));
  }
}

export const asked = (question: string, changes: Partial<Asked> = {}): Asked => ({
  question,
  about: ABOUT,
  turn: 1,
  round: 1,
  at: AT,
  expiresAt: EXPIRES,
  ...changes,
});
