import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { reviewClock } from '../../lambdas/settings/review-clock.ts';
import type { MachineName } from '../../lib/machine-name.ts';
import { machineNames } from '../../lib/machines.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { evaluate, expressionsOf, isPlainQuestion, readStates, type State, sourceStates } from './definition.ts';

const { settings, breaks } = settingsOf2026('QAR');
const entered = '2026-07-13T08:00:00.000Z';
const clock = {
  ...reviewClock('2027-01-12', settings, breaks),
  chooseDates: { opens: entered, due: '2026-08-03T16:00:00.000Z', expires: '2026-08-03T16:00:00.000Z' },
  admission: { expires: '2026-08-10T16:00:00.000Z' },
  agreement: { expires: '2026-08-31T23:00:00.000Z' },
};

/** What the machines assign, with values as a review in its first round has them. */
const variables = {
  about: 'qar-2026-100183',
  member: '100183',
  year: '2026',
  turn: 1,
  stage: 'scheduling',
  clock,
  people: [{ person: 'p-1', role: 'host', seat: 'host' }],
  seekLead: false,
  seats: ['seat-1', 'seat-2'],
  seat: 'seat-1',
  missing: ['seat-2'],
  candidate: 'p-7',
  expires: '2026-10-27T17:00:00.000Z',
  ...{ term: 'spring', plan: 2, answersBy: '2026-10-08T16:00:00.000Z', plansAt: '2026-10-09T07:00:00.000Z' },
  ...{ approveBy: '2026-10-16T16:00:00.000Z', endsBy: '2027-08-16T16:00:00.000Z' },
  ...{ session: 'training-qar-2026-11-05', ends: '2026-11-05T15:30:00.000Z' },
  offerExpires: '2026-08-20T16:00:00.000Z',
  ...{ next: null, pages: 1, first: 'renewal-of-2026', part: 2 },
  ...{ offer: 1, team: 1, timetable: 1, findings: 1, draft: 1, round: 1 },
  rounds: { offer: 3, team: 3, timetable: 2, findings: 2, draft: 3, report: 3 },
  settleDays: { dates: 30, report: 30 },
};

const input = {
  ...{ about: 'qar-2026-100183', turn: 1, member: '100183', year: '2026', person: 'p-1', seat: 'seat-1' },
  ...{ term: 'spring', number: 1, asks: true },
  ...{
    outcome: 'agreed',
    status: 'invited',
    farOff: true,
    hasLead: true,
    agreed: true,
    more: true,
    after: 'page-2',
    members: ['100183'],
  },
  ...{ opensAt: entered, expiresAt: clock.progressCheck.expires },
  scheduledAt: entered,
};

const context = {
  Execution: { Id: 'arn:execution', Name: 'qar-2026-100183', Input: input },
  State: { EnteredTime: entered, Name: 'A state' },
  Task: { Token: 'a-token' },
  Map: { Item: { Index: 0, Value: 'seat-1' } },
};

const payload = {
  ...variables,
  ...{
    status: 'invited',
    outcome: 'candidate',
    expiresAt: variables.expires,
    farOff: false,
    more: false,
    person: 'p-7',
    told: 35,
    asks: true,
  },
  members: ['100183'],
  rounds: { offer: 1, team: 1, timetable: 1, findings: 1, draft: 1, report: 1 },
  limits: variables.rounds,
};

/** Inputs of machines that are about no review. */
const inputs: Record<string, object> = {
  'Wait until bookings close': {
    ...{ session: 'training-qar-2026-11-05', closesAt: '2026-11-03T17:00:00.000Z' },
    ...{ endsAt: '2026-11-05T15:30:00.000Z', expiresAt: '2026-11-24T17:00:00.000Z' },
  },
};

/** Results that are not one object with everything in it. */
const results: Record<string, unknown> = {
  'Ask everyone to confirm attendance': [
    { outcome: 'confirmed', seat: 'lead' },
    { outcome: 'cannot-come', seat: 'seat-2' },
  ],
  'Find the lead reviewer': { Output: { outcome: 'accepted' } },
  'Find a replacement': { Output: { outcome: 'go-without' } },
  'Find replacements': [{ outcome: 'go-without' }, { outcome: 'no-lead' }],
  'Agree the report': [
    { outcome: 'agreed', hash: 'abc' },
    { outcome: 'agreed', hash: 'abc' },
  ],
};

const scope = (name: string, changes: Record<string, unknown> = {}, given: object = {}) => ({
  ...variables,
  ...changes,
  states: {
    input: { ...input, ...inputs[name], ...given },
    result: results[name] ?? {
      Payload: payload,
      outcome: 'agreed',
      people: variables.people,
      hash: 'abc',
      seat: 'seat-2',
    },
    context,
  },
});

