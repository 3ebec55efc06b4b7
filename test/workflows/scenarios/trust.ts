import { describe, expect, it } from 'vitest';
import { recordOf } from '../support/review-record.ts';
import type { Scenario } from '../support/scenario.ts';

const ABOUT = 'tpr-2026-trust-invented-003';

export const trustReview: Scenario = {
  host: 'trust-invented-003',
  what: 'the review of a trust',
  week: '2026-09-21',
  react: { 'information-form': () => ({ 'focus-challenge': 'How our schools learn from each other' }) },
  check(season) {
    const told = recordOf(season, ABOUT);
    describe(this.what, () => {
      it('has four reviewers of other trusts, trained for it, and goes through to the end', async () => {
        const { review, seats, placements } = await told();
        expect(review).toMatchObject({ programme: 'TPR', hostKind: 'trust', stage: 'closed', status: 'published' });
        expect(seats.map(({ status }) => status)).toEqual(['filled', 'filled', 'filled', 'filled', 'filled']);
        const people = await season().store.people(placements.map(({ person }) => person));
        expect(people.filter(({ trust }) => trust === 'trust-invented-003')).toEqual([]);
        expect(people.map(({ training }) => training?.some(({ programme }) => programme === 'TPR'))).toEqual(
          people.map(() => true),
        );
      });

      it('looks at the focus challenge that the trust brought', async () => {
        const { review, versions } = await told();
        expect(review.preparation).toMatchObject({ focusChallenge: 'How our schools learn from each other' });
        expect(versions.at(-1)?.content).toMatchObject({ focusChallenge: expect.any(Array) });
        expect(versions.at(-1)?.content).not.toHaveProperty('estimates');
        expect(versions.at(-1)?.content).not.toHaveProperty('areaOfExcellence');
      });

      it('speaks of no estimate anywhere: not in mails, pages or the report', async () => {
        const { mails, versions } = await told();
        const pages = season().answers.filter(({ reached }) => reached.asked.about === ABOUT);
        expect(pages.length).toBeGreaterThan(25);
        const texts = [
          ...mails.map(({ subject, text = '', html = '' }) => `${subject} ${text} ${html}`),
          ...pages.map(({ reached }) => reached.page.html),
          ...versions.map(({ content }) => JSON.stringify(content)),
        ];
        expect(texts.filter((text) => /estimate|area of excellence/i.test(text))).toEqual([]);
        expect(texts.filter((text) => /focus challenge|trust/i.test(text)).length).toBeGreaterThan(25);
      });
    });
  },
};
