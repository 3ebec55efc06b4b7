import { expect, it } from 'vitest';
import { visitDays } from '../../../lambdas/calendar/working-days.ts';
import type { Scenario } from './scenario.ts';
import { aboutOf, type Season } from './season.ts';

/** What holds of the rows of every review, whatever happened: nothing twice, and everything once. */
export function checkRecords(season: () => Season, scenarios: readonly Scenario[]): void {
  const reviews = async () =>
    (await Promise.all(scenarios.map(({ host }) => season().store.wholeReview(aboutOf(host))))).filter(
      (whole) => whole !== undefined,
    );

  it('nobody is on two reviews on one day, at any time', async () => {
    expect(season().doubleBookings).toEqual([]);
    const taken = (await reviews()).flatMap(({ placements }) =>
      placements
        .filter(({ status }) => status === 'accepted' || status === 'done')
        .flatMap(({ person, day1 }) => visitDays(day1).map((day) => `${person} ${day}`)),
    );
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('a seat has one person, who accepted, and a person one seat of a review', async () => {
    for (const { review, seats, placements } of await reviews()) {
      const accepted = placements.filter(({ status }) => status === 'accepted' || status === 'done');
      const filled = seats.filter(({ status }) => status === 'filled');
      expect([review.about, accepted.map(({ seat, person }) => `${seat} ${person}`).sort()]).toEqual([
        review.about,
        filled.map(({ seat, person }) => `${seat} ${person}`).sort(),
      ]);
      expect(new Set(accepted.map(({ person }) => person)).size).toBe(accepted.length);
    }
  });

  it('every decision has one answer or one silence, and the audit has it once', async () => {
    for (const { review, decisions } of await reviews()) {
      const entries = (await season().store.audit(review.about)).map(({ entry }) => entry);
      for (const { decision, status } of decisions) {
        const times = (what: string) => entries.filter((entry) => entry === `${decision}.${what}`).length;
        expect([decision, status, times('answered') + times('expired')]).toEqual([
          decision,
          status,
          status === 'answered' || status === 'expired' ? 1 : 0,
        ]);
      }
    }
  });

  it('the ledger counts what the placements say', async () => {
    const placements = (await reviews()).flatMap((whole) => whole.placements);
    const schools = new Set(
      placements.flatMap(({ organisation = '' }) => (/^\d/.test(organisation) ? organisation : [])),
    );
    expect(schools.size).toBeGreaterThan(2);
    for (const school of schools) {
      const own = placements.filter(({ organisation }) => organisation === school);
      const count = (...statuses: string[]) => own.filter(({ status }) => statuses.includes(status)).length;
      const { offered = 0, accepted = 0, done = 0 } = (await season().store.ledger(school, '2026')) ?? {};
      expect({ school, offered, accepted, done }).toEqual({
        school,
        offered: own.length,
        accepted: count('accepted', 'done'),
        done: count('done'),
      });
    }
  });
}
