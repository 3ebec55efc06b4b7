import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { printedAnswer } from '../../../lambdas/portal/what-was-sent.tsx';
import { openLink } from '../../../lambdas/questions/open-link.ts';
import { plannedTeams, readTermPlan } from '../../../lambdas/store/term-plan-reads.ts';
import { approvePlan } from '../../../lambdas/team/questions/approve-plan.tsx';
import { planTeams } from '../../../lambdas/team/term-plan/plan-teams.ts';
import { plannedTeamOf } from '../../../lambdas/team/term-plan/planned-team.ts';
import { preferencesOf } from '../../../lambdas/team/term-plan/season-rows.ts';
import { useStore } from '../../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from '../interview.tsx';
import { asked, lead, reviewer } from '../network.ts';
import { flowOnly } from './flow-only.ts';
import { countRequests } from './requests.ts';
import { hostOf, inventedTerm, numbers, openRound, PLANS_AT, ROUND, reviewOf, termReview, writeTerm } from './term.ts';

const fresh = useStore();
const central = { person: 'central-team', role: 'central-team', at: PLANS_AT };
const ask = (plan = 1) =>
  asked('approve-plan', { about: ROUND, round: plan, at: PLANS_AT, expiresAt: '2026-12-18T17:00:00.000Z' });
const planNow = () => planTeams({ about: ROUND, at: PLANS_AT }, { store: fresh.store, solve: flowOnly });
const roundNow = () => readTermPlan(fresh.store, ROUND);