const plainQuestions = (machine: MachineName): string[] =>
  Object.entries(sourceStates(machine)).flatMap(([name, source]) => (isPlainQuestion(source) ? [name] : []));

describe.each(machineNames)('the expressions of %s', (machine) => {
  const plain = new Set(plainQuestions(machine));
  const states = Object.entries(readStates(machine));
  const valuesOf = (name: string, state: State) =>
    Object.fromEntries(
      Object.entries(expressionsOf(state)).map(([path, source]) => [path, withoutClock(evaluate(source, scope(name)))]),
    );

  it('all give what their fields take', () => {
    const others = states.filter(([name]) => !plain.has(name));
    expect(Object.fromEntries(others.map(([name, state]) => [name, valuesOf(name, state)]))).toMatchSnapshot();
  });

  it.each(states.filter(([name]) => plain.has(name)))('give what every question takes: %s', (name, state) => {
    const { 'Arguments.Payload.expiresAt': expiresAt, TimeoutSeconds: seconds, ...values } = valuesOf(name, state);
    expect(new Date(String(expiresAt)).toISOString()).toBe(expiresAt);
    expect(String(expiresAt) > entered).toBe(true);
    expect(seconds).toBeGreaterThanOrEqual(86_400);
    expect(values).toStrictEqual({
      ...{ 'Arguments.Payload.about': variables.about, 'Arguments.Payload.turn': variables.turn },
      ...{ 'Arguments.Payload.execution': variables.about },
      ...{ 'Arguments.Payload.askedAt': entered, 'Arguments.Payload.token': context.Task.Token },
      ...givenBy(values, 'Arguments.Payload.round', expect.any(Number)),
      ...givenBy(values, 'Arguments.Payload.person', expect.stringMatching(/^p-\d+$/)),
      ...givenBy(values, 'Arguments.Payload.subject', expect.stringMatching(/^(p|seat)-\d+$/)),
      'Catch[0].Output': scope(name).states.input,
      Output: { outcome: 'agreed' },
    });
  });
});

/** The clock has the steps that questions bring, and is not what the record is about. */
const withoutClock = (value: unknown): unknown => (isDeepStrictEqual(value, clock) ? 'the clock of the review' : value);

/** What a field has to be like, where a state has it in JSONata: its round of a loop, and whom it asks, are not always so. */
const givenBy = (values: Record<string, unknown>, field: string, value: unknown): Record<string, unknown> =>
  field in values ? { [field]: value } : {};

describe('the end of a wait', () => {
  const timeouts = machineNames.flatMap((machine) =>
    Object.entries(readStates(machine)).flatMap(([name, state]) =>
      typeof state['TimeoutSeconds'] === 'string' ? [[machine, name, state] as const] : [],
    ),
  );

  it('of an invitation comes within hours near the visit; for a row that ends later it looks now and then', () => {
    const timeout = readStates('placement')['Ask the candidate']?.['TimeoutSeconds'] as string;
    const wait = (expires: string) => evaluate(timeout, { ...scope('Ask the candidate'), expires });
    expect(wait('2026-07-13T09:30:00.000Z')).toBe(5400);
    expect(wait('2026-07-13T23:00:00.000Z')).toBe(54_000);
    expect(wait('2026-07-13T08:00:10.000Z')).toBe(60);
    expect(wait('2026-07-13T07:00:00.000Z')).toBe(14_400);
    expect(wait('2026-07-11T07:00:00.000Z')).toBe(86_400);
  });

  it('of a follow-up that was started ahead comes when it opens', () => {
    const [name] = Object.keys(readStates('follow-up'));
    const timeout = readStates('follow-up')[name ?? '']?.['TimeoutSeconds'] as string;
    const wait = (opensAt: string) => evaluate(timeout, scope(name ?? '', {}, { opensAt }));
    expect(wait('2026-07-14T08:00:00.000Z')).toBe(
      (Date.parse('2026-07-14T08:00:00.000Z') - Date.parse(entered)) / 1000,
    );
    expect(wait('2026-07-13T16:00:00.000Z')).toBe((Date.parse(input.expiresAt) - Date.parse(entered)) / 1000);
  });

  it.each(timeouts)('%s: %s ends when its question expires, and never within a day', (_machine, name, state) => {
    const expiry = evaluate(expressionsOf(state)['Arguments.Payload.expiresAt'] ?? '', scope(name)) as string;
    const seconds = (Date.parse(expiry) - Date.parse(entered)) / 1000;
    const timeout = state['TimeoutSeconds'] as string;
    expect(evaluate(timeout, scope(name))).toBe(Math.max(86_400, seconds));
    const late = scope(name);
    const overdue = {
      ...late,
      states: { ...late.states, context: { ...context, State: { EnteredTime: '2030-01-01T00:00:00.000Z' } } },
    };
    expect(evaluate(timeout, overdue)).toBeGreaterThanOrEqual(86_400);
  });
});

