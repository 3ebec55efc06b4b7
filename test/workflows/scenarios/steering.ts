import { describe, expect, it } from 'vitest';
import { everyRow } from '../support/repeat.ts';
import { type ReviewRecord, recordOf } from '../support/review-record.ts';
import type { Scenario } from '../support/scenario.ts';
import type { Season } from '../support/season.ts';

const POSTPONED = 'qar-2026-900017';
const PAUSED = 'qar-2026-900020';
const CANCELLED = 'qar-2026-900022';
const REWOUND = 'qar-2026-900024';

/** Steers a review twice with the same call, and notes what became of it. */
async function steerTwice(season: Season, about: string, command: Record<string, unknown>): Promise<void> {
  const before = await season.told(about);
  const first = await season.steer(about, command);
  const [rows, mails] = [await everyRow(season.stack), season.stack.inbox.messages().length];
  const second = await season.steer(about, command);
  const changed = [...(await everyRow(season.stack))].filter(([key, row]) => rows.get(key) !== row);
  const mailsAgain = season.stack.inbox.messages().length - mails;
  season.notes.set(`${command.act} ${about}`, {
    before,
    first,
    second,
    changed: changed.map(([key]) => key),
    mailsAgain,
  });
}

interface Steered {
  readonly before: ReviewRecord;
  readonly first: { readonly done: boolean };
  readonly second: { readonly done: boolean };
  readonly changed: readonly string[];
  readonly mailsAgain: number;
}

const steered = (season: Season, command: string, about: string) => season.notes.get(`${command} ${about}`) as Steered;

/** What holds of a command that was called for twice: it was done once. */
function expectOnce({ first, changed, mailsAgain }: Steered): void {
  expect(first).toMatchObject({ done: true });
  expect(changed).toEqual([]);
  expect(mailsAgain).toBe(0);
}

export const postponed: Scenario = {
  host: '900017',
  what: 'a visit that is postponed once its team is complete',
  week: '2026-09-07',
  after: { 'confirm-team': (season) => steerTwice(season, POSTPONED, { act: 'postpone', reason: 'illness' }) },
  check(season) {
    const told = recordOf(season, POSTPONED);
    describe(this.what, () => {
      it('frees everybody’s days and says why', async () => {
        expectOnce(steered(season(), 'postpone', POSTPONED));
        const { before } = steered(season(), 'postpone', POSTPONED);
        const { placements, review } = await told();
        const first = placements.filter(({ turn }) => turn === 1);
        expect(first).toHaveLength(4);
        expect(first.map(({ status, reason }) => `${status}: ${reason}`)).toEqual(
          first.map(() => 'withdrawn: illness'),
        );
        for (const { person } of first) {
          const days = await season().store.daysOf(person, '2026-09-07', '2026-09-11');
          expect(days.filter(({ about }) => about === POSTPONED)).toEqual([]);
        }
        expect(before.review.day1).toBe('2026-09-08');
        expect(review.postponements).toEqual([
          { at: expect.any(String), reason: 'illness', stage: 'team', day1: '2026-09-08' },
        ]);
      });

      it('tells the head and all four of the team', async () => {
        const { mailed } = await told();
        expect(new Set(mailed(/is postponed$/).flatMap(({ to }) => to)).size).toBe(5);
        expect(mailed(/is postponed$/)).toHaveLength(5);
      });

      it('asks again in a new turn, finds a team and is held on the new days', async () => {
        const { review, decisions, runs, placements } = await told();
        expect(review).toMatchObject({ turn: 2, stage: 'closed', status: 'published', day1: '2026-10-06' });
        const again = decisions.filter(({ turn }) => turn === 2).map(({ question }) => question);
        expect(new Set(again)).toEqual(
          new Set(decisions.map(({ question }) => question).filter((question) => question !== 'settle-dates')),
        );
        expect(runs.filter(({ machine }) => machine === 'review').map(({ status }) => status)).toEqual([
          'SUCCEEDED',
          'ABORTED',
          'SUCCEEDED',
          'SUCCEEDED', // it slept between its new dates and its team
        ]);
        const second = placements.filter(({ turn }) => turn === 2);
        expect(second.map(({ status, day1 }) => `${status} ${day1}`)).toEqual(second.map(() => 'done 2026-10-06'));
        const loads = await season().store.weekLoads('QAR', '2026-09-07', '2026-10-05');
        expect(loads.filter(({ reviews }) => reviews?.includes(POSTPONED)).map(({ week }) => week)).toEqual([
          '2026-10-05',
        ]);
      });
    });
  },
};

