import { asOfToday } from '../members/as-of-today.ts';
import { whyNotInThisTeam } from '../members/hard-rules.ts';
import type { Store } from '../store/store.ts';
import { rankLeads, rankReviewers, type Search, saidOfTerm } from './rank-pool.ts';
import type { Ranked } from './ranking.ts';
import { dealShortlists, shortlistOf } from './shortlists.ts';
import { byId, isSettled, placesTaken, teamOf } from './team-now.ts';

export const LEAD = 'lead';

/**
 * Ranks both pools as they are now and deals the people out to these seats. Whoever is on the list that a plan has for an open
 * seat is left to it.
 *
 * @param renewed those of the seats whose own list of a plan is used up; all of them unless said.
 */
export async function shortlistsFor(
  open: readonly string[],
  search: Search,
  store: Store,
  renewed: readonly string[] = open,
): Promise<Map<string, Ranked[]>> {
  const { settings, whole } = search;
  const reviewerSeats = open.filter((name) => name !== LEAD);
  const places = placesTaken(whole);
  const [leads, pool, inTeam, said] = await Promise.all([
    open.includes(LEAD) ? store.pool('lead-reviewers') : [],
    reviewerSeats.length > 0 ? store.pool('reviewers') : [],
    store.people(places.map(({ person }) => person)),
    saidOfTerm(store, search),
  ]);
  const [reviewers, teamNow] = await Promise.all([asOfToday(store, pool), asOfToday(store, inTeam)]);
  const team = teamOf(places, byId(teamNow));
  const [rankedLeads, rankedReviewers] = await Promise.all([
    asOfToday(store, leads).then((some) => rankLeads(store, search, some, said)),
    rankReviewers(store, search, reviewers, said),
  ]);
  const people = byId(reviewers);
  const elsewhere = plannedElsewhere(search, renewed);
  const fitting = rankedReviewers.filter(({ person }) => {
    const row = people.get(person);
    return (
      row !== undefined &&
      !elsewhere.has(person) &&
      whyNotInThisTeam(row, 'reviewer', team, settings.team) === undefined
    );
  });
  const firstTimersNow = team.filter(({ kind, firstTimer }) => kind === 'reviewer' && firstTimer).length;
  const lists = dealShortlists(fitting, reviewerSeats, {
    length: settings.team.shortlistLength,
    firstTimers: settings.team.maxFirstTimers - firstTimersNow,
  });
  if (open.includes(LEAD)) lists.set(LEAD, rankedLeads.slice(0, settings.team.shortlistLength));
  return lists;
}

/** Everybody on the lists that a plan made for the team's other seats. */
function plannedElsewhere({ whole }: Search, seats: readonly string[]): ReadonlySet<string> {
  const lists = whole.seats
    .filter((seat) => !seats.includes(seat.seat) && !isSettled(whole, seat))
    .flatMap((seat) => shortlistOf(seat, whole.review.turn) ?? []);
  return new Set(
    lists.filter(({ plan }) => plan !== undefined).flatMap((list) => list.candidates.map(({ person }) => person)),
  );
}
