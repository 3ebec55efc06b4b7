import { asOfToday } from '../members/as-of-today.ts';
import { whyNoTime, whyNotInThisTeam, whyNotThisHost } from '../members/hard-rules.ts';
import type { Seat, Store, WholeReview } from '../store/store.ts';
import { diaryFor, openSearch } from './rank-pool.ts';
import { readDiary } from './read-diary.ts';
import { type Shortlist, shortlistOf, withNamed } from './shortlists.ts';
import { byId, placesTaken, teamOf } from './team-now.ts';

/**
 * The first hard rule that keeps a person from a seat, in words; nothing when they may be asked for it. Whoever has the seat
 * now is about to leave it and does not count.
 *
 * @throws DatesNotFixed before the dates are fixed.
 */
export async function whyNotInSeat(
  table: Store,
  whole: WholeReview,
  seat: Pick<Seat, 'seat' | 'kind'>,
  id: string,
): Promise<string | undefined> {
  const store = table.readingOnce();
  const row = await store.person(id);
  if (!row) return 'nobody of that id is known';
  if (row.pool !== (seat.kind === 'lead' ? 'lead-reviewers' : 'reviewers')) {
    return seat.kind === 'lead' ? 'is not among the lead reviewers' : 'is not among the reviewers';
  }
  const search = await openSearch(store, whole);
  const { facts, settings } = search;
  const [person = row] = await asOfToday(store, [row]);
  const places = placesTaken(whole, seat.seat);
  if (places.some((place) => place.person === id)) return 'is in this team, or being asked for it';
  const team = teamOf(places, byId(await asOfToday(store, await store.people(places.map((place) => place.person)))));
  return (
    whyNotThisHost(person, facts) ??
    whyNotInThisTeam(person, seat.kind, team, settings.team) ??
    whyNoTime(person, await readDiary(store, person, diaryFor(search)), facts.days, settings.team)
  );
}

/** The first hard rule between a person and the host of a review, in words. */
export async function whyNotAtThisHost(table: Store, whole: WholeReview, id: string): Promise<string | undefined> {
  const store = table.readingOnce();
  const row = await store.needPerson(id);
  const [person = row] = await asOfToday(store, [row]);
  return whyNotThisHost(person, (await openSearch(store, whole)).facts);
}

/** A seat's shortlist with somebody whom the central team wants asked before all others. */
export const shortlistWith = (seat: Seat, turn: number, person: string): Shortlist =>
  withNamed(shortlistOf(seat, turn), turn, { person, sameHubAllowed: false });
