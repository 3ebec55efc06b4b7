/** The pre-review call: its time is chosen from those that the lead offers, both sides have it in their calendars, and it is asked about on its day. */
import { beforeEach, describe, expect, it } from 'vitest';
import { agreeTimetable } from '../../lambdas/preparation/questions/agree-timetable.tsx';
import { preReviewCall } from '../../lambdas/preparation/questions/pre-review-call.tsx';
import { proposeTimetable } from '../../lambdas/preparation/questions/propose-timetable.tsx';
import { preparationOf } from '../../lambdas/questions/preparation.ts';
import { fairTimes, stepsToCome } from '../../lambdas/questions/schedule.ts';
import { settleByDefault } from '../../lambdas/questions/settle.ts';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, lead, writeNetwork } from '../team/network.ts';

const fresh = useStore();
const at = '2026-11-18T09:00:00.000Z';
const ask = (question: string, round = 1) => asked(question, { at, round, expiresAt: '2027-01-07T17:00:00.000Z' });
const timetable = {
  'day-1-morning': 'Meet the leaders',
  'day-1-afternoon': 'Lessons',
  'day-2-morning': 'Lessons',
  'day-2-afternoon': 'Talk with pupils',
  'day-3-morning': 'Findings',
  'day-3-afternoon': 'Agree the findings',
  call: '2027-01-05',
  'call-time': '15:30',
  'call-2': '2027-01-06',
  'call-2-time': '9:15',
  'call-attendees': 'head, lead reviewer',
  'call-place': 'The lead reviewer telephones the school office',
};
const kept = async () => preparationOf(await fresh.store.needReview(ABOUT));
const told = (deps: ReturnType<typeof interviewDeps>) =>
  deps.notices.filter(({ kind }) => kind.startsWith('call-agreed'));

beforeEach(async () => {
  const { store } = fresh;
  await writeNetwork(store, [lead(1)], { stage: 'preparation' });
  await store.write([
    store.rows.seat
      .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
      .commit(),
  ]);
});

