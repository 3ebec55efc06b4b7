import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { allFacts } from '../../lambdas/catalogue/all-facts.ts';
import { settledPage } from '../../lambdas/portal/question-page.tsx';
import { answer } from '../../lambdas/questions/answer.ts';
import { newLink } from '../../lambdas/questions/links.ts';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import { reviewClock } from '../../lambdas/settings/review-clock.ts';
import { AT, asking, DAY1, settingsOf, type World, writtenReview } from '../report/written-review.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const ASKED_AT = '2026-11-02T09:00:00.000Z';
const POSTPONED_AT = '2027-01-04T09:00:00.000Z';
const NEXT_DAY1 = '2027-03-09';
let world: World;

/** Questions of the stages that a postponed review goes through again. */
const BEFORE_THE_REPORT = Object.entries(allFacts).flatMap(([name, { stage }]) =>
  stage !== undefined && ['scheduling', 'team', 'preparation', 'visit'].includes(stage) ? [name] : [],
);

/** Whom each is asked of, where it says so itself. */
const SUBJECTS: Readonly<Record<string, { subject: string; person?: string }>> = {
  invite: { subject: 'seat-1', person: 'reviewer-1' },
  'fill-seat': { subject: 'seat-1' },
  'confirm-attendance': { subject: 'reviewer-1', person: 'reviewer-1' },
};

/** An answer that each keeps on its row; of the others any will do. */
const ANSWERS: Readonly<Record<string, object>> = {
  invite: { accepts: true, conflict: false },
  'confirm-attendance': { comes: true },
  'agree-dates': { decision: 'agree', day1: DAY1 },
  'settle-dates': { decision: 'fix', day1: DAY1 },
  'settle-team': { decision: 'change', go: ['reviewer-1'] },
};

const OF_LEAD = ['propose-timetable', 'pre-review-call', 'evening-note', 'findings'];
const OF_CENTRAL_TEAM = ['settle-dates', 'fill-seat', 'settle-team'];

function askedOf(name: string): { readonly person: string; readonly role: string } {
  if (OF_CENTRAL_TEAM.includes(name)) return { person: 'central-team', role: 'central-team' };
  return OF_LEAD.includes(name) ? { person: 'lead', role: 'lead' } : { person: 'head', role: 'host' };
}

/** A question that was asked and answered, or withdrawn, before whatever follows. */
async function settled(name: string, status: 'answered' | 'superseded' = 'answered'): Promise<string> {
  const { secret, hash } = newLink();
  const question = catalogue(name);
  const { person, role } = SUBJECTS[name]?.person ? { person: 'reviewer-1', role: 'reviewer' } : askedOf(name);
  const asked = asking(world, question, { ...SUBJECTS[name], at: ASKED_AT });
  const decision = [name, 1, 1, ...(asked.subject ? [asked.subject] : [])].join('.');
  const { entities } = fresh.store;
  await entities.decision
    .put({
      ...{
        about: world.about,
        decision,
        question: name,
        turn: 1,
        round: 1,
        person,
        role,
      },
      ...(asked.subject !== undefined && { subject: asked.subject }),
      ...{ hostName: 'Hill View Primary School', schedule: [], mails: 1, nextActionAt: ASKED_AT },
      ...{ status, askedAt: ASKED_AT, dueAt: '2026-11-09T17:00:00.000Z', expiresAt: asked.expiresAt },
      ...(status === 'answered' && {
        ...{ answer: ANSWERS[name] ?? {}, answeredAt: '2026-11-03T10:00:00.000Z' },
        answeredBy: { person, role },
      }),
      ...(name === 'agree-dates' && { facts: { day1: DAY1, why: 'They suit.' } }),
    })
    .go();
  await entities.decisionLink.put({ hash, about: world.about, decision, person, role, madeAt: ASKED_AT }).go();
  return secret;
}

async function open(secret: string): Promise<OpenedLink> {
  const opened = await openLink(secret, world.deps, catalogue, AT);
  if (!opened) throw new Error('The link opens nothing.');
  return opened;
}

const read = (opened: OpenedLink): string => load(settledPage(opened, opened.decision, site))('main').text();

const patch = () => fresh.store.entities.review.patch({ about: world.about });
const postpone = () =>
  patch()
    .set({
      ...{ stage: 'scheduling', turn: 2 },
      postponements: [{ at: POSTPONED_AT, reason: 'illness', stage: 'preparation', day1: DAY1 }],
    })
    .remove(['day1', 'clock', 'dates', 'findings'])
    .composite({ startsOn: '2026-07-13' })
    .go();
const fixNewDates = () =>
  patch()
    .set({ day1: NEXT_DAY1, clock: reviewClock(NEXT_DAY1, settingsOf('QAR')) })
    .go();
const leaveTeam = async () => {
  const { entities } = fresh.store;
  const placement = { about: world.about, turn: 1, seat: 'seat-1', person: 'reviewer-1' };
  await entities.placement.patch(placement).set({ status: 'withdrawn' }).go();
  await entities.seat
    .patch({ about: world.about, seat: 'seat-1' })
    .set({ status: 'open' })
    .remove(['person', 'personName', 'organisation'])
    .go();
};

beforeEach(async () => {
  world = await writtenReview(fresh.store);
  await putSettings(fresh.store);
});

describe('an old link', () => {
  it.each(BEFORE_THE_REPORT)(
    'says of %s what it was about, once the visit is postponed and has other days',
    async (name) => {
      const answered = await settled(name);
      await postpone();
      expect(read(await open(answered))).toContain('The visit was postponed');
      await fixNewDates();
      const page = read(await open(answered));
      expect(page).toContain('The visit was postponed');
      expect(page).not.toContain('March 2027');
    },
  );

  it.each(BEFORE_THE_REPORT)('opens though %s was withdrawn by the postponement', async (name) => {
    const secret = await settled(name, 'superseded');
    await postpone();
    expect(read(await open(secret))).toContain('This question is no longer asked');
  });

  it.each(BEFORE_THE_REPORT)('says of %s that the review was cancelled', async (name) => {
    const secret = await settled(name);
    await patch().set({ status: 'cancelled' }).go();
    expect(read(await open(secret))).toContain('The review was cancelled.');
  });

  it('says nothing of the kind while the answer stands', async () => {
    for (const name of BEFORE_THE_REPORT) {
      expect(read(await open(await settled(name)))).not.toContain('This has changed since');
    }
  });

  it.each(['invite', 'confirm-attendance'])(
    'of %s does not keep somebody in the team who was replaced',
    async (name) => {
      const secret = await settled(name);
      expect(read(await open(secret))).toContain('Tuesday 12 to Thursday 14 January 2027');
      await leaveTeam();
      expect(read(await open(secret))).toContain('You are not in the team any more');
    },
  );

  it('gives no thanks a second time for what is no longer so', async () => {
    const secret = await settled('invite');
    const again = async () => answer(await open(secret), { answer: 'accept' }, AT, world.deps);
    expect(await again()).toMatchObject({ kind: 'recorded', thanks: { title: 'You are in the team' } });
    await leaveTeam();
    expect(await again()).toMatchObject({ kind: 'settled' });
    await postpone();
    expect(await again()).toMatchObject({ kind: 'settled' });
  });
});