describe('what the central team is asked to settle', () => {
  const review = readStates('review');

  it.each([
    ['Ask the central team to settle the dates', '2026-08-02T08:00:00.000Z'],
    ['Ask the central team to settle the report', '2026-07-23T08:00:00.000Z'],
  ])('%s: for as many days as the settings say', (state, expires) => {
    const expiry = expressionsOf(review[state] ?? { Type: 'Task' })['Arguments.Payload.expiresAt'] ?? '';
    expect(evaluate(expiry, { ...scope(state), settleDays: { dates: 20, report: 10 } })).toBe(expires);
  });

  it('is asked for 30 days where an earlier release opened the review, and did not say for how many', () => {
    const assigned = expressionsOf(review['Open the review'] ?? { Type: 'Task' })['Assign.settleDays'] ?? '';
    const of = (result: object) => evaluate(assigned, { ...variables, states: { input, result, context } });
    const { settleDays, ...earlier } = payload;
    expect(of({ Payload: earlier })).toEqual({ dates: 30, report: 30 });
    expect(of({ Payload: { ...earlier, settleDays: { dates: 20, report: 10 } } })).toEqual({ dates: 20, report: 10 });
    expect(of({ Payload: payload })).toEqual(settleDays);
  });
});

describe('a team to which its head objects', () => {
  const review = readStates('review');
  /** The state that comes next in a round, by the rules of a choice in their order. */
  const nextOf = (state: string, outcome: string, team: number): string | undefined => {
    const { Choices, Default } = review[state] as unknown as {
      readonly Choices: readonly { readonly Condition: string; readonly Next: string }[];
      readonly Default: string;
    };
    return Choices.find(({ Condition }) => evaluate(Condition, scope(state, { team }, { outcome })))?.Next ?? Default;
  };

  it.each([
    ['objected', 2, 'Plan the team'],
    ['objected', 3, 'Ask the central team to settle the team'],
    ['objected', 4, 'Ask the central team to settle the team'],
    ['confirmed', 3, 'Wait until the information form opens'],
  ])('%s in round %i, it goes on with: %s', (outcome, team, next) => {
    expect(nextOf('Does the head confirm the team?', outcome, team)).toBe(next);
  });

  it.each([
    ['stands', 'Wait until the information form opens'],
    ['changed', 'Plan the team'],
    ['withdrawn', 'Plan the team'],
    ['paused', 'Leave the review to the central team'],
  ])('once it is settled (%s) it goes on with: %s', (outcome, next) => {
    expect(nextOf('Has the team been settled?', outcome, 3)).toBe(next);
  });
});

describe('a matching round', () => {
  const round = readStates('matching-round');
  const condition = (state: string, position: number): string =>
    (round[state]?.['Choices'] as { Condition: string }[] | undefined)?.[position]?.Condition ?? '';
  const goes = (state: string, position: number, given: object) =>
    evaluate(condition(state, position), scope(state, {}, given));

  it('asks people when they cannot only where it is open and there is time', () => {
    expect(goes('Is there a round to hold?', 0, { outcome: 'open', asks: true })).toBe(true);
    expect(goes('Is there a round to hold?', 0, { outcome: 'open', asks: false })).toBe(false);
    expect(goes('Is there a round to hold?', 1, { outcome: 'open', asks: false })).toBe(true);
    expect(goes('Is there a round to hold?', 0, { outcome: 'too-few', asks: false })).toBe(false);
    expect(goes('Is there a round to hold?', 1, { outcome: 'closed', asks: false })).toBe(false);
  });

  it.each(['Is anybody left to ask?', 'Is anybody left to tell?'])('%s: while there is another page', (state) => {
    expect(goes(state, 0, { after: 'page-2' })).toBe(true);
    expect(goes(state, 0, { after: null })).toBe(false);
  });

  it('puts an approved plan into force, plans again when told so, and leaves the plan when nobody answers', () => {
    const state = 'What does the central team say of the plan?';
    expect([goes(state, 0, { outcome: 'approved' }), goes(state, 1, { outcome: 'approved' })]).toEqual([true, false]);
    expect([goes(state, 0, { outcome: 'plan-again' }), goes(state, 1, { outcome: 'plan-again' })]).toEqual([
      false,
      true,
    ]);
    expect([goes(state, 0, { outcome: 'left' }), goes(state, 1, { outcome: 'left' })]).toEqual([false, false]);
    expect(goes('Is there a plan?', 0, { outcome: 'planned' })).toBe(true);
    expect(goes('Is there a plan?', 0, { outcome: 'nothing-to-plan' })).toBe(false);
  });

  it('waits for no approval beyond its end', () => {
    const approveBy = expressionsOf(round['Plan the teams'] ?? { Type: 'Task' })['Assign.approveBy'] ?? '';
    const until = (endsBy: string) => evaluate(approveBy, scope('Plan the teams', { endsBy }));
    expect(until('2027-08-16T16:00:00.000Z')).toBe(payload.expiresAt);
    expect(until('2026-10-01T16:00:00.000Z')).toBe('2026-10-01T16:00:00.000Z');
  });
});