export const paused: Scenario = {
  host: '900020',
  what: 'a visit that is paused over a night',
  week: '2026-09-07',
  after: {
    'evening-note': async (season) => {
      await steerTwice(season, PAUSED, { act: 'pause', reason: 'The boiler failed' });
      season.later(14, () => steerTwice(season, PAUSED, { act: 'resume', reason: 'It is warm again' }));
    },
  },
  check(season) {
    const told = recordOf(season, PAUSED);
    describe(this.what, () => {
      it('goes on where it stood, and asks nothing twice', async () => {
        expectOnce(steered(season(), 'pause', PAUSED));
        expectOnce(steered(season(), 'resume', PAUSED));
        expect(steered(season(), 'resume', PAUSED).before.review.status).toBe('paused');
        const { review, asked, runs } = await told();
        expect(review).toMatchObject({ turn: 1, stage: 'closed', status: 'published' });
        expect(asked('evening-note').map(({ decision, mails }) => `${decision} ${mails}`)).toEqual([
          'evening-note.1.1 1',
          'evening-note.1.2 1',
        ]);
        expect(runs.filter(({ machine }) => machine === 'review').map(({ status }) => status)).toEqual([
          'SUCCEEDED',
          'ABORTED',
          'SUCCEEDED',
        ]);
      });

      it('keeps who did it and why in the audit', async () => {
        const { audit } = await told();
        expect(
          audit
            .filter(({ entry }) => entry.startsWith('steered.'))
            .map(({ who, role, what, reason }) => ({ who, role, what, reason })),
        ).toEqual([
          { who: 'central-team', role: 'central-team', what: 'pause', reason: 'The boiler failed' },
          { who: 'central-team', role: 'central-team', what: 'resume', reason: 'It is warm again' },
        ]);
      });
    });
  },
};

export const cancelled: Scenario = {
  host: '900022',
  what: 'a review that is cancelled in its preparation',
  week: '2026-09-14',
  after: {
    'information-form': (season) => steerTwice(season, CANCELLED, { act: 'cancel', reason: 'The school closes' }),
  },
  check(season) {
    it('a cancelled review asks nobody any more, frees the team and tells everybody', async () => {
      const { first, changed, mailsAgain } = steered(season(), 'cancel', CANCELLED);
      expect({ first, changed, mailsAgain }).toMatchObject({ first: { done: true }, changed: [], mailsAgain: 0 });
      const { review, decisions, placements, seats, mailed, states } = await season().told(CANCELLED);
      expect(review).toMatchObject({ status: 'cancelled', turn: 1 });
      expect(decisions.filter(({ status }) => status === 'open')).toEqual([]);
      expect(decisions.filter(({ status }) => status === 'superseded').map(({ decision }) => decision)).toEqual([
        'propose-timetable.1.1',
      ]);
      expect(seats).toEqual([]);
      expect(placements.map(({ status }) => status)).toEqual(placements.map(() => 'withdrawn'));
      expect(mailed(/is cancelled$/)).toHaveLength(1 + placements.length);
      expect(mailed(/is cancelled$/).map(({ at }) => at)).toEqual(
        mailed(/is cancelled$/).map(() => season().lastMailAt(CANCELLED)),
      );
      expect(states).not.toContain('Wait for the first evening');
    });
  },
};

export const rewound: Scenario = {
  host: '900024',
  what: 'a review that is taken back to its visit, and asks again',
  week: '2026-09-14',
  after: {
    'draft-report': (season) =>
      steerTwice(season, REWOUND, {
        act: 'resume',
        stage: 'visit',
        askAgain: true,
        reason: 'Findings of another school',
      }),
  },
  check(season) {
    const told = recordOf(season, REWOUND);
    describe(this.what, () => {
      it('asks everything from the visit on again and keeps what was before', async () => {
        expectOnce(steered(season(), 'resume', REWOUND));
        const { review, decisions, placements } = await told();
        expect(review).toMatchObject({ turn: 2, stage: 'closed', status: 'published', day1: '2026-09-15' });
        const turns = (question: string) =>
          decisions.filter((row) => row.question === question).map(({ turn }) => turn);
        expect(turns('choose-dates')).toEqual([1]);
        expect(turns('information-form')).toEqual([1]);
        expect(turns('findings')).toEqual([1, 2]);
        expect(turns('draft-report')).toEqual([1, 2]);
        expect(turns('check-facts')).toEqual([2]);
        expect(decisions.filter(({ status }) => status === 'superseded').map(({ decision }) => decision)).toEqual([
          'quality-read.1.1',
        ]);
        // The dates stand, and so does the team.
        expect(placements.map(({ turn, status }) => `${turn} ${status}`)).toEqual(placements.map(() => '1 done'));
      });

      it('lets everybody have a fair time, though the days are over', async () => {
        const { decisions } = await told();
        const again = decisions.filter(({ turn }) => turn === 2);
        const hours = again.map(({ askedAt, expiresAt }) => (Date.parse(expiresAt) - Date.parse(askedAt)) / 3_600_000);
        expect(Math.min(...hours)).toBeGreaterThanOrEqual(6);
        expect(again.filter(({ status }) => status === 'expired')).toEqual([]);
      });
    });
  },
};
