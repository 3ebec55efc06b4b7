/** The pre-review call: its time is chosen from those that the lead offers, both sides have it in their calendars, and it is asked about on its day. */
import { beforeEach, describe, expect, it } from 'vitest';
import { agreeTimetable } from '../../lambdas/preparation/questions/agree-timetable.tsx';
import { preReviewCall } from '../../lambdas/preparation/questions/pre-review-call.tsx';
import { proposeTimetable } from '../../lambdas/preparation/questions/propose-timetable.tsx';
import { preparationOf } from '../../lambdas/questions/preparation.ts';
import { fairTimes, stepsToCome } from '../../lambdas/questions/schedule.ts';
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
