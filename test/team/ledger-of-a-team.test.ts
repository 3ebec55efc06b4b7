import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWeeks } from '../../lambdas/calendar/dates.ts';
import { releaseTeam } from '../../lambdas/commands/release-team.ts';
import { closeReview } from '../../lambdas/feedback/close-review.ts';
import { freeSeat } from '../../lambdas/members/free-seat.ts';
import type { Placement, Store, WholeReview, WriteItem } from '../../lambdas/store/store.ts';
import { acceptPlace, closeInvitation } from '../../lambdas/team/accept-place.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { shortlistOf } from '../../lambdas/team/shortlists.ts';
import { useStore } from '../support/store.ts';
import { AT, DAY1, lead, reviewer, reviewRow, writeNetwork } from './network.ts';

const fresh = useStore();
const SEATS = ['lead', 'seat-1', 'seat-1', 'seat-2', 'seat-2'] as const;
const WHAT = [
  ...['ask', 'ask', 'ask', 'accept', 'accept', 'accept', 'decline', 'silence', 'conflict', 'withdraw', 'name'],
  ...['cannot-come', 'replace', 'postpone', 'close'],
] as const;

const step = fc.record({ what: fc.constantFrom(...WHAT), seat: fc.constantFrom(...SEATS) });
type Step = { readonly what: string; readonly seat: string };

/** What should stand in the ledgers beside what the placements themselves say: how often each school was asked, and let down. */
const told = { offered: new Map<string, number>(), failed: new Map<string, number>() };
const count = (counts: Map<string, number>, { kind, organisation }: Placement) => {
  if (kind === 'lead' || organisation === undefined) return;
  counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
};

/** Writes the same twice, as a retry would that does not know whether its first try arrived. */
async function twice(store: Store, items: readonly WriteItem[]): Promise<boolean> {
  if (items.length === 0) return false;
  const first = await store.write(items);
  await store.write(items);
  return first.written;
}

const nameOf = ({ turn, seat, person }: Placement): string => `${turn} ${seat} ${person}`;

async function take(store: Store, about: string, { what, seat }: Step): Promise<void> {
  const whole = await store.needWholeReview(about);
  const row = whole.seats.find((one) => one.seat === seat);
  const { turn } = whole.review;
  const invited = whole.placements.find((one) => one.turn === turn && one.seat === seat && one.status === 'invited');
  const holder = whole.placements.find(
    (one) => one.seat === seat && one.person === row?.person && one.status === 'accepted',
  );
  switch (what) {
    case 'ask': {
      const ask = () => chooseCandidate({ about, turn, seat, at: AT }, { store });
      await Promise.all([ask(), ask()]);
      const before = new Map(whole.placements.map((one) => [nameOf(one), one.status]));
      for (const one of (await store.needWholeReview(about)).placements) {
        if (one.status === 'invited' && before.get(nameOf(one)) !== 'invited') count(told.offered, one);
      }
      return;
    }
    case 'accept': {
      if (!invited) return;
      await twice(store, acceptPlace(store, await placeOf(store, whole, invited), AT));
      return;
    }
    case 'decline':
    case 'silence':
    case 'conflict': {
      if (!invited) return;
      const status = what === 'decline' ? 'declined' : what === 'silence' ? 'expired' : what;
      await twice(store, closeInvitation(store, await placeOf(store, whole, invited), invited, { status, at: AT }));
      return;
    }
    case 'withdraw': {
      if (!invited) return;
      const { person } = invited;
      await store.entities.placement.patch({ about, turn, seat, person }).set({ status: 'withdrawn' }).go();
      return;
    }
    case 'name': {
      const again = whole.placements.find((one) => one.turn === turn && one.seat === seat && one.status === 'expired');
      if (!again || row?.status !== 'open') return;
      const candidates = shortlistOf(row, turn)?.candidates ?? [];
      const shortlist = { turn, candidates, named: { person: again.person, sameHubAllowed: false } };
      await store.entities.seat.patch({ about, seat }).set({ shortlist }).go();
      return;
    }
    case 'cannot-come':
    case 'replace': {
      const failed = what === 'cannot-come';
      if (!row || !holder) return;
      if ((await twice(store, freeSeat(store, whole, row, { reason: what, failed, at: AT }))) && failed) {
        count(told.failed, holder);
      }
      return;
    }
    case 'postpone': {
      const { day1 = DAY1 } = whole.review;
      await twice(store, [
        store.rows.review
          .patch({ about })
          .set({ turn: turn + 1, day1: addWeeks(day1, 1) })
          .where((one, { eq }) => eq(one.turn, turn))
          .commit(),
        ...releaseTeam(store, whole, [], 'weather'),
      ]);
      await planTeam({ about, turn: turn + 1, round: 1, at: AT }, { store });
      return;
    }
    case 'close': {
      // There is no report, so it ends there; the places are counted before.
      const portalOrigin = 'https://portal.example';
      const close = () =>
        closeReview({ about, turn, at: AT }, { store, mailer: { send: async () => {} } as never, portalOrigin });
      await Promise.allSettled([close(), close()]);
      await Promise.allSettled([close()]);
      return;
    }
  }
}