describe('approving a plan', () => {
  beforeEach(async () => {
    await writeTerm(fresh.store, {
      reviews: [termReview(1), termReview(2), { ...termReview(3), day1: undefined } as never],
      people: [
        lead(1),
        lead(2),
        ...numbers(5).map((number) => reviewer(number, { reviewsDone: number === 1 ? 0 : 3 })),
        reviewer(6, { name: 'Reviewer 2', training: [] }),
        reviewer(7, { name: 'Zoë O’Neil', training: [] }),
        reviewer(8, { left: true }),
      ],
    });
    await openRound(fresh.store);
    await planNow();
  });

  test('the mail says in a few facts what the plan is', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(approvePlan, ask(), deps);

    expect(deps.mails[0]?.subject).toBe('Please approve: the plan of teams of the spring term 2027');
    expect(bound.mail().facts).toEqual([
      { label: 'Planned', value: '2 reviews, with 2 lead reviewers and 6 reviewers' },
      { label: 'Empty seats', value: '1 reviewer missing' },
      {
        label: 'How good it is',
        value: expect.stringMatching(/^(No plan can be better|At most [\d.]+ per cent above)/),
      },
      { label: 'Placements', value: '5 of the year’s 27 are given or planned' },
    ]);
    expect(bound.dueAt).toBe('2026-10-16T16:00:00.000Z');
    expect(JSON.stringify(deps.mails)).not.toContain('Reviewer');
  });

  test('the page shows what needs attention, then every review by week with its people', async () => {
    const { bound } = await askAndOpen(approvePlan, ask(), interviewDeps(fresh.store));
    const html = htmlOf(bound);

    expect(html).toContain('Its dates are not fixed, so it has no team yet.');
    expect(html).toContain('1 of 3 seats empty: those who could go are on other reviews that week');
    expect(html).toContain('Week of Monday 11 January 2027: 2 reviews, 1 empty seat');
    expect(html).toContain('Tuesday 12 to Thursday 14 January 2027');
    expect(html).toMatch(/Lead: Lead 1 \(\d+ miles?\)/);
    expect(html).toMatch(/Reviewer 1 \(School 910001; less than 1 mile; first review\)/);
    expect(html.indexOf('How good it is')).toBeLessThan(html.indexOf('What needs your attention'));
    expect(html.indexOf('What needs your attention')).toBeLessThan(html.indexOf('All reviews by week'));
    expect(bound.page()).toMatchObject({ binding: true });
  });

  test('approved, the round is approved and the workflow is told so', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(approvePlan, ask(), { decision: 'approve' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'approved', plan: 1 }]);
    expect(await roundNow()).toMatchObject({ status: 'approved', decidedAt: PLANS_AT });
  });

  test('left, or not answered, nothing comes into force', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(approvePlan, ask(), deps);
    const silence = bound.silence(PLANS_AT);
    expect(silence.outcome).toEqual({ outcome: 'left', plan: 1 });

    await askAndAnswer(approvePlan, ask(), { decision: 'leave' }, deps);
    expect(deps.outcomes).toEqual([{ outcome: 'left', plan: 1 }]);
    expect(await roundNow()).toMatchObject({ status: 'left', decidedAt: PLANS_AT });
  });

  test('planned again with wishes by name or id and by host or URN, which can be taken back', async () => {
    const deps = interviewDeps(fresh.store);
    const fields = {
      decision: 'again',
      ...{ 'kind-1': 'forbid', 'whom-1': 'reviewer 1', 'review-1': hostOf(1), 'reason-1': 'They know each other.' },
      ...{ 'kind-3': 'pin', 'whom-3': 'lead-2', 'review-3': ' host 1 primary school ', 'reason-3': 'Asked for.' },
    };
    await askAndAnswer(approvePlan, ask(), fields, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'plan-again', plan: 1 }]);
    const round = await roundNow();
    expect(round?.status).toBe('planning');
    expect(round && preferencesOf(round)).toEqual([
      { kind: 'forbid', review: reviewOf(1), person: 'person-1', reason: 'They know each other.', at: PLANS_AT },
      { kind: 'pin', review: reviewOf(1), person: 'lead-2', reason: 'Asked for.', at: PLANS_AT },
    ]);

    expect(await planNow()).toMatchObject({ outcome: 'planned', plan: 2 });
    const team = (await plannedTeams(fresh.store, ROUND, 2)).map(plannedTeamOf)[0];
    expect(team?.seats[0]).toMatchObject({ person: 'lead-2', pinned: true });
    expect(team?.seats.map(({ person }) => person)).not.toContain('person-1');
    const { bound } = await askAndOpen(approvePlan, ask(2), deps);
    expect(htmlOf(bound)).toContain('Reviewer 1 not in the team at Host 1 Primary School');

    const back = { decision: 'again', 'take-back': [`forbid ${reviewOf(1)} person-1`] };
    await askAndAnswer(approvePlan, ask(2), back, deps);
    const after = await roundNow();
    expect(after && preferencesOf(after).map(({ kind }) => kind)).toEqual(['pin']);
  });

  test('is read back with what the next plan had to keep to, by names, though there is a newer plan', async () => {
    const deps = interviewDeps(fresh.store);
    const again = {
      decision: 'again',
      ...{ 'kind-1': 'forbid', 'whom-1': 'reviewer 1', 'review-1': hostOf(1), 'reason-1': 'They know each other.' },
    };
    await askAndAnswer(approvePlan, ask(), again, deps);
    await planNow();
    await askAndAnswer(approvePlan, ask(2), { decision: 'approve' }, deps);
    const back = deps.mails.map(async ({ button }) => {
      const opened = await openLink(button?.href.split('/d/')[1], deps, () => approvePlan, PLANS_AT);
      return (
        opened &&
        printedAnswer(opened, {
          charityName: 'The Lanterns',
          helpAddress: 'help@lanterns.example',
          urgentTelephone: '01632 960100',
        })
      );
    });
    expect(await Promise.all(back)).toMatchObject([
      {
        title: 'Will you approve this plan of teams?',
        sent: [
          { label: 'Your decision', value: 'Plan again with the changes below' },
          {
            label: 'What the next plan had to keep to',
            value: 'Reviewer 1 not in the team at Host 1 Primary School: They know each other.',
          },
        ],
      },
      { sent: [{ label: 'Your decision', value: 'Approve it' }] },
    ]);
  });

  test.each([
    [{}, { decision: 'Select what should happen with this plan' }],
    [
      { decision: 'approve', 'whom-1': 'Reviewer 1' },
      { decision: 'Select ‘Plan again’, or clear the changes that you have entered' },
    ],
    [
      { decision: 'again', 'whom-2': 'Reviewer 1' },
      {
        'kind-2': 'Select what is wished',
        'review-2': 'Enter the school or trust of the review',
        'reason-2': 'Enter the reason',
      },
    ],
    [
      { decision: 'again', 'kind-1': 'pin', 'whom-1': 'Reviewer 2', 'review-1': 'Host', 'reason-1': 'So' },
      {
        'whom-1':
          '2 people are called ‘Reviewer 2’: person-2 (of 910002), person-6 (of 910006). Type the id of the one you mean',
        'review-1':
          'No review of this plan is at ‘Host’. Did you mean Host 1 Primary School, Host 2 Primary School, Host 3 Primary School? Type the school’s whole name, or its URN',
      },
    ],
    [
      { decision: 'again', 'kind-1': 'pin', 'whom-1': 'oneil', 'review-1': hostOf(3), 'reason-1': 'So' },
      {
        'whom-1': 'Nobody who goes on reviews is called ‘oneil’. Type the whole name, or the id of the people file',
        'review-1': 'The review of Host 3 Primary School has no dates yet, so it is not planned. Name another review',
      },
    ],
    [
      { decision: 'again', 'kind-1': 'pin', 'whom-1': 'person-8', 'review-1': hostOf(1), 'reason-1': 'So' },
      { 'whom-1': 'Reviewer 8 has left, so they are in no plan. Name somebody else' },
    ],
  ])('what is wrong with %j is said in words', async (fields, errors) => {
    const { bound } = await askAndOpen(approvePlan, ask(), interviewDeps(fresh.store));
    expect(bound.read(fields, central as never)).toEqual({ ok: false, errors });
  });

  test('names are found without their accents', async () => {
    const { bound } = await askAndOpen(approvePlan, ask(), interviewDeps(fresh.store));
    const fields = {
      decision: 'again',
      'kind-1': 'pin',
      'whom-1': "zoe o'neil",
      'review-1': hostOf(1),
      'reason-1': 'So',
    };
    expect(bound.read(fields, central as never)).toMatchObject({ ok: true });
  });

  test('a plan that is not the newest cannot be approved, whether the page was open or not', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    const opened = await askAndOpen(approvePlan, ask(), deps);
    await store.write([store.rows.matchingRound.patch({ about: ROUND }).set({ status: 'planning' }).commit()]);
    await planNow();

    const read = opened.bound.read({ decision: 'approve' }, central as never);
    expect(read.ok && (await store.write(read.taken.effects()))).toMatchObject({ written: false });
    expect(read.ok && read.taken.conflict?.()).toMatchObject({ sentence: expect.stringContaining('newer') });

    const { bound } = await askAndOpen(approvePlan, ask(), deps);
    expect(bound.page()).toMatchObject({ title: 'There is a newer plan', nothingToAnswer: true });
    expect(bound.read({ decision: 'approve' }, central as never)).toMatchObject({ ok: false });
    expect(bound.silence(PLANS_AT).effects?.()).toEqual([]);
  });

  test('after as many plans as the settings allow it is approved or left', async () => {
    const { store } = fresh;
    const { bound: first } = await askAndOpen(approvePlan, ask(), interviewDeps(store));
    expect(first.read({ decision: 'again' }, central as never)).toMatchObject({ ok: true });
    for (let plan = 2; plan <= 20; plan += 1) {
      await store.write([store.rows.matchingRound.patch({ about: ROUND }).set({ status: 'planning' }).commit()]);
      await planNow();
    }
    const { bound } = await askAndOpen(approvePlan, ask(20), interviewDeps(store));
    expect(bound.read({ decision: 'again' }, central as never)).toEqual({
      ok: false,
      errors: { decision: 'These teams have been planned 20 times, which is the most. Approve the plan or leave it' },
    });
  });
});

test('a plan of 157 reviews is a page that loads fast', async () => {
  const { store } = fresh;
  const term = inventedTerm({ reviews: 157, leads: 40, reviewers: 300 });
  // All of them within reach.
  const people = term.people.map((person, index) => ({ ...person, easting: 500_000 + (index % 60) * 1000 }));
  await writeTerm(store, { ...term, people });
  await openRound(store);
  await planNow();
  const { bound } = await askAndOpen(approvePlan, ask(), interviewDeps(store));
  const html = htmlOf(bound);

  const sent = gzipSync(html).length;
  expect(sent).toBeLessThan(30_000);
  // The round, then settings, year, its teams and both pools, and the document that the map is drawn from.
  expect(await countRequests(store, () => approvePlan.bind(ask(), interviewDeps(store)))).toBe(7);
  expect(html).toMatch(/Next if somebody declines: Reviewer \d+ \((?:\d+ miles?|less than 1 mile)\), /);
});
