import type { Review, Store } from '../../lambdas/store/store.ts';
import { ABOUT, DAY1, DAYS, HOST, lead, reviewer, writeNetwork } from '../team/network.ts';

const TEAM = [
  ['lead', 'lead', 'lead-1', undefined],
  ['seat-1', 'reviewer', 'person-1', '910001'],
  ['seat-2', 'reviewer', 'person-2', '910002'],
] as const;

/** A review with a lead and two reviewers who have accepted; there are one lead and two reviewers more. */
export async function writeTeam(store: Store, review: Partial<Review> = {}): Promise<void> {
  const { rows } = store;
  await writeNetwork(store, [lead(1), lead(2), ...[1, 2, 3, 4].map((number) => reviewer(number))], {
    ...{ stage: 'preparation', executions: 1 },
    ...review,
  });
  await store.write(
    TEAM.flatMap(([seat, kind, person, organisation]) => [
      rows.seat
        .put({
          ...{ about: ABOUT, seat, kind, status: 'filled', person, personName: person },
          ...(organisation && { organisation }),
          shortlist: { turn: 1, candidates: kind === 'lead' ? [] : [{ person: 'person-4', points: 1 }] },
        })
        .commit(),
      rows.placement
        .put({
          ...{ about: ABOUT, turn: 1, seat, person, personName: person, kind, status: 'accepted', host: HOST },
          ...{
            organisation: organisation ?? 'independent',
            year: '2026',
            day1: DAY1,
            invitedAt: '2026-10-20T09:00:00.000Z',
          },
        })
        .commit(),
      ...DAYS.map((day) => rows.personDay.put({ person, day, about: ABOUT }).commit()),
      ...(organisation ? [rows.ledger.put({ member: organisation, year: '2026', accepted: 1 }).commit()] : []),
    ]),
  );
}
