import { describe, expect, it } from 'vitest';
import type { ReviewClock } from '../../../lambdas/settings/review-clock.ts';
import { lateDays } from '../support/late-days.ts';
import { objectTo, REASON } from '../support/objecting.ts';
import { recordOf } from '../support/review-record.ts';
import type { Reactions, Scenario } from '../support/scenario.ts';

const STANDS = 'qar-2026-900046';
const CHANGES = 'qar-2026-900047';
const REPLACES = 'qar-2026-900048';

/** The head objects to whoever has a seat, in so many rounds. */
const objecting = (seat: string, rounds: number): Reactions => ({
  'confirm-team': (reached) => (reached.asked.round > rounds ? undefined : objectTo(seat, reached)),
});

const outcomes = (asked: readonly { readonly outcome?: unknown }[]): readonly string[] =>
  asked.map(({ outcome }) => (outcome as { readonly outcome: string } | undefined)?.outcome ?? 'none');

export const thirdObjection: Scenario = {
  host: '900046',
  what: 'a head who objects to three teams, of which the third stands',
  week: '2026-10-12',
  react: {
    ...objecting('seat-1', 3),
    'settle-team': () => ({ decision: 'stand', reason: 'As agreed on the telephone, they look at other years.' }),
  },
  check(season) {
    const told = recordOf(season, STANDS);
    describe(this.what, () => {
      it('is settled by the central team, by one question and one mail', async () => {
        const { asked, decision, mailed, mails, states } = await told();
        expect(outcomes(asked('confirm-team'))).toEqual(['objected', 'objected', 'objected']);
        expect(decision('settle-team.1.3')).toMatchObject({
          ...{ status: 'answered', person: 'central-team', outcome: { outcome: 'stands' } },
        });
        expect(mailed(/^Please settle the team/)).toHaveLength(1);
        expect(mailed(/^The host objects/)).toEqual([]);
        expect(states.filter((state) => state === 'Has the team been settled?')).toHaveLength(1);
        expect(mails.filter(({ text = '', html = '' }) => `${text}${html}`.includes(REASON))).toEqual([]);
      });

      it('tells the head why, and the team goes as it is', async () => {
        const { review, mailed, placements, decision } = await told();
        const [mail, ...more] = mailed(/^Your review team stays as it is/);
        expect(more).toEqual([]);
        expect(mail?.to).toEqual(
          (await season().store.people([decision('confirm-team.1.3').person])).map((one) => one.email),
        );
        expect(mail?.text).toContain('As agreed on the telephone, they look at other years.');
        expect(placements.filter(({ seat, status }) => seat === 'seat-1' && status === 'done')).toHaveLength(1);
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
      });
    });
  },
};

export const fourthTeam: Scenario = {
  host: '900047',
  what: 'a team of which the central team takes somebody out, to which the head objects once more, and nobody sees to that',
  week: '2026-10-12',
  react: {
    ...objecting('seat-1', 4),
    'settle-team': ({ asked, page }) => {
      if (asked.round > 3) return 'ignore';
      const options = page.controls?.find(({ name }) => name === 'go')?.options ?? [];
      return { decision: 'change', reason: '', go: options.slice(1, 3).map(({ value }) => value) };
    },
  },
  check(season) {
    const told = recordOf(season, CHANGES);
    describe(this.what, () => {
      it('finds others for these seats, and shows the head the new team', async () => {
        const { asked, decision, placements, mailed } = await told();
        expect(decision('settle-team.1.3')).toMatchObject({ status: 'answered', outcome: { outcome: 'changed' } });
        const { go } = decision('settle-team.1.3').answer as { go: string[] };
        expect(go).toHaveLength(2);
        expect(new Set(placements.filter(({ person }) => go.includes(person)).map(({ status }) => status))).toEqual(
          new Set(['withdrawn']),
        );
        expect(mailed(/^You are free on/)).toHaveLength(2 + go.length);
        expect(asked('confirm-team').map(({ round }) => round)).toEqual([1, 2, 3, 4]);
      });

      it('is paused when nobody settles the next by the day on which the information form is due', async () => {
        const { asked, decision, review, seats, states } = await told();
        const { status, outcome, expiresAt } = decision('settle-team.1.4');
        expect({ status, outcome }).toEqual({ status: 'expired', outcome: { outcome: 'paused' } });
        expect(expiresAt).toBe((review.clock as ReviewClock).informationForm.due);
        expect(states.slice(-2)).toEqual(['Has the team been settled?', 'Leave the review to the central team']);
        expect(review).toMatchObject({ stage: 'team', status: 'paused', day1: '2026-10-13' });
        expect(seats.map((seat) => seat.status)).toEqual(seats.map(() => 'filled'));
        expect(asked('information-form')).toEqual([]);
        expect(lateDays(season(), review.hostName)).not.toEqual([]);
      });
    });
  },
};

export const replacedInstead: Scenario = {
  host: '900048',
  what: 'a head who objects to three teams, and a central team that replaces somebody instead of answering',
  week: '2026-10-12',
  react: {
    ...objecting('seat-1', 3),
    'settle-team': (_, season) => {
      season.later(1, () =>
        season.steer(REPLACES, { act: 'replace-reviewer', seat: 'seat-1', reason: 'As the head asks' }),
      );
      return 'ignore';
    },
  },
  check(season) {
    const told = recordOf(season, REPLACES);
    describe(this.what, () => {
      it('asks the central team nothing any more, and the head about the new team', async () => {
        const { asked, decision, mailed, review } = await told();
        expect(decision('settle-team.1.3')).toMatchObject({ status: 'expired', outcome: { outcome: 'withdrawn' } });
        expect(mailed(/^Please settle the team/)).toHaveLength(1);
        expect(outcomes(asked('confirm-team'))).toEqual(['objected', 'objected', 'objected', 'confirmed']);
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
      });
    });
  },
};
