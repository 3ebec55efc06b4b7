/** What follows from the list of commands: their names, the sentence for an unknown one, and what the dashboard offers. */
import { describe, expect, it } from 'vitest';
import { offersOn } from '../../lambdas/commands/offered.ts';
import type { QuestionShown } from '../../lambdas/commands/open-question.ts';
import { readCall } from '../../lambdas/commands/read-call.ts';
import { COMMANDS, ON_QUESTIONS, ON_REVIEWS, ON_SEATS } from '../../lambdas/commands/registry.ts';
import { STAGES } from '../../lambdas/store/entities/reviews.ts';
import type { Review } from '../../lambdas/store/store.ts';
import { ABOUT, writeReview } from '../questions/fixture.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2026-10-05T09:00:00.000Z';

it('calls each command by the name that its schema asks for', () => {
  expect(Object.entries(COMMANDS).map(([name, { schema }]) => [name, schema.shape.act.value])).toEqual(
    Object.keys(COMMANDS).map((name) => [name, name]),
  );
});

it('names every command to whoever calls for another', () => {
  const { read } = readCall({ act: 'stop', about: ABOUT }, undefined);
  const sentence = read.ok ? '' : read.sentence;
  expect(sentence).toMatch(/^Nothing was done: the act must be one of .* and cancel-training, in the field "act"\.$/);
  expect(Object.keys(COMMANDS).filter((name) => !sentence.includes(name))).toEqual([]);
});

it('has for every command a form that its schema knows the fields of', async () => {
  await writeReview(fresh.store);
  const review = await fresh.store.needReview(ABOUT);
  for (const [name, { schema, form }] of Object.entries(ON_REVIEWS)) {
    const shown = form({ review, at: AT });
    const fields = [...(shown?.fields.map((field) => field.name) ?? []), ...Object.keys(shown?.says ?? {})];
    expect({ name, unknown: fields.filter((field) => !(field in schema.shape)) }).toEqual({ name, unknown: [] });
  }
});

describe.each([
  ...STAGES.map((stage) => ({ stage, status: 'under-way' as const })),
  { stage: 'team' as const, status: 'paused' as const },
  { stage: 'closed' as const, status: 'cancelled' as const },
])('of a review that is $status at its stage $stage', (state) => {
  it.each(Object.keys(ON_REVIEWS) as (keyof typeof ON_REVIEWS)[])(
    '%s is offered where it is not refused',
    async (name) => {
      await writeReview(fresh.store);
      const { entities } = fresh.store;
      await entities.member.put({ member: '900001', kind: 'school', name: 'Hill View', standing: 'member' }).go();
      await entities.review.patch({ about: ABOUT }).set(state).composite({ startsOn: '2026-07-13' }).go();
      const review = await fresh.store.needReview(ABOUT);
      const offer = offersOn(ON_REVIEWS, { review, at: AT }).find((one) => one.name === name);
      const refusal = ON_REVIEWS[name].whyNot({ review, at: AT });

      const steered = await steering.steer({ act: name, at: AT, reason: 'weather' });

      expect(steered).toMatchObject(refusal === undefined ? { done: true } : { done: false, sentence: refusal });
      if (refusal !== undefined) expect(offer).toBeUndefined();
      else
        expect(offer?.shown).toEqual(
          state.stage === 'planned' && name === 'postpone' ? expect.any(String) : expect.any(Object),
        );
    },
  );
});

describe('a seat', () => {
  const seat = {
    about: ABOUT,
    seat: 'seat-1',
    kind: 'reviewer',
    status: 'filled',
    person: 'p-1',
    shortlist: {},
  } as const;
  const offers = (review: Partial<Review>, status: 'filled' | 'open' = 'filled') =>
    offersOn(ON_SEATS, {
      review: { about: ABOUT, stage: 'team', status: 'under-way', day1: '2026-10-05', ...review } as Review,
      seat: { ...seat, status },
      at: AT,
      who: 'Sam',
    }).length;

  it('is offered to somebody else until the evening of day 1, and not while the review is paused', () => {
    expect(offers({})).toBe(1);
    expect(offers({ stage: 'visit' })).toBe(1);
    expect(offers({ stage: 'visit', day1: '2026-10-04' })).toBe(0);
    expect(offers({ status: 'paused' })).toBe(0);
    expect(offers({}, 'open')).toBe(0);
  });
});

describe('a question', () => {
  const decision: QuestionShown['decision'] = {
    about: ABOUT,
    decision: 'findings.1.1',
    question: 'findings',
    person: 'p-1',
    role: 'host',
    status: 'open',
    mails: 1,
    askedAt: '2026-10-01T09:00:00.000Z',
    expiresAt: '2026-10-20T09:00:00.000Z',
    hostName: 'Hill View',
  };
  const offers = (row: Partial<QuestionShown['decision']>) =>
    offersOn(ON_QUESTIONS, {
      decision: { ...decision, ...row },
      who: 'Sam',
      wanted: 'the findings',
      colleagues: [],
      at: AT,
      today: AT.slice(0, 10),
    }).map(({ name, shown }) => (typeof shown === 'string' ? shown : name));

  it.each<[Partial<QuestionShown['decision']>, string[]]>([
    [{}, ['remind', 'extend']],
    [{ mails: 0 }, ['not mailed yet', 'extend']],
    [{ mailedOn: '2026-10-05' }, ['mailed today', 'extend']],
    [{ mails: 2, remindedAt: '2026-10-05T07:00:00.000Z' }, ['extend']],
    [{ question: 'evening-note' }, ['remind']],
    [{ expiresAt: AT }, []],
    [{ question: 'invite', role: 'reviewer' }, ['remind', 'extend', 'ask-somebody-else']],
    [{ person: 'central-team', role: 'central-team' }, ['the link is in your mail', 'extend']],
  ])('whose row has %j shows %j', (row, expected) => {
    expect(offers(row)).toEqual(expected);
  });
});
