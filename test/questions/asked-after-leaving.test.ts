/** Whoever has left is asked nothing more, though their office still names them: the next contact is, or the central team hears of it. */
import { beforeEach, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { remind } from '../../lambdas/commands/remind.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { sendFreshLinks } from '../../lambdas/portal/fresh-links.ts';
import { chooseAudience } from '../../lambdas/publication/questions/choose-audience.tsx';
import { receiveReport } from '../../lambdas/publication/questions/receive-report.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import { bindAgain } from '../../lambdas/questions/open-link.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { whatWaitsFor } from '../../lambdas/questions/what-waits.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { agreedReview } from '../publication/final.ts';
import { asking, type World } from '../report/written-review.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const AT = '2027-02-10T10:00:00.000Z';
const CHOOSE = 'Who may see your report? QAR at Hill View Primary School';
let world: World;

const askOf = (question: Question, more: object = {}) =>
  ask(question, asking(world, question, { at: AT, ...more }), 'token', world.deps);
const row = (id: string) => fresh.store.decision(world.about, id);
const to = (person: string) => world.mails.filter((mail) => mail.to === person).map(({ content }) => content.subject);
const put = (person: string, more: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Sample ${person}`, email: `${person}@example.org`, member: '100183', ...more })
    .go();
const leaves = (person: string) => fresh.store.entities.person.patch({ person }).set({ left: true }).go();
/** Both days on which the question has a reminder, and the days between. */
const mornings = async () => {
  const deps = { ...roundOver(chooseAudience, fresh.store).deps, ...world.deps, catalogue };
  for (const day of ['17', '18', '19', '22', '23', '24'])
    await dailyRound({ at: `2027-02-${day}T07:30:00.000Z` }, deps);
};

beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await putSettings(fresh.store);
  world.mails.splice(0);
});

it('a head who has left is not asked, and the next contact is', async () => {
  await put('deputy');
  await leaves('head');
  await askOf(chooseAudience);
  await mornings();
  expect(to('head')).toEqual([]);
  expect(to('deputy')).toEqual([CHOOSE, `Reminder: ${CHOOSE}`, `Reminder: ${CHOOSE}`]);
  expect(await row('choose-audience.1.1')).toMatchObject({ person: 'deputy', standsIn: true });
  expect(world.mails[0]?.content.whyYou).toContain('You are asked because');
  expect(world.mails[0]?.content.whyYou).toContain('has left, and you are a contact');
  expect(await fresh.store.audit(world.about)).toContainEqual(
    expect.objectContaining({ who: 'deputy', reason: 'In place of head, who has left' }),
  );
});

it('where nobody comes after, the central team is told why, and the question stays', async () => {
  await leaves('head');
  await askOf(chooseAudience);
  await mornings();
  expect(to('head')).toEqual([]);
  const told = world.mails.find((mail) => mail.to === 'central-team');
  expect(told?.content.firstLine).toContain('the head has left, and nobody else can answer it');
  expect(told?.content.paragraphs?.[0]).toContain('find out who follows');
  expect(await row('choose-audience.1.1')).toMatchObject({ status: 'open', person: 'head', mails: 0 });
});

it('who leaves while a question waits is reminded of it no more, not by a button either', async () => {
  await askOf(chooseAudience);
  await leaves('head');
  await mornings();
  expect(to('head')).toEqual([CHOOSE]);
  const decision = await row('choose-audience.1.1');
  if (!decision) throw new Error('It was not asked.');
  const bound = await bindAgain(decision, catalogue(decision.question), world.deps);
  expect(remind.whyNot({ decision, bound, at: '2027-02-25T10:00:00.000Z' })).toMatch(/^This person has left/);
});

it('who leaves while a question waits gets no fresh link to it', async () => {
  await askOf(chooseAudience);
  const deps = { ...world.deps, catalogue };
  expect(await whatWaitsFor('head', deps, '2027-02-11T10:00:00.000Z')).toHaveLength(1);
  await leaves('head');
  expect(await sendFreshLinks({ person: 'head' }, '2027-02-11T10:00:00.000Z', deps)).toBe(false);
  expect(to('head')).toEqual([CHOOSE]);
});

it('of a hub whose manager has left the senior partner gets the report', async () => {
  await askOf(chooseAudience); // the report is final
  await put('partner', { member: undefined });
  await fresh.store.entities.hub.patch({ hub: 'hub-1' }).set({ seniorPartner: 'partner' }).go();
  await fresh.store.entities.review
    .patch({ about: world.about })
    .set({ status: 'published', publishedAt: AT, audience: 'private' })
    .composite({ startsOn: '2026-07-13', stage: 'publication' })
    .go();
  await leaves('manager');
  await askOf(receiveReport, { person: 'manager' });
  expect(to('manager')).toEqual([]);
  expect(to('partner')).toEqual(['The final report: QAR at Hill View Primary School']);
});
