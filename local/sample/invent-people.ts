/**
 * Invents the people, hubs and trusts of a network for schools that are given: what the register does not have. Every
 * address ends in '.example', where no mail can go.
 */
import { addDays } from '../../lambdas/calendar/dates.ts';
import type { School } from '../../lambdas/members/gias.ts';
import type { Hub, PersonRecord, Training, Trust } from '../../lambdas/members/people-records.ts';
import { type Chance, chance } from './chance.ts';
import { familyNames, givenNames, hubNames, trustNames } from './names.ts';
import { neighbours } from './neighbours.ts';

export interface InventedNetwork {
  readonly trusts: readonly Trust[];
  readonly hubs: readonly Hub[];
  readonly people: readonly PersonRecord[];
}

/** The domain's own numbers: about 16 schools a hub and 2.4 trained reviewers a school. */
const schoolsPerHub = 16;
const schoolsPerTrust = 4;
const schoolsPerLead = 11;

/**
 * Invents, always alike for the same schools and seed: a head for every school, about 2.4 trained reviewers a school (most heads and
 * some senior leaders; a fifth of them never on a review, a twelfth with training that has run out), one independent
 * lead reviewer for 11 schools, hubs of neighbours with manager and senior partner, and trusts for academies.
 *
 * @param today a London date: training that is in date holds for at least two years from it.
 */
export function inventPeople(schools: readonly School[], seed: number, today = '2026-02-02'): InventedNetwork {
  const luck = chance(seed);
  const invent = inventor(luck, today);
  const people: PersonRecord[] = [];
  const headOf = new Map<string, string>();
  const slugs = new Set<string>();

  for (const school of schools) {
    const domain = `${slugOf(school, slugs)}.example`;
    const head: PersonRecord = {
      ...invent.person(domain),
      jobTitle: 'Headteacher',
      member: school.urn,
      isHead: true,
      ...(luck.percent(85) ? invent.reviewing() : {}),
    };
    headOf.set(school.urn, head.id);
    people.push(head);
    for (let leaders = seniorLeaders(school, luck); leaders > 0; leaders -= 1) {
      people.push({
        ...invent.person(domain),
        jobTitle: luck.pick(['Deputy headteacher', 'Assistant headteacher', 'Director of learning']),
        member: school.urn,
        ...invent.reviewing(),
      });
    }
  }

  const trusts = inventTrusts(schools, invent, people);
  const hubs = neighbours(schools, schoolsPerHub).map((group, index): Hub => {
    const manager = { ...invent.person('hubs.example'), jobTitle: 'Hub manager' };
    people.push(manager);
    const partner = headOf.get(luck.pick(group).urn);
    return {
      id: `hub-${padded(index + 1, 2)}`,
      name: `${numbered(hubNames, index)} Hub`,
      schools: group.map(({ urn }) => urn).sort(),
      manager: manager.id,
      ...(partner ? { seniorPartner: partner } : {}),
    };
  });
  const hubOf = new Map(hubs.flatMap((hub) => hub.schools.map((urn) => [urn, hub.id] as const)));

  const leads = Math.max(6, Math.round(schools.length / schoolsPerLead));
  for (let index = 0; index < leads && schools.length > 0; index += 1) people.push(invent.lead(luck.pick(schools)));
  return { trusts: trusts.map((trust) => inHub(trust, hubOf.get(trust.schools[0] ?? ''))), hubs, people };
}

/** One or two senior leaders, more often two where the school is large. */
function seniorLeaders(school: School, luck: Chance): number {
  return luck.percent(school.phase === 'primary' || school.phase === 'special' ? 45 : 75) ? 2 : 1;
}

