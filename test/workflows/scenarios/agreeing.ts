import { describe, expect, it } from 'vitest';
import { reportState } from '../../../lambdas/documents/report-versions.ts';
import { recordOf } from '../support/review-record.ts';
import type { Scenario } from '../support/scenario.ts';

const COUNTER = 'qar-2026-900015';
const NEVER = 'qar-2026-900016';

export const counterProposal: Scenario = {
  host: '900015',
  what: 'a host that chooses other dates and comments on the report twice',
  week: '2026-09-21',
  react: {
    'agree-dates': ({ asked }) =>
      asked.round === 1 ? { decision: 'propose', proposal: '2026-10-07', reason: 'A parents’ evening' } : undefined,
    'check-facts': ({ asked, page }) => {
      const kind = page.controls?.find(({ name }) => name.startsWith('kind.'))?.name ?? '';
      const text = kind.replace('kind.', 'text.');
      return { checked: 'comments', [kind]: 'fact', [text]: `The number is wrong in round ${asked.round}` };
    },
    'amend-report': ({ asked }) => ({ context: `The context as it was amended in round ${asked.round}.` }),
    'agree-report': ({ asked, role }) =>
      asked.round === 1 && role === 'host' ? { agreed: 'no', reason: 'One number is still wrong' } : undefined,
  },
  check(season) {
    const told = recordOf(season, COUNTER);
    describe(this.what, () => {
      it('gets the dates that it chose at once', async () => {
        const { review, asked, states } = await told();
        expect(review.day1).toBe('2026-10-07');
        expect(asked('agree-dates').map(({ outcome }) => outcome)).toEqual([{ outcome: 'agreed' }]);
        expect(asked('agree-dates').map(({ facts }) => (facts as { day1: string }).day1)).toEqual(['2026-09-22']);
        expect(asked('settle-dates')).toEqual([]);
        expect(states.filter((state) => state === 'Offer dates')).toHaveLength(1);
        const loads = await season().store.weekLoads('QAR', '2026-09-21', '2026-10-05');
        expect(loads.filter(({ reviews }) => reviews?.includes(COUNTER)).map(({ week }) => week)).toEqual([
          '2026-10-05',
        ]);
      });

      it('has two rounds with comments, amended and answered, and both agree to one text', async () => {
        const { asked, versions, review, states } = await told();
        expect(asked('check-facts').map(({ outcome }) => outcome)).toEqual([{ outcome: 'comments' }]);
        expect(asked('amend-report').map(({ status }) => status)).toEqual(['answered', 'answered']);
        expect(versions.map(({ version }) => version)).toEqual(['001', '002', '003']);
        expect(states.filter((state) => state === 'Open another round')).toHaveLength(1);
        const comments = (versions[0]?.comments ?? []) as { text: string; reply?: string; by: string }[];
        expect(comments.map(({ text, by }) => [by, text])).toEqual([['host', 'The number is wrong in round 1']]);
        expect(comments[0]?.reply).toBeTruthy();
        const { host, lead } = reportState(review);
        expect(host?.hash).toBe(versions[2]?.hash);
        expect(lead?.hash).toBe(versions[2]?.hash);
        const answers = asked('agree-report').filter(({ round }) => round === 2);
        expect(answers.map(({ outcome }) => outcome)).toEqual(
          answers.map(() => ({ outcome: 'agreed', hash: versions[2]?.hash })),
        );
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
      });
    });
  },
};

export const neverAgreed: Scenario = {
  host: '900016',
  what: 'a host that agrees neither to dates nor to its report, and withdraws it',
  week: '2026-09-21',
  react: {
    'agree-dates': () => ({ decision: 'others', proposal: '', reason: 'It does not suit us' }),
    'settle-dates': () => ({ decision: 'fix', day1: '2026-10-20' }),
    'agree-report': ({ role, asked }) =>
      role === 'host' ? { agreed: 'no', reason: `Not as it stands in round ${asked.round}` } : undefined,
    'settle-report': () => ({ settled: 'Both sides were heard on the telephone.' }),
    'choose-audience': () => ({ audience: 'public', address: 'https://canal-street.example/report' }),
    'change-publication': () => ({ audience: 'withdrawn', address: '' }),
  },
  after: {
    'choose-audience': async (season) => {
      season.notes.set('published', await season.get(`/reports/${NEVER}`));
    },
    'change-publication': async (season) => {
      season.notes.set('withdrawn', await season.get(`/reports/${NEVER}`));
    },
  },
  check(season) {
    const told = recordOf(season, NEVER);
    describe(this.what, () => {
      it('has its dates settled by the central team after three offers', async () => {
        const { review, asked, decision, mailed } = await told();
        expect(asked('agree-dates').map(({ round }) => round)).toEqual([1, 2, 3]);
        expect(decision('settle-dates.1.3')).toMatchObject({ role: 'central-team', outcome: { outcome: 'agreed' } });
        expect(review).toMatchObject({
          day1: '2026-10-20',
          dates: { agreed: { day1: '2026-10-20', by: 'central-team' } },
        });
        expect(mailed(/^Dates fixed/)).toHaveLength(2);
      });

      it('has its report settled after three rounds, which the report says', async () => {
        const { review, asked, versions, audit } = await told();
        expect(asked('agree-report')).toHaveLength(6);
        expect(asked('settle-report')).toHaveLength(1);
        const { settled, host } = reportState(review);
        expect(host).toBeUndefined();
        const final = versions.find(({ hash }) => hash === settled?.hash);
        expect(final?.content).toMatchObject({
          settled: 'Settled by the central team: Both sides were heard on the telephone.',
        });
        expect(audit.filter(({ what }) => what === 'settled the report')).toHaveLength(1);
      });

      it('is on the public page until it is withdrawn', async () => {
        const { review } = await told();
        const { notes } = season();
        expect(notes.get('published')).toMatchObject({
          status: 200,
          text: expect.stringContaining('Both sides were heard on the telephone.'),
        });
        expect(notes.get('withdrawn')).toMatchObject({
          status: 404,
          text: expect.not.stringContaining('Canal Street'),
        });
        expect(review.withdrawnAt).toMatch(/^2026-/);
        expect(review.publishedAddress).toBe('https://canal-street.example/report');
      });
    });
  },
};