describe('the time of the call', () => {
  it('is one that the lead offered: agreed at once, told to both, with an entry for their calendars', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    expect(told(deps)).toEqual([]);
    const { bound } = await askAndOpen(agreeTimetable, ask('agree-timetable'), deps);
    expect(htmlOf(bound)).toContain('Yes, but with the pre-review call on Wednesday 6 January 2027 at 09:15');
    await askAndAnswer(agreeTimetable, ask('agree-timetable'), { answer: 'agree-2' }, deps);
    expect(deps.outcomes.at(-1)).toMatchObject({ outcome: 'agreed' });
    const { call } = (await kept()).timetable ?? {};
    expect([call?.date, call?.time, call?.others]).toEqual(['2027-01-06', '09:15', undefined]);
    expect(told(deps).map(({ to }) => to.role)).toEqual(['host', 'lead']);
    for (const { calendar, facts = [] } of told(deps)) {
      expect(calendar?.enters).toMatchObject({
        entry: 'call',
        day1: '2027-01-06',
        hours: { from: '09:15', to: '10:00' },
        where: 'The lead reviewer telephones the school office',
      });
      expect(facts.find(({ label }) => label === 'Call')?.value).toBe('Wednesday 6 January 2027 at 09:15');
    }
  });

  it('is another one that the host wishes for: agreed at once when the lead takes it and changes nothing else', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const other = { answer: 'other-time', 'call-on': '2027-01-07', 'call-time': '8.00' };
    await askAndAnswer(agreeTimetable, ask('agree-timetable'), other, deps);
    expect([deps.outcomes.at(-1)?.outcome, told(deps)]).toEqual(['changes-wanted', []]);
    const again = await askAndOpen(proposeTimetable, ask('propose-timetable', 2), deps);
    expect(again.bound.page().values).toMatchObject({ call: '2027-01-07', 'call-time': '08:00' });
    const taken = { ...timetable, call: '2027-01-07', 'call-time': '08:00' };
    await askAndAnswer(proposeTimetable, ask('propose-timetable', 2), taken, deps);
    expect(told(deps).map(({ to }) => to.role)).toEqual(['host', 'lead']);
    const bound = await agreeTimetable.bind(ask('agree-timetable', 2), deps);
    expect(bound.nothingToAsk).toContain('the time that the host wished for');
  });

  it('is asked about again where the lead changes anything else', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const other = { answer: 'other-time', 'call-on': '2027-01-07', 'call-time': '8.00' };
    await askAndAnswer(agreeTimetable, ask('agree-timetable'), other, deps);
    const changed = { ...timetable, call: '2027-01-07', 'call-time': '08:00', 'day-1-morning': 'Assembly' };
    await askAndAnswer(proposeTimetable, ask('propose-timetable', 2), changed, deps);
    expect(told(deps)).toEqual([]);
    expect((await agreeTimetable.bind(ask('agree-timetable', 2), deps)).nothingToAsk).toBeUndefined();
  });

  it('is asked about again where the lead changes who takes part or how they talk', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const other = { answer: 'other-time', 'call-on': '2027-01-07', 'call-time': '8.00' };
    await askAndAnswer(agreeTimetable, ask('agree-timetable'), other, deps);
    const { bound } = await askAndOpen(proposeTimetable, ask('propose-timetable', 2), deps);
    const takesIt = { ...timetable, call: '2027-01-07', 'call-time': '08:00' };
    for (const changed of [{ 'call-attendees': 'chair of governors, lead reviewer' }, { 'call-place': 'On-line' }]) {
      const read = bound.read({ ...takesIt, ...changed }, { person: 'lead-1', role: 'lead', at });
      expect(read.ok && read.taken.notices?.()).toBeUndefined();
    }
    // Another time that is still on the form is offered to nobody once this one is agreed.
    await askAndAnswer(proposeTimetable, ask('propose-timetable', 2), takesIt, deps);
    expect((await kept()).timetable?.call).toMatchObject({ date: '2027-01-07', time: '08:00' });
    expect((await kept()).timetable?.call.others).toBeUndefined();
  });

  it('is not taken from what a host wished of a visit that was moved since', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const other = { answer: 'other-time', 'call-on': '2027-01-07', 'call-time': '8.00' };
    await askAndAnswer(agreeTimetable, ask('agree-timetable'), other, deps);
    await fresh.store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).go();
    const again = { ...ask('propose-timetable'), turn: 2 };
    await askAndAnswer(proposeTimetable, again, { ...timetable, call: '2027-01-07', 'call-time': '08:00' }, deps);
    expect(told(deps)).toEqual([]);
  });

  it('is still to come, whoever agrees to it last and however late', async () => {
    const deps = interviewDeps(fresh.store);
    const late = '2027-01-05T15:30:00.000Z';
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const { bound } = await askAndOpen(agreeTimetable, ask('agree-timetable'), deps);
    const answering = { person: 'head-1', role: 'host', at: late } as const;
    const agreed = bound.read({ answer: 'agree' }, answering);
    expect(agreed.ok && [agreed.taken.notices, agreed.taken.thanks.paragraphs[0]]).toEqual([
      undefined,
      expect.stringContaining('has gone by. Please settle another one'),
    ]);
    expect(bound.read({ answer: 'agree-2' }, answering).ok).toBe(true);
    const wish = { answer: 'other-time', 'call-on': '2027-01-05', 'call-time': '9.00' };
    expect(bound.read(wish, answering)).toMatchObject({ errors: { 'call-time': expect.stringContaining('gone by') } });
    const muchLater = { ...answering, at: '2027-01-06T10:00:00.000Z' };
    expect(bound.read({ answer: 'agree-2' }, muchLater)).toMatchObject({
      errors: { answer: expect.stringContaining('gone by') },
    });
    // A timetable of before the visit was moved offers no time that was over when the host was asked.
    const moved = await agreeTimetable.bind({ ...ask('agree-timetable', 3), at: late }, deps);
    expect(htmlOf(moved)).toContain('Yes, I agree and settle the time of the pre-review call');
    expect(htmlOf(moved)).toContain('Wednesday 6 January 2027 at 09:15');
  });

  it('is told to both where the host is silent and so agrees, once', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    await askAndOpen(agreeTimetable, ask('agree-timetable'), deps);
    const end = '2027-01-04T17:00:00.000Z';
    await settleByDefault(
      store,
      await agreeTimetable.bind(ask('agree-timetable'), deps),
      { about: ABOUT, decision: 'agree-timetable.1.1' },
      end,
    );
    const unsent = (await store.unsentMessages('2027-01-05T07:30:00.000Z')).filter(({ kind }) =>
      kind.startsWith('call'),
    );
    expect(unsent.map(({ person }) => person).toSorted()).toEqual(['head-1', 'lead-1']);
    expect(unsent[0]).toMatchObject({ calendar: { method: 'REQUEST', sequence: 0, visit: { entry: 'call' } } });
    expect((await kept()).timetable?.call.others).toBeUndefined();
    // Withdrawn and asked again it tells nobody a second time, and is settled all the same.
    await store.entities.decision.patch({ about: ABOUT, decision: 'agree-timetable.1.1' }).set({ status: 'open' }).go();
    const bound = await agreeTimetable.bind(ask('agree-timetable'), deps);
    const again = await settleByDefault(store, bound, { about: ABOUT, decision: 'agree-timetable.1.1' }, end);
    expect(again.status).toBe('expired');
    // A call whose time had gone by is told to nobody.
    expect(bound.silence('2027-01-05T16:00:00.000Z').notices).toBeUndefined();
  });

  it('needs a day and a time where it is another one, and both of another that is offered', async () => {
    const deps = interviewDeps(fresh.store);
    const { 'call-2-time': _, ...half } = timetable;
    const proposed = await askAndOpen(proposeTimetable, ask('propose-timetable'), deps);
    expect(proposed.bound.read(half, { person: 'lead-1', role: 'lead', at })).toMatchObject({
      errors: { 'call-2-time': 'Enter the time of the other date, or leave the date empty too' },
    });
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const { bound } = await askAndOpen(agreeTimetable, ask('agree-timetable'), deps);
    expect(bound.read({ answer: 'other-time' }, { person: 'head-1', role: 'host', at })).toMatchObject({
      ok: false,
      errors: { 'call-on': expect.any(String), 'call-time': expect.any(String) },
    });
  });
});

describe('what was agreed in the call', () => {
  it('is asked on the morning of its day', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const bound = await preReviewCall.bind(ask('pre-review-call'), deps);
    const times = fairTimes(ask('pre-review-call'), bound);
    const { mailNow, scheduled } = stepsToCome(bound, { askedAt: at, ...times });
    expect([mailNow, scheduled[0]]).toEqual([false, { at: '2027-01-05T07:30:00.000Z', act: 'first-mail' }]);
    expect(times.dueAt >= '2027-01-05T17:00:00.000Z').toBe(true);
    expect(bound.mail().firstLine).toContain('on Tuesday 5 January 2027 at 15:30');
  });

  it('is asked at once where the call would be later than the pack waits for', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), { ...timetable, call: '2027-01-08' }, deps);
    const bound = await preReviewCall.bind(ask('pre-review-call'), deps);
    expect(bound.heardOn).toBeUndefined();
  });
});