async function placeOf(store: Store, { review, seats }: WholeReview, placement: Placement) {
  return {
    review,
    seat: placement.seat,
    kind: placement.kind,
    person: await store.needPerson(placement.person),
    givenBy: placement.organisation,
    otherSeats: seats.map(({ seat }) => seat).filter((seat) => seat !== placement.seat),
  };
}

test('whatever happens to a team, in whatever order and however often, the ledgers say what the placements say', async () => {
  const { store } = fresh;
  const schools = [1, 2, 3, 4, 5, 6].map((number) => reviewer(number).member ?? '');
  await writeNetwork(store, [
    ...[1, 2, 3, 4, 5, 6].map((number) => reviewer(number, { maxReviewsAYear: 99 })),
    // Lead reviewers belong to no school, or only by the way.
    lead(1, { maxReviewsAYear: 99 }),
    lead(2, { maxReviewsAYear: 99, member: schools[0] ?? '' }),
    reviewer(7, { maxReviewsAYear: 99, member: undefined }),
  ]);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      runs += 1;
      const host = String(900_100 + runs);
      const about = `qar-2026-${host}`;
      await store.write([store.rows.review.put(reviewRow({ about, host, day1: addWeeks(DAY1, runs * 4) })).commit()]);
      await store.entities.member
        .put({ member: host, kind: 'school', name: host, standing: 'member', easting: 500_000, northing: 200_000 })
        .go();
      await planTeam({ about, turn: 1, round: 1, at: AT }, { store });
      for (const one of steps) await take(store, about, one);

      for (const school of schools) {
        const ledger = await store.ledger(school, '2026');
        const placements = (await store.placementsOfOrganisation(school, '2026')).filter(({ kind }) => kind !== 'lead');
        const number = (...statuses: Placement['status'][]) =>
          placements.filter(({ status }) => statuses.includes(status)).length;
        expect({ school, accepted: 0, done: 0, offered: 0, failed: 0, ...ledger }).toMatchObject({
          school,
          accepted: number('accepted', 'done'),
          done: number('done'),
          offered: told.offered.get(school) ?? 0,
          failed: told.failed.get(school) ?? 0,
        });
      }
      expect(await store.ledger('independent', '2026')).toBeUndefined();
    }),
    { numRuns: 12, endOnFailure: true, seed: 20_261_122 },
  );
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, one) => all + one, 0);
  // The seed above leads to all of it, so that none of the counts was compared at 0 alone.
  const ledgers = await Promise.all(schools.map((school) => store.ledger(school, '2026')));
  expect(sum(told.offered)).toBeGreaterThan(20);
  expect(sum(told.failed)).toBeGreaterThan(0);
  expect(ledgers.some((ledger) => (ledger?.accepted ?? 0) > 0 && (ledger?.done ?? 0) > 0)).toBe(true);
});