const conditionOf = (states: ReturnType<typeof readStates>, state: string, position: number): string =>
  (states[state]?.['Choices'] as { Condition: string }[] | undefined)?.[position]?.Condition ?? '';
const firstCondition = (states: ReturnType<typeof readStates>, state: string): string => conditionOf(states, state, 0);

describe('the ways on', () => {
  const review = readStates('review');
  const condition = (state: string, position: number): string => conditionOf(review, state, position);
  const holds = (state: string, position: number, given: object, changes = {}) =>
    evaluate(condition(state, position), scope(state, changes, given));

  it('offers other dates after a counter-proposal, until the last round', () => {
    expect(holds('Are the dates agreed?', 1, { outcome: 'counter-proposed' }, { offer: 2 })).toBe(true);
    expect(holds('Are the dates agreed?', 1, { outcome: 'counter-proposed' }, { offer: 3 })).toBe(false);
    expect(holds('Are the dates agreed?', 1, { outcome: 'silence' })).toBe(false);
  });

  it('fills seats again that the head objected to', () => {
    expect(holds('Does the head confirm the team?', 0, { outcome: 'objected' })).toBe(true);
    expect(holds('Does the head confirm the team?', 0, { outcome: 'confirmed' })).toBe(false);
  });

  it('goes to no visit without a lead reviewer', () => {
    expect(holds('Is there a lead reviewer?', 0, { outcome: 'no-lead' })).toBe(true);
    expect(holds('Is there a lead reviewer?', 0, { outcome: 'accepted' })).toBe(false);
    const replaced = expressionsOf(review['Find replacements'] ?? { Type: 'Map' })['Output'] ?? '';
    const hasLead = (result: unknown) => evaluate(replaced, { ...variables, states: { input, result, context } });
    expect(hasLead([{ outcome: 'no-lead' }])).toEqual({ hasLead: false });
    expect(hasLead([{ outcome: 'go-without' }, { outcome: 'accepted' }])).toEqual({ hasLead: true });
    expect(hasLead([{ outcome: 'go-without' }, { outcome: 'no-lead' }])).toEqual({ hasLead: false });
  });

  it('waits for a training session, and for who came, unless it was cancelled', () => {
    const session = readStates('training-session');
    for (const state of ['Does it take place?', 'Did it take place?']) {
      const goesOn = (outcome: string) => evaluate(firstCondition(session, state), scope(state, {}, { outcome }));
      expect([goesOn('takes-place'), goesOn('cancelled')]).toEqual([true, false]);
      expect(session[state]?.['Default']).toBe('There was no session');
    }
  });

  it('asks page after page of reviewers to book a training', () => {
    const condition = firstCondition(readStates('matching-round'), 'Is anybody left to tell?');
    const more = (after: string | null) => evaluate(condition, scope('Is anybody left to tell?', {}, { after }));
    expect([more('person-0107'), more(null)]).toEqual([true, false]);
  });

  it('takes a report as agreed only when both agreed to the same text', () => {
    const output = review['Agree the report']?.['Output'] as string;
    const agreed = (result: unknown) =>
      evaluate(output, { ...scope('Agree the report'), states: { input, result, context } });
    expect(agreed(results['Agree the report'])).toEqual({ agreed: true });
    expect(
      agreed([
        { outcome: 'agreed', hash: 'abc' },
        { outcome: 'agreed', hash: 'abd' },
      ]),
    ).toEqual({ agreed: false });
    expect(
      agreed([
        { outcome: 'silence', hash: '' },
        { outcome: 'agreed', hash: 'abc' },
      ]),
    ).toEqual({ agreed: false });
    expect(
      agreed([
        { outcome: 'not-agreed', hash: 'abc' },
        { outcome: 'not-agreed', hash: 'abc' },
      ]),
    ).toEqual({ agreed: false });
  });

  it('names the seats of those who cannot come, also when it is one or none', () => {
    const missing =
      expressionsOf(review['Ask everyone to confirm attendance'] ?? { Type: 'Map' })['Assign.missing'] ?? '';
    const of = (result: unknown) => evaluate(missing, { ...variables, states: { input, result, context } });
    expect(
      of([
        { outcome: 'cannot-come', seat: 'lead' },
        { outcome: 'cannot-come', seat: 'seat-1' },
      ]),
    ).toEqual(['lead', 'seat-1']);
    expect(of([{ outcome: 'cannot-come', seat: 'lead' }])).toEqual(['lead']);
    expect(of([{ outcome: 'confirmed', seat: 'lead' }])).toEqual([]);
  });
});