/** The trusts that the register names, and invented ones for the academies it names none for; each with a chief executive. */
function inventTrusts(schools: readonly School[], invent: Inventor, people: PersonRecord[]): Trust[] {
  const registered = Map.groupBy(
    schools.filter(({ trust }) => trust),
    ({ trust }) => trust?.id ?? '',
  );
  const academies = schools.filter(({ type, trust }) => /academy|free school/i.test(type) && !trust);
  const invented = neighbours(academies, schoolsPerTrust).filter((group) => group.length > 1);
  const trusts = [
    ...registered.entries().map(([id, group]) => trustOf(id, group[0]?.trust?.name ?? id, group)),
    ...invented.map((group, index) =>
      trustOf(`trust-invented-${padded(index + 1, 3)}`, `${numbered(trustNames, index)} Learning Trust`, group),
    ),
  ];
  for (const { id, name } of trusts) {
    people.push({
      ...invent.person(`${slug(name)}.example`),
      jobTitle: 'Chief executive',
      member: id,
      isHead: true,
      ...invent.reviewing(),
    });
  }
  return trusts;
}

const trustOf = (id: string, name: string, schools: readonly School[]): Trust => ({
  id,
  name,
  telephone: `01632 960${padded(900 + (schools.length % 100), 3)}`,
  schools: schools.map(({ urn }) => urn).sort(),
});

const inHub = (trust: Trust, hub: string | undefined): Trust => (hub ? { ...trust, hub } : trust);

type Inventor = ReturnType<typeof inventor>;

/** Gives people one after the other, each with an id and an address of their own. */
function inventor(luck: Chance, today: string) {
  let count = 0;
  const addresses = new Set<string>();

  const person = (domain: string) => {
    count += 1;
    const name = `${luck.pick(givenNames)} ${luck.pick(familyNames)}`;
    const local = slug(name).replace('-', '.');
    const taken = addresses.has(`${local}@${domain}`);
    const email = `${taken ? `${local}.${count}` : local}@${domain}`;
    addresses.add(email);
    return { id: `person-${padded(count, 4)}`, name, email, telephone: `07700 900${padded(count % 1000, 3)}` };
  };

  const training = (programme: Training['programme'], runOut: boolean): Training => {
    const from = addDays(today, runOut ? -luck.whole(1200, 1500) : -luck.whole(30, 360));
    return { programme, from, until: addDays(from, 3 * 365) };
  };

  const reviewing = () => {
    const runOut = luck.percent(8);
    const firstTimer = luck.percent(22);
    return {
      pool: 'reviewers' as const,
      training: [training('QAR', runOut), ...(luck.percent(20) ? [training('TPR', runOut)] : [])],
      reviewsDone: firstTimer ? 0 : luck.whole(1, 9),
      maxDistanceKm: luck.pick([40, 60, 80, 80, 100, 150]),
      staysOvernight: luck.percent(40),
      maxReviewsAYear: luck.pick([1, 2, 2, 3]),
    };
  };

  /** A lead lives near some school, is independent and has done many reviews. */
  const lead = (near: School): PersonRecord => ({
    ...person('lead-reviewers.example'),
    jobTitle: 'Lead reviewer',
    pool: 'lead-reviewers',
    training: [training('QAR', false), ...(luck.percent(50) ? [training('TPR', false)] : [])],
    reviewsDone: luck.whole(8, 60),
    maxDistanceKm: luck.pick([120, 200, 300]),
    staysOvernight: luck.percent(85),
    maxReviewsAYear: luck.whole(8, 14),
    easting: near.easting + luck.whole(-9000, 9000),
    northing: near.northing + luck.whole(-9000, 9000),
  });

  return { person, reviewing, lead };
}

function slugOf(school: School, taken: Set<string>): string {
  const short = slug(school.name);
  const unique = taken.has(short) ? `${short}-${school.urn}` : short;
  taken.add(unique);
  return unique;
}

function slug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-');
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** The list's names in turn; on the second time round 'Kestrel 2'. */
function numbered(names: readonly string[], index: number): string {
  const round = Math.floor(index / names.length);
  const name = names[index % names.length] ?? '';
  return round === 0 ? name : `${name} ${round + 1}`;
}
