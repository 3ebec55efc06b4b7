import { describe, expect, it } from 'vitest';
import { bookingsOf, trainingSession } from '../../../lambdas/store/training-reads.ts';
import { functionName } from '../support/function-name.ts';
import type { Scenario } from '../support/scenario.ts';
import type { Season } from '../support/season.ts';

/** The last of all reviewers, whose training ended in 2025. */
const PERSON = 'person-0162';
const BOOKING = `training-2026-autumn-qar-${PERSON}`;
const SESSION = 'training-qar-2026-06-25';

async function open(season: Season): Promise<void> {
  // Nobody is to meet somebody new in a team whom no other scenario knows.
  await season.store.entities.person.patch({ person: PERSON }).set({ maxReviewsAYear: 0 }).go();
  const session = { programme: 'QAR', date: '2026-06-25', from: '09:30', to: '15:30', venue: 'The Hall', places: 12 };
  expect(await season.steer('training', { act: 'open-training', ...session })).toMatchObject({ done: true });
}

/** The page of the pool on which they are alone: whether or not the term has a round of its own. */
async function offer({ stack }: Season): Promise<void> {
  const at = new Date(stack.clock.now()).toISOString();
  const round = { about: 'teams-2026-autumn', year: '2026', term: 'autumn', at, expiresAt: '2026-07-02T16:00:00.000Z' };
  const input = { ...round, after: 'person-0161' };
  const result = await stack.functions.invoke(functionName(stack, 'OfferTraining'), input);
  if ('error' in result) throw new Error(`Nobody was offered a training: ${result.error.errorMessage}`);
}

export const trained: Scenario = {
  host: '900050',
  what: 'a reviewer whose training has ended, and who comes to another',
  abouts: [BOOKING, SESSION],
  react: {
    'book-training': ({ asked }) => (asked.round > 1 ? 'ignore' : { session: SESSION }),
    'record-attendance': () => ({ came: [PERSON] }),
  },
  at: { '2026-06-01T08:00:00Z': open, '2026-06-09T08:00:00Z': offer },
  check(season) {
    describe(this.what, () => {
      it('is asked once, books, and is trained when it is recorded that they came', async () => {
        const { stack, store } = season();
        const asked = (await store.decisionsAbout(BOOKING)).map(({ decision }) => decision);
        expect(asked.toSorted()).toEqual([1, 2].map((round) => `book-training.1.${round}.${PERSON}`));
        expect(await bookingsOf(store, SESSION)).toMatchObject([{ person: PERSON, status: 'attended' }]);
        expect((await store.needPerson(PERSON)).training).toEqual([
          { programme: 'QAR', from: '2026-06-25', until: '2028-06-25' },
        ]);
        expect(await trainingSession(store, SESSION)).toMatchObject({ status: 'held' });
        const runs = stack.engine.listExecutions().filter(({ name }) => name === SESSION);
        expect(runs.map(({ status }) => status)).toEqual(['SUCCEEDED']);
      });

      it('hears of it in four mails', () => {
        const mails = season()
          .stack.inbox.messages()
          .filter(({ tags }) => tags.about === BOOKING);
        expect(mails.map(({ subject }) => subject)).toEqual([
          expect.stringMatching(/^Please book a training: Your QAR training ended on /),
          'You have a place: QAR training on Thursday 25 June 2026',
          'How to join: QAR training on Thursday 25 June 2026',
          'You are trained: QAR reviews until Sunday 25 June 2028',
        ]);
      });
    });
  },
};
