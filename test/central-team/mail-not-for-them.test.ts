/** The morning list names people of no school of whom somebody said that a mail is not for them. */
import { beforeEach, expect, it } from 'vitest';
import { ask } from '../../lambdas/questions/ask.ts';
import { asked, fakeDeps, lunchQuestion, writeHost, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { look } from './network.ts';

const fresh = useStore();
const morning = async () => (await look(fresh.store, { view: 'today' })).text;
const SAID = '2026-11-03T10:00:00.000Z';
const lead = (more: object = {}) =>
  fresh.store.entities.person
    .put({ person: 'lead-1', name: 'Ada Lead', email: 'ada@lead.example', pool: 'lead-reviewers', ...more })
    .go();

beforeEach(async () => {
  await writeReview(fresh.store);
  await writeHost(fresh.store);
});

it('has a lead reviewer who works for themselves, with the buttons that say what was found out', async () => {
  await lead();
  expect(await morning()).not.toContain('a mail is not for them');
  await lead({ notMeAt: SAID });
  const text = await morning();
  expect(text).toContain('1 person of no school, of whom somebody said that a mail is not for them');
  expect(text).toContain('Ada Lead, ada@lead.example: said on 3 November 2026');
  expect(text).toContain('Mail is right');
});

it('has whoever a question stays with, and nobody of a school or who has left', async () => {
  await ask(
    lunchQuestion(fresh.store),
    asked({ expiresAt: '2026-12-15T16:00:00.000Z' }),
    'token-1',
    fakeDeps(fresh.store),
  );
  await fresh.store.entities.decision
    .patch({ about: asked({}).about, decision: 'agree-lunch.1.1' })
    .set({ notFor: 'head-1' })
    .go();
  await fresh.store.entities.person.patch({ person: 'head-1' }).set({ notMeAt: SAID }).go();
  const ofSchool = await morning();
  await fresh.store.entities.person.patch({ person: 'head-1' }).remove(['member']).go();
  const ofNone = await morning();
  await fresh.store.entities.person.patch({ person: 'head-1' }).set({ left: true }).go();

  expect(ofSchool).not.toContain('a mail is not for them');
  expect(ofNone).toContain('1 person of no school');
  expect(await morning()).not.toContain('a mail is not for them');
});
