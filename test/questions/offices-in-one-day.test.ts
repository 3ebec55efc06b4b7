/** An office that passes on twice in one day: each question ends with whoever holds it, and nobody hears what is not so. */
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { holdsNoOfficePage, opensNothing } from '../../lambdas/portal/holds-no-office-page.tsx';
import { chooseAudience } from '../../lambdas/publication/questions/choose-audience.tsx';
import { receiveReport } from '../../lambdas/publication/questions/receive-report.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import type { PassedOffice } from '../../lambdas/questions/office-changes.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { passOfficeOn } from '../../lambdas/questions/pass-office-on.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { agreedReview } from '../publication/final.ts';
import { asking, type World } from '../report/written-review.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const ASKED = '2027-02-10T10:00:00.000Z';
/** A Thursday: at noon, an hour later, in its evening, half an hour later; and the round of the next morning. */
const [NOON, ONE, EVENING, LATE] = [
  '2027-02-11T12:00:00.000Z',
  '2027-02-11T13:00:00.000Z',
  '2027-02-11T20:00:00.000Z',
  '2027-02-11T20:30:00.000Z',
];
const MORNING = '2027-02-12T07:30:00.000Z';
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };

let world: World;
const deps = () => ({ ...world.deps, catalogue });
const row = (id: string) => fresh.store.decision(world.about, id);
const to = (person: string) => world.mails.filter((mail) => mail.to === person).map(({ content }) => content.subject);
const secretsTo = (person: string): readonly string[] =>
  world.mails.flatMap(({ to, content }) =>
    to === person && content.button ? (content.button.href.split('/d/')[1] ?? []) : [],
  );
const askOf = (question: Question, more: object = {}) =>
  ask(question, asking(world, question, { at: ASKED, ...more }), 'token', world.deps);
const round = (at = MORNING) => dailyRound({ at }, { ...roundOver(chooseAudience, fresh.store).deps, ...deps() });

/** The member's row changes; what its stream tells of that is told later. */
async function named(head: string, at: string): Promise<PassedOffice> {
  const from = (await fresh.store.needMember('100183')).head;
  await fresh.store.entities.member.patch({ member: '100183' }).set({ head }).go();
  return { office: 'head', of: '100183', from, to: head, changed: true, at };
}
const told = (passed: PassedOffice) => passOfficeOn(passed, deps());
const becomesHead = async (head: string, at: string) => told(await named(head, at));

async function becomesManager(manager: string, at: string): Promise<void> {
  const from = (await fresh.store.hub('hub-1'))?.manager;
  await fresh.store.entities.hub.patch({ hub: 'hub-1' }).set({ manager }).go();
  await told({ office: 'hub-manager', of: 'hub-1', from, to: manager, changed: true, at });
}

async function readsThatItHasPassedOn(person: string, of: string): Promise<void> {
  const secrets = secretsTo(person);
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of secrets) {
    const opened = await openLink(secret, world.deps, catalogue, MORNING);
    expect(opened && opensNothing(opened)).toBe(true);
    if (opened) expect(holdsNoOfficePage(opened, site)).toContain(of);
  }
}
const decides = async (person: string) =>
  (await openLink(secretsTo(person).at(-1) ?? '', world.deps, catalogue, MORNING))?.decides;

const CHOOSE = 'Who may see your report? QAR at Hill View Primary School';
const TOLD = 'What we ask of Hill View Primary School goes to somebody else now';
const REPORT = 'The final report: QAR at Hill View Primary School';
const TOLD_OF_HUB = 'What we ask of Riverside goes to somebody else now';

beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await putSettings(fresh.store);
  for (const person of ['second', 'third']) {
    await fresh.store.entities.person
      .put({ person, name: `Sample ${person}`, email: `${person}@example.org`, member: '100183' })
      .go();
  }
  world.mails.splice(0);
  await askOf(chooseAudience);
});

