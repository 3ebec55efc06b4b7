/** People who are in a team that they could not be put into as things stand today: they, or the host, have moved since they were asked. */
import { addWeeks } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import { asOfToday, type PersonToday } from '../members/as-of-today.ts';
import { type HostFacts, whyNotThisHost } from '../members/hard-rules.ts';
import { familyOf, hostOf, type Lineage, memberToday, readLineage } from '../members/lineage.ts';
import type { Placement, Review, Store } from '../store/store.ts';
import { placementsOfYear } from '../store/term-plan-reads.ts';

/** Nobody is replaced sooner than they have to be, and within six weeks somebody else can be found. */
const WEEKS_AHEAD = 6;

/** The stages in which a team is complete or nearly, and has not been there yet. */
const TO_COME: ReadonlySet<string> = new Set(['team', 'preparation', 'visit']);

type Visited = Pick<
  Review,
  'about' | 'programme' | 'year' | 'host' | 'hostKind' | 'hostName' | 'goesOnAt' | 'stage' | 'status' | 'day1'
>;

/** Somebody who has a place, and the first rule that keeps them from it, in words. */
export interface AgainstRules<Row extends Visited> {
  readonly review: Row;
  readonly person: string;
  readonly name: string;
  readonly why: string;
}

/**
 * Who has accepted a place on a visit of the next six weeks that the rules between a person and a host forbid today: people move to another
 * school, schools to another trust, and relationships are declared. Whether they go is for people to decide, so nobody is taken out. Not
 * looked at: hubs, where the central team may have said why, last year's team and swaps, which do not change, and who has been replaced.
 *
 * One query of placements for each year that has such visits; people and members in batches of a hundred.
 *
 * @param store one that reads each row once
 * @param today London date
 */
export async function againstRules<Row extends Visited>(
  reviews: readonly Row[],
  store: Store,
  today: string,
): Promise<readonly AgainstRules<Row>[]> {
  const until = addWeeks(today, WEEKS_AHEAD);
  const soon = new Map(
    reviews
      .filter(({ status, stage, day1 = '' }) => {
        return status === 'under-way' && TO_COME.has(stage) && today < day1 && day1 <= until;
      })
      .map((review) => [review.about, review]),
  );
  const years = [...new Set([...soon.values()].map(({ year }) => year))];
  const placements = (await Promise.all(years.map((year) => placementsOfYear(store, year, today, until)))).flat();
  const held = placements.filter(({ about, status }) => soon.has(about) && status === 'accepted');
  const [people, lineage] = await Promise.all([
    store.people([...new Set(held.map(({ person }) => person))]).then((rows) => asOfToday(store, rows)),
    readLineage(store, new Set([...soon.values()].map(hostOf))),
  ]);
  const byId = new Map(people.map((person) => [person.person, person]));
  return held
    .flatMap((place) => {
      const [review, person] = [soon.get(place.about), byId.get(place.person)];
      if (!review || !person) return [];
      const why = whyNotAnyMore(person, review, place, lineage);
      return why === undefined ? [] : [{ review, person: person.person, name: person.name, why }];
    })
    .toSorted((a, b) => `${a.review.day1} ${a.review.about}`.localeCompare(`${b.review.day1} ${b.review.about}`));
}

function whyNotAnyMore(
  { notKnown: _, ...person }: PersonToday,
  review: Visited,
  { day1 }: Placement,
  lineage: Lineage,
): string | undefined {
  const host = memberToday(lineage, hostOf(review));
  if (host === undefined) return undefined;
  const facts: HostFacts = {
    ...{ programme: review.programme, hostKind: review.hostKind, host: host.member, trust: host.trust },
    ...{ family: new Set([review.host, ...familyOf(lineage, hostOf(review))]), days: visitDays(day1) },
    // What nobody has told us of a host stands among what has to be done by itself.
    ...{
      notKnown: [],
      sameHubAllowed: true,
      reviewedLastYear: new Set(),
      visitedByHost: new Set(),
      objectedTo: new Set(),
    },
  };
  return whyNotThisHost(person, facts);
}
