import type { PersonToday } from '../../members/as-of-today.ts';
import { BELONGINGS, notKnownOf, trustOf } from '../../members/belonging.ts';
import { isFirstTimer, nobodyCanTell } from '../../members/hard-rules.ts';
import { owedIn } from '../../members/ledger.ts';
import { familyOf, memberToday } from '../../members/lineage.ts';
import { termOf } from '../../settings/terms.ts';
import type { SeasonPerson, SeasonSchool } from '../../solver/instance.ts';
import type { Availability, Member, Person, Placement } from '../../store/store.ts';
import { holds, mayBePlanned, type SeasonRows } from './season-rows.ts';

/** Where a day in no term counts for the limit of a term: nowhere else. */
const NO_TERM = 'outside the terms';

type Role = 'lead' | 'reviewer';

/**
 * Makes people of rows, once the reviews of the document are known.
 *
 * @param hosts of the reviews of the document, as they are today.
 * @param inDocument the placements that the document holds itself, so that they do not count twice.
 */
export function peopleMaker(rows: SeasonRows, hosts: readonly Member[], inDocument: ReadonlySet<Placement>) {
  const { year, settings } = rows;
  const said = new Map(rows.availability.map((row) => [row.person, row]));
  const elsewhere = Map.groupBy(
    rows.placements.filter((row) => holds(row) && !inDocument.has(row)),
    ({ person }) => person,
  );
  const lastYear = Map.groupBy(
    rows.placementsOfLastYear.filter(({ status }) => status === 'accepted' || status === 'done'),
    ({ person }) => person,
  );
  const { team } = settings;
  const families = new Map(hosts.map((host) => [host.member, familyOf(rows.members, host.member)]));
  /** Members, and the hosts that they were before, or became. */
  const withFamilies = (ids: readonly string[]): string[] => [
    ...new Set([...ids, ...[...families].flatMap(([host, family]) => (ids.some((id) => family.has(id)) ? host : []))]),
  ];

  /** Lead reviewers are experts by their office: no first-timers, and with no limit for a term but their own. */
  return function personOf(row: PersonToday, role: Role): SeasonPerson {
    const answer: Availability | undefined = said.get(row.person);
    const perYear = row.maxReviewsAYear ?? team.defaultMaxReviewsAYear;
    const perTerm = answer?.maxReviews ?? (role === 'lead' ? perYear : undefined);
    const unknown = hosts.filter((host) => mayBeOfTheSame(row, host, team.sameHubAllowed)).map(({ member }) => member);
    const always = { from: year.starts, to: year.ends };
    return {
      person: row.person,
      ...(row.member !== undefined && { school: row.member }),
      ...(row.trust !== undefined && { trust: row.trust }),
      ...(row.hub !== undefined && { hub: row.hub }),
      training: (row.training ?? []).map(({ programme, from, until }) => ({ programme, from, until })),
      phases: row.phase === undefined ? [] : [row.phase],
      ...placeOf(row, rows.members.get(row.member ?? '')),
      maxDistanceKm: answer?.maxDistanceKm ?? row.maxDistanceKm ?? team.defaultMaxDistanceKm,
      staysOvernight: answer?.staysOvernight ?? row.staysOvernight ?? team.defaultStaysOvernight,
      maxReviewsAYear: perYear,
      ...(perTerm !== undefined && { maxReviewsATerm: perTerm }),
      firstTimer: role === 'reviewer' && isFirstTimer(row),
      head: row.member !== undefined && rows.members.get(row.member)?.head === row.person,
      // Whoever holds a place but may not be planned stays in the document for the rules of that team.
      cannot: mayBePlanned(row) ? (answer?.cannot ?? []).map(({ from, to }) => ({ from, to })) : [always],
      // To the rules of a plan a second organisation that somebody leads is one that they are related to.
      relationships: withFamilies([...(row.relationships ?? []), ...(row.alsoOf ?? [])]),
      ...(unknown.length > 0 && { perhapsOfTheSame: unknown }),
      hostsLastYear: withFamilies((lastYear.get(row.person) ?? []).map(({ host }) => host)),
      placements: (elsewhere.get(row.person) ?? []).map(({ day1 }) => ({
        day1,
        term: termOf(year, day1)?.term ?? NO_TERM,
      })),
    };
  };
}

const mayBeOfTheSame = (person: PersonToday, host: Member, sameHubAllowed: boolean): boolean =>
  BELONGINGS.some(
    (what) =>
      !(what === 'hub' && sameHubAllowed) &&
      nobodyCanTell(
        what,
        [person[what], person.notKnown],
        [what === 'trust' ? trustOf(host) : host.hub, notKnownOf(host)],
      ),
  );

/** Metres: fine enough to plan by distance, of which the furthest that people go is 50 km unless they say so, and no address. */
const SQUARE = 5_000;

/**
 * Where somebody sets out. A school's place is known to everybody; any other may be a home, as that of a lead reviewer who
 * works for none, so the document that anybody may check has only the middle of the square in which it is.
 */
function placeOf({ easting, northing }: Person, employer: Member | undefined): { easting?: number; northing?: number } {
  if (easting === undefined || northing === undefined) return {};
  const isOfSchool = employer?.easting === easting && employer.northing === northing;
  return isOfSchool ? { easting, northing } : { easting: middle(easting), northing: middle(northing) };
}

const middle = (metres: number): number => Math.floor(metres / SQUARE) * SQUARE + SQUARE / 2;

/** The ledgers of all that somebody in the document works for. A lead reviewer's place counts for no school. */
export function schoolsOf(
  rows: SeasonRows,
  schools: Iterable<string>,
  inDocument: ReadonlySet<Placement>,
): SeasonSchool[] {
  const today = (id: string): string => memberToday(rows.members, id)?.member ?? id;
  const elsewhere = Map.groupBy(
    rows.placements.filter((row) => row.kind === 'reviewer' && holds(row) && !inDocument.has(row)),
    ({ organisation }) => today(organisation ?? ''),
  );
  return [...schools].map((school) => {
    const member = rows.members.get(school);
    const owes = member?.kind === 'school' && member.standing === 'member';
    const given = elsewhere.get(school) ?? [];
    return {
      school,
      owed: owedIn(rows.ledgers.get(school), owes ? rows.settings.reciprocity.defaultOwed : 0),
      given: given.length,
      visits: [...new Set(given.map(({ host }) => today(host)))],
    };
  });
}
