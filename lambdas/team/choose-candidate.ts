import * as z from 'zod';
import { londonDate } from '../calendar/london.ts';
import { asOfToday } from '../members/as-of-today.ts';
import { whyNoTime, whyNotInThisTeam, whyNotThisHost } from '../members/hard-rules.ts';
import { INDEPENDENT, ledgerEntries } from '../members/ledger-entries.ts';
import { withdrawPlanned } from '../members/withdraw-planned.ts';
import type { Deps } from '../questions/question.ts';
import { breaksOf } from '../questions/review-context.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Person, Seat, Store, WholeReview, WriteItem } from '../store/store.ts';
import { NotInTable, WriteNotPossibleNow } from '../store/store.ts';
import { fillSeatNumber, invitationNumber, nextInvitationAttempt } from './ask-numbers.ts';
import { shortlistsFor } from './deal-seats.ts';
import { daysOf } from './host-facts.ts';
import { diaryFor, openSearch, type Search } from './rank-pool.ts';
import { readDiary, readDiaryAhead } from './read-diary.ts';
import { type Shortlist, shortlistOf, withNamed } from './shortlists.ts';
import { askedNow, byId, isSettled, placementsNow, placesTaken, plannedFor, teamOf } from './team-now.ts';
import { isTooLateToAsk, openUntilDay1, timeToAnswer } from './time-to-answer.ts';

export const ChooseCandidateInput = z.object({
  about: z.string(),
  turn: z.int(),
  seat: z.string(),
  at: z.string(),
});
export type ChooseCandidateInput = z.infer<typeof ChooseCandidateInput>;

export interface Choice {
  /** 'filled' also when the seat is to stay empty, or when the review has gone on to another turn. */
  readonly outcome: 'candidate' | 'filled' | 'nobody';
  /** '' unless somebody is to be asked. */
  readonly person: string;
  /** The attempt of the question that comes next: of the invitation, or of asking the central team. */
  readonly round: number;
  readonly expiresAt: string;
}

const ATTEMPTS = 3;

/**
 * Finds the person to be asked for a seat next and writes their placement: whom the central team named, else whom the term's
 * plan has for it, else the best of the seat's shortlist, else the best that is left of other seats' lists. Everybody is looked
 * at anew against every hard rule, as the team and the diaries are now. While somebody has not answered, it is they again.
 *
 * @throws NotInTable when the seat was never planned; WriteNotPossibleNow when the seat keeps changing meanwhile.
 */
export async function chooseCandidate(input: ChooseCandidateInput, deps: Pick<Deps, 'store'>): Promise<Choice> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const choice = await tryToChoose(input, deps.store);
    if (choice) return choice;
  }
  throw new WriteNotPossibleNow(`The seat ${input.seat} of ${input.about} changed while somebody was chosen for it.`);
}

async function tryToChoose(input: ChooseCandidateInput, table: Store): Promise<Choice | undefined> {
  const { about, turn, at } = input;
  const store = table.readingOnce();
  const whole = await store.needWholeReview(about);
  const seat = whole.seats.find((row) => row.seat === input.seat);
  if (!seat) throw new NotInTable(`seat of ${about}`, input.seat);
  if (whole.review.turn !== turn || isSettled(whole, seat))
    return { outcome: 'filled', person: '', round: 1, expiresAt: at };

  // Whoever may be asked is read with what the search is opened by.
  const [search] = await Promise.all([
    openSearch(store, whole),
    store.people([...candidatesFor(whole, seat), ...placesTaken(whole, seat.seat).map(({ person }) => person)]),
  ]);
  const until = (from: string, workingDays: number): string =>
    timeToAnswer(
      from,
      workingDays,
      { day1: search.facts.days[0] ?? '', breaks: breaksOf(whole.review) },
      search.settings,
    );

  const pending = placementsNow(whole).find((row) => row.seat === seat.seat && row.status === 'invited');
  if (pending) {
    const { round, asked } = invitationNumber(whole, pending);
    const expiresAt = asked?.expiresAt ?? until(at, search.settings.team.answerWorkingDays);
    return { outcome: 'candidate', person: pending.person, round, expiresAt };
  }

  if (seat.kind === 'reviewer' && nobodyJoinsNow(whole, seat, at, search.settings)) {
    const written = await store.write([
      leaveEmpty(store, seat),
      ...withdrawPlanned(store, plannedFor(whole, seat.seat), 'The visit has begun'),
    ]);
    return written.written ? { outcome: 'filled', person: '', round: 1, expiresAt: at } : undefined;
  }

  const listed = await firstWhoMayBeAsked(store, search, seat, candidatesFor(whole, seat));
  const chosen = listed ? { person: listed, list: listOf(whole, seat) } : await choosePastThePlan(store, search, seat);
  const passedOver = plannedFor(whole, seat.seat).filter((row) => row.person !== chosen?.person.person);
  const withdrawn = withdrawPlanned(store, passedOver, 'Cannot be asked any more');
  if (!chosen) {
    if (withdrawn.length > 0 && !(await store.write(withdrawn)).written) return undefined;
    const { round, asked } = fillSeatNumber(whole, turn, seat.seat);
    return {
      outcome: 'nobody',
      person: '',
      round,
      // No team goes without its lead, so that question stands until people would set out.
      expiresAt:
        asked?.expiresAt ??
        (seat.kind === 'lead'
          ? openUntilDay1(at, search.facts.days[0] ?? '', search.settings)
          : until(at, search.settings.team.fillSeatWorkingDays)),
    };
  }
  const { person, list } = chosen;
  const written = await store.write([...invitation(store, whole, seat, person, list, at), ...withdrawn]);
  if (!written.written) return undefined;
  return {
    outcome: 'candidate',
    person: person.person,
    round: nextInvitationAttempt(whole, turn, seat.seat),
    expiresAt: until(at, search.settings.team.answerWorkingDays),
  };
}

