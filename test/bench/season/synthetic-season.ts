import { addDays, addWeeks, mondayOf } from '../../../lambdas/calendar/dates.ts';
import { isVisitWindow } from '../../../lambdas/calendar/working-days.ts';
import type { School } from '../../../lambdas/members/gias.ts';
import { placementsOwed, teamSize } from '../../../lambdas/settings/team-size.ts';
import { SeasonInstance } from '../../../lambdas/solver/instance.ts';
import { chance } from '../../../local/sample/chance.ts';
import { inventPeople } from '../../../local/sample/invent-people.ts';
import { settingsOf2026 } from '../../settings/settings-of-2026.ts';

/** Schools of the network; a register with more is cut down by chance. */
const SCHOOLS = 541;
/** Where more schools are wanted than the register has: how far one that is drawn again lies from itself, east and north, at most. */
const MOVED_METRES = 15_000;
/** From the Christmas break to the February half-term 157 schools had their review [S]: about 26 a week. */
const PEAK = { from: '2027-01-04', reviews: 157 };
const YEAR_FROM = '2026-09-14';
const WEEKS_OF_YEAR = 44;
const REVIEWS_A_WEEK = 27;

/**
 * A season of real schools with invented people and an invented calendar, always alike for the same schools and seed. Up to
 * 157 reviews lie in the weeks of the peak; more are spread over the year.
 *
 * @param count how many schools, at least one for each review. Where the register has fewer, those of it are drawn again by chance,
 *   each moved by up to 15 km east or west and as much north or south, with a number of its own and everything else alike: towns
 *   stay towns, and phases are mixed as they are.
 */
export function syntheticSeason(
  all: readonly School[],
  reviews: number,
  seed: number,
  count = Math.max(SCHOOLS, reviews),
): SeasonInstance {
  const luck = chance(seed);
  const shuffled = all.map((school) => ({ school, at: luck.number() })).sort((a, b) => a.at - b.at);
  const known = shuffled.slice(0, count).map(({ school }) => school);
  const schools = [...known, ...drawnAgain(all, all.length === 0 ? 0 : count - known.length, seed)];
  const { settings, breaks } = settingsOf2026('QAR');
  const network = inventPeople(schools, seed, '2026-09-01');
  const trustOf = new Map(network.trusts.flatMap(({ id, schools: own }) => own.map((urn) => [urn, id] as const)));
  const hubOf = new Map(network.hubs.flatMap(({ id, schools: own }) => own.map((urn) => [urn, id] as const)));
  const byUrn = new Map(schools.map((school) => [school.urn, school]));
  const first = reviews <= PEAK.reviews ? PEAK.from : YEAR_FROM;
  const wanted = Math.ceil(reviews / REVIEWS_A_WEEK);
  const weeks = Array.from({ length: WEEKS_OF_YEAR }, (_, index) => addWeeks(mondayOf(first), index))
    .filter((monday) => isVisitWindow(addDays(monday, 1), breaks) && isVisitWindow(monday, breaks))
    .slice(0, reviews <= PEAK.reviews ? Math.max(wanted, 6) : WEEKS_OF_YEAR);
  const rows = schools.slice(0, reviews).map((host, index) => {
    const week = weeks[index % weeks.length] ?? first;
    const size = teamSize(settings, { kind: 'school', phase: host.phase, pupils: luck.whole(80, 1500) });
    return {
      ...{ review: `qar-2026-${host.urn}`, programme: 'QAR' as const, host: host.urn, hostKind: 'school' as const },
      ...optional('trust', trustOf.get(host.urn)),
      ...optional('hub', hubOf.get(host.urn)),
      ...{ phase: host.phase, easting: host.easting, northing: host.northing },
      ...{ day1: addDays(week, luck.whole(0, 2)), term: termOf(week), size, seats: size },
      ...{ fixed: [], pinned: [], forbidden: [] },
    };
  });
  const owed = placementsOwed(settings, {
    seats: rows.reduce((sum, { seats }) => sum + seats, 0),
    schools: schools.length,
  });
  const people = network.people
    .filter(({ pool, member }) => pool === 'reviewers' && byUrn.has(member ?? ''))
    .map((person) => {
      const school = byUrn.get(person.member ?? '');
      const urn = school?.urn ?? '';
      return {
        ...{
          person: person.id,
          school: urn,
          ...optional('trust', trustOf.get(urn)),
          ...optional('hub', hubOf.get(urn)),
        },
        training: person.training?.map(({ programme, from, until }) => ({ programme, from, until })) ?? [],
        phases: school ? [school.phase] : [],
        ...optional('easting', school?.easting),
        ...optional('northing', school?.northing),
        maxDistanceKm: person.maxDistanceKm ?? settings.team.defaultMaxDistanceKm,
        staysOvernight: person.staysOvernight ?? false,
        maxReviewsAYear: person.maxReviewsAYear ?? settings.team.defaultMaxReviewsAYear,
        firstTimer: (person.reviewsDone ?? 0) === 0,
        head: person.isHead ?? false,
        cannot: weeks.filter(() => luck.percent(50)).map((week) => ({ from: week, to: addDays(week, 4) })),
        relationships: luck.percent(4) ? [luck.pick(schools).urn] : [],
        hostsLastYear: luck.percent(40) ? [luck.pick(schools).urn] : [],
        placements: [],
      };
    });
  return SeasonInstance.parse({
    ...{ format: 'season-1', year: '2026', reviews: rows, people },
    schools: schools.map(({ urn }) => ({ school: urn, owed, given: 0, visits: [] })),
    settings: {
      maxFirstTimers: settings.team.maxFirstTimers,
      sameHubAllowed: settings.team.sameHubAllowed,
      points: settings.team.season,
    },
  } satisfies SeasonInstance);
}

function drawnAgain(all: readonly School[], count: number, seed: number): School[] {
  // A draw of its own, so that seasons of schools that the register has stay what they were.
  const luck = chance(seed + 1_000_000);
  const highest = Math.max(...all.map(({ urn }) => Number(urn)));
  const moved = (metres: number | undefined) =>
    metres === undefined ? undefined : metres + luck.whole(-MOVED_METRES, MOVED_METRES);
  return Array.from({ length: count }, (_, index) => {
    const school = luck.pick(all);
    return {
      ...school,
      urn: String(highest + 1 + index),
      ...optional('easting', moved(school.easting)),
      ...optional('northing', moved(school.northing)),
    };
  });
}

const termOf = (week: string): string =>
  week < '2027-01-01' ? 'autumn 2026' : week < '2027-04-01' ? 'spring 2027' : 'summer 2027';

const optional = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
