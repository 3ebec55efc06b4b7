import { describe, expect, it } from 'vitest';
import { recordOf } from '../support/review-record.ts';
import type { Scenario } from '../support/scenario.ts';

const CONFLICT = 'qar-2026-elsewhere';
let hasDeclined = false;
let hasConflict = false;

export const hardToStaff: Scenario = {
  host: '900009',
  what: 'a team that is hard to find',
  week: '2026-09-14',
  strangers: 16,
  react: {
    async invite({ asked, person }, season) {
      if (asked.subject === 'seat-1' && !hasDeclined) {
        hasDeclined = true;
        return { answer: 'decline', reason: 'dates', text: 'Our own trip is in that week' };
      }
      if (asked.subject === 'seat-2') return { answer: 'decline', reason: 'workload', text: '' };
      if (asked.subject === 'seat-3' && !hasConflict) {
        // Between mail and answer another review has taken one of the days.
        hasConflict = true;
        const { day1 = '' } = await season.store.needReview(asked.about);
        await season.store.entities.personDay.put({ person, day: day1, about: CONFLICT }).go();
      }
      return undefined;
    },
    'fill-seat': ({ asked }) =>
      asked.round === 1
        ? { reason: 'They live nearby' }
        : { choice: 'go-without', person: '', reason: 'Two reviewers are enough here' },
  },
  check(season) {
    const told = recordOf(season, 'qar-2026-900009');
    describe(this.what, () => {
      it('asks the next candidate the moment somebody declines, and keeps the reason', async () => {
        const { placements, decision } = await told();
        const [declined] = placements.filter(({ seat, status }) => seat === 'seat-1' && status === 'declined');
        expect(declined?.reason).toBe('The dates do not suit me: Our own trip is in that week');
        const [first, second] = [decision('invite.1.1.seat-1'), decision('invite.1.2.seat-1')];
        expect(second.askedAt).toBe(first.answeredAt);
        expect(second.person).not.toBe(first.person);
        expect(second.outcome).toEqual({ outcome: 'accepted' });
      });

      it('takes no place for days that are taken, and says so', async () => {
        const { placements, decision } = await told();
        const invitation = decision('invite.1.1.seat-3');
        expect(invitation).toMatchObject({
          status: 'answered',
          answer: { accepts: true, conflict: true },
          outcome: { outcome: 'conflict' },
        });
        expect(placements.find(({ person }) => person === invitation.person)?.status).toBe('conflict');
        const days = await season().store.daysOf(invitation.person, '2026-09-14', '2026-09-18');
        expect(days.map(({ about }) => about)).toEqual([CONFLICT]);
      });

      it('asks the central team when nobody is left, and goes with one fewer', async () => {
        const { seats, asked, placements, review, surveys, mailed } = await told();
        const fills = asked('fill-seat').filter(({ subject }) => subject === 'seat-2');
        expect(fills.map(({ outcome }) => outcome)).toEqual([{ outcome: 'named' }, { outcome: 'go-without' }]);
        const named = (fills[0]?.answer as { person: string } | undefined)?.person;
        expect(placements.find(({ seat, person }) => seat === 'seat-2' && person === named)?.status).toBe('declined');
        expect(seats.find(({ seat }) => seat === 'seat-2')).toMatchObject({
          status: 'unfilled',
          reason: 'Two reviewers are enough here',
        });
        expect(mailed(/^Nobody found for reviewer 2/)).toHaveLength(2);
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
        const there = placements.filter(({ status }) => status === 'done');
        expect(surveys).toHaveLength(there.length + 1);
      });

      it('asks nobody twice for a seat, and nobody who knows the host too well', async () => {
        const { placements } = await told();
        const asked = placements.map(({ seat, person }) => `${seat} ${person}`);
        expect(new Set(asked).size).toBe(asked.length);
        const people = await season().store.people(placements.map(({ person }) => person));
        expect(people.filter(({ relationships }) => relationships?.includes('900009'))).toEqual([]);
      });
    });
  },
};

export const objection: Scenario = {
  host: '900013',
  what: 'a head who objects to a reviewer, and shares the report with the hub',
  week: '2026-09-21',
  react: {
    'confirm-team': ({ asked }) =>
      asked.round === 1
        ? {
            ...{ answer: 'object', 'object-lead': [], 'object-seat-2': [], 'object-seat-3': [] },
            ...{ 'object-seat-1': 'yes', 'reason-seat-1': 'A former colleague of ours' },
          }
        : undefined,
    'choose-audience': () => ({ audience: 'hub', address: '' }),
  },
  check(season) {
    const told = recordOf(season, 'qar-2026-900013');
    describe(this.what, () => {
      it('finds somebody else for that seat alone, and shows the team again', async () => {
        const { placements, seats, asked } = await told();
        const [out] = placements.filter(({ status }) => status === 'withdrawn');
        expect(out).toMatchObject({ seat: 'seat-1', reason: 'The host objected: A former colleague of ours' });
        expect(placements.filter(({ status }) => status === 'done')).toHaveLength(seats.length);
        expect(seats.find(({ seat }) => seat === 'seat-1')?.person).not.toBe(out?.person);
        expect(asked('confirm-team').map(({ outcome }) => (outcome as { outcome: string }).outcome)).toEqual([
          'objected',
          'confirmed',
        ]);
        expect(asked('invite').filter(({ subject }) => subject !== 'seat-1')).toHaveLength(seats.length - 1);
        const taken = await season().store.daysOf(out?.person ?? '', '2026-09-21', '2026-09-25');
        expect(taken.filter(({ about }) => about === 'qar-2026-900013')).toEqual([]);
      });

      it('tells who is not needed, without the reason', async () => {
        const { mailed, mails } = await told();
        expect(mailed(/^You are free on/)).toHaveLength(1);
        expect(mails.filter(({ text = '', html = '' }) => `${text}${html}`.includes('former colleague'))).toEqual([]);
      });

      it('gives the report to the hub manager, and to no stranger', async () => {
        const { review, mailed } = await told();
        expect(review).toMatchObject({ status: 'published', audience: 'hub' });
        expect(mailed(/^The final report/)).toHaveLength(1);
        expect((await season().get('/reports/qar-2026-900013')).status).toBe(404);
      });
    });
  },
};