/** Why a seat stays empty whose search has come to its end with the visit. */
export const NOBODY_IN_TIME = 'Nobody could be found in time.';

/** Nobody joins a visit on its second day, nor late on its first unless the central team has named them. */
function nobodyJoinsNow({ review }: WholeReview, seat: Seat, at: string, { team }: ProgrammeSettings): boolean {
  const [day1] = daysOf(review);
  if (londonDate(at) > day1) return true;
  return isTooLateToAsk(at, day1, team.dayOne) && shortlistOf(seat, review.turn)?.named === undefined;
}

const leaveEmpty = (store: Store, { about, seat }: Seat): WriteItem =>
  store.rows.seat
    .patch({ about, seat })
    .set({ status: 'unfilled', reason: NOBODY_IN_TIME })
    .where(({ status }, { eq }) => eq(status, 'open'))
    .commit();

async function firstWhoMayBeAsked(
  store: Store,
  search: Search,
  seat: Seat,
  ids: readonly string[],
): Promise<Person | undefined> {
  const { whole, settings, facts } = search;
  const named = shortlistOf(seat, whole.review.turn)?.named;
  const places = placesTaken(whole, seat.seat);
  const rows = await store.people([...ids, ...places.map(({ person }) => person)]);
  const [first] = ids;
  const [today] = await Promise.all([
    asOfToday(store, rows),
    first !== undefined && readDiaryAhead(store, first, diaryFor(search)),
  ]);
  const people = byId(today);
  const team = teamOf(places, people);
  for (const id of ids) {
    const person = people.get(id);
    if (!person || places.some((place) => place.person === id)) continue;
    const host = named?.person === id && named.sameHubAllowed ? { ...facts, sameHubAllowed: true } : facts;
    if (whyNotThisHost(person, host) ?? whyNotInThisTeam(person, seat.kind, team, settings.team)) continue;
    const diary = await readDiary(store, person, diaryFor(search));
    if (whyNoTime(person, diary, facts.days, settings.team) === undefined) return person;
  }
  return undefined;
}

/**
 * A plan must never be worse than no plan: when nobody of its list can be asked any more, the pool is ranked as if there had
 * been none, and the seat goes on with that list. It is dealt over all seats that are open, so that two of them which come to
 * this at one moment ask different people.
 */
async function choosePastThePlan(
  store: Store,
  search: Search,
  seat: Seat,
): Promise<{ readonly person: Person; readonly list: Shortlist } | undefined> {
  const { whole } = search;
  const { turn } = whole.review;
  if (shortlistOf(seat, turn)?.plan === undefined) return undefined;
  const open = whole.seats.filter((other) => other.kind === seat.kind && !isSettled(whole, other));
  const dealt = await shortlistsFor(open.map((one) => one.seat).toSorted(), search, store, [seat.seat]);
  const candidates = (dealt.get(seat.seat) ?? []).map(({ person, points }) => ({ person, points }));
  const person = await firstWhoMayBeAsked(
    store,
    search,
    seat,
    candidates.map((one) => one.person),
  );
  return person && { person, list: { turn, candidates } };
}

/** A seat's list once the name that it may have had was followed. */
const listOf = ({ review }: WholeReview, seat: Seat): Shortlist =>
  withNamed(shortlistOf(seat, review.turn), review.turn);

/** Who may be asked for a seat, in order: whom the central team named, whom the plan has for it, then its list. */
function candidatesFor(whole: WholeReview, seat: Seat): string[] {
  const { turn } = whole.review;
  const asked = askedNow(whole);
  const list = shortlistOf(seat, turn);
  const ofSettledSeats = whole.seats
    .filter((other) => other.kind === seat.kind && other.seat !== seat.seat && isSettled(whole, other))
    .flatMap((other) => shortlistOf(other, turn)?.candidates ?? [])
    .sort((a, b) => a.points - b.points);
  const planned = plannedFor(whole, seat.seat);
  const own = [...planned, ...(list?.candidates ?? []), ...ofSettledSeats].map(({ person }) => person);
  const fresh = [...new Set(own)].filter((person) => !asked.has(person) && person !== list?.named?.person);
  // Whom the central team names may have been asked before: perhaps they were only away.
  return [...(list?.named ? [list.named.person] : []), ...fresh];
}

/** The placement, the seat without the name that was followed, and the offer in the ledger of the person's school. */
function invitation(
  store: Store,
  whole: WholeReview,
  seat: Seat,
  person: Person,
  shortlist: Shortlist,
  at: string,
): WriteItem[] {
  const { about, turn, host, year } = whole.review;
  const planned = placementsNow(whole).find((row) => row.seat === seat.seat && row.person === person.person);
  const { placement, seat: seatRow } = store.rows;
  const organisation = person.member ?? INDEPENDENT;
  return [
    placement
      .put({
        about,
        turn,
        seat: seat.seat,
        person: person.person,
        personName: person.name,
        kind: seat.kind,
        status: 'invited',
        organisation,
        host,
        year,
        day1: daysOf(whole.review)[0],
        invitedAt: at,
        ...(planned?.plannedAt !== undefined && { plannedAt: planned.plannedAt }),
      })
      .where(
        ({ status }, { notExists, ne }) =>
          `${notExists(status)} OR (${ne(status, 'accepted')} AND ${ne(status, 'invited')})`,
      )
      .commit(),
    seatRow
      .patch({ about, seat: seat.seat })
      .set({ shortlist })
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
    ...ledgerEntries(store, { kind: seat.kind, organisation, year }, { offered: 1 }),
  ];
}