describe('a head who is followed twice in one day', () => {
  it('and was asked between: each is asked once, told once, and reads that it has passed on', async () => {
    await becomesHead('second', NOON);
    await becomesHead('third', ONE);
    await round();
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'third', standsIn: false });
    expect([to('head'), to('second'), to('third')]).toEqual([[CHOOSE, TOLD], [CHOOSE, TOLD], [CHOOSE]]);
    for (const person of ['head', 'second']) await readsThatItHasPassedOn(person, 'the head of Hill View');
    expect(await decides('third')).toBe(true);
    expect((await fresh.store.audit('100183')).map(({ what }) => what)).toEqual([
      'the head is second now, in place of head',
      'the head is third now, in place of second',
    ]);
  });

  it('in one evening: whoever was it for half an hour and was asked nothing hears nothing', async () => {
    await becomesHead('second', EVENING);
    await becomesHead('third', LATE);
    await round();
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'third' });
    expect([to('head'), to('second'), to('third')]).toEqual([[CHOOSE, TOLD], [], [CHOOSE]]);
  });

  it('and the stream tells both changes after the second: nobody between is asked or told', async () => {
    const first = await named('second', NOON);
    const second = await named('third', NOON);
    for (const passed of [first, second, first, second]) await told(passed);
    await round();
    expect([to('head'), to('second'), to('third')]).toEqual([[CHOOSE, TOLD], [], [CHOOSE]]);
    expect(await fresh.store.audit('100183')).toHaveLength(2);
    expect(await fresh.store.person('second')).toMatchObject({ formerly: ['100183'] });
  });

  it('and is it again in the evening: is not asked once more, and the link of before decides', async () => {
    await becomesHead('second', EVENING);
    await becomesHead('head', LATE);
    await round();
    await round('2027-02-15T07:30:00.000Z');
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'head', standsIn: false });
    expect([to('head'), to('second')]).toEqual([[CHOOSE], []]);
    expect(await decides('head')).toBe(true);
  });

  it('and is it again before the first mail has gone: is asked in the morning', async () => {
    await askOf(chooseAudience, { round: 2, at: '2027-02-11T19:00:00.000Z' });
    expect(to('head')).toEqual([CHOOSE]);
    await becomesHead('second', EVENING);
    await becomesHead('head', LATE);
    await round();
    expect(await row('choose-audience.1.2')).toMatchObject({ person: 'head', mails: 1 });
    expect([to('head'), to('second')]).toEqual([
      [CHOOSE, '2 things wait for your answer: Hill View Primary School'],
      [],
    ]);
  });

  it('and is it again after being told that it had passed on: gets a link that works', async () => {
    await becomesHead('second', NOON);
    await becomesHead('head', ONE);
    expect([to('head'), to('second')]).toEqual([
      [CHOOSE, TOLD, CHOOSE],
      [CHOOSE, TOLD],
    ]);
    expect(await decides('head')).toBe(true);
    await readsThatItHasPassedOn('second', 'the head of Hill View');
  });
});

describe('a hub manager who is followed twice in one day', () => {
  beforeEach(async () => {
    await fresh.store.entities.review
      .patch({ about: world.about })
      .set({ status: 'published', publishedAt: ASKED, audience: 'private' })
      .composite({ startsOn: '2026-07-13', stage: 'publication' })
      .go();
    await askOf(receiveReport, { person: 'manager' });
  });

  it('leaves the reports with the last, once', async () => {
    await becomesManager('second', NOON);
    await becomesManager('third', ONE);
    await round();
    expect(await row('receive-report.1.1')).toMatchObject({ person: 'third' });
    expect([to('manager'), to('second'), to('third')]).toEqual([
      [REPORT, TOLD_OF_HUB],
      [REPORT, TOLD_OF_HUB],
      [REPORT],
    ]);
    for (const person of ['manager', 'second']) await readsThatItHasPassedOn(person, 'the hub manager of Hill View');
  });

  it('and is it again the same evening: nobody hears anything', async () => {
    await becomesManager('second', EVENING);
    await becomesManager('manager', LATE);
    await round();
    expect(await row('receive-report.1.1')).toMatchObject({ person: 'manager' });
    expect([to('manager'), to('second')]).toEqual([[REPORT], []]);
    expect(await decides('manager')).toBe(true);
  });
});
