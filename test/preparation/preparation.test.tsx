import { beforeEach, describe, expect, test } from 'vitest';
import { agreeTimetable } from '../../lambdas/preparation/questions/agree-timetable.tsx';
import { informationForm } from '../../lambdas/preparation/questions/information-form.tsx';
import { preReviewCall } from '../../lambdas/preparation/questions/pre-review-call.tsx';
import { proposeTimetable } from '../../lambdas/preparation/questions/propose-timetable.tsx';
import { readTimetable, timetableFields } from '../../lambdas/preparation/timetable-form.ts';
import { keepPreparation, preparationOf } from '../../lambdas/questions/preparation.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, lead, writeNetwork } from '../team/network.ts';

const fresh = useStore();
const at = '2026-11-18T09:00:00.000Z';
const ask = (question: string, round = 1) => asked(question, { at, round, expiresAt: '2026-12-15T17:00:00.000Z' });
const answering = { person: 'head-1', role: 'host', at } as const;

const form = {
  context: 'A village school',
  'self-evaluation': 'Reading is strong',
  priorities: 'Mathematics',
  'safeguarding-role': 'Designated safeguarding lead',
  arrival: 'Main entrance, 8:00',
  area: 'no',
};

const timetable = {
  'day-1-morning': 'Meet the leaders',
  'day-1-afternoon': 'Lessons',
  'day-2-morning': 'Lessons',
  'day-2-afternoon': 'Talk with pupils',
  'day-3-morning': 'Findings',
  'day-3-afternoon': 'Agree the findings',
  'call-day': '5',
  'call-month': 'Jan',
  'call-year': '2027',
  'call-time': '15.30',
  'call-attendees': 'head, lead reviewer',
};

async function writeLead(store: Store): Promise<void> {
  await store.write([
    store.rows.seat
      .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
      .commit(),
  ]);
}

const kept = async (store: Store) => preparationOf(await store.needReview(ABOUT));

describe('the information form of a school', () => {
  beforeEach(() => writeNetwork(fresh.store, [], { stage: 'team' }));

  test('warns of pupils’ data and asks for an area of excellence, no focus challenge', async () => {
    const { bound } = await askAndOpen(informationForm, ask('information-form'), interviewDeps(fresh.store));
    const html = htmlOf(bound);
    expect(html).toContain('nothing about single pupils');
    expect(html).toContain('put an area of excellence forward');
    expect(bound.page().parts?.map(({ title }) => title)).toEqual([
      'About your school',
      'Self-evaluation and priorities',
      'Practical matters of the visit',
      'Area of excellence',
    ]);
    expect(html).toContain('about 500 words');
    expect(html).not.toContain('focus challenge');
    const wrong = htmlOf(bound, { values: { priorities: 'Kept words' }, errors: { context: 'Enter the context' } });
    expect(wrong).toContain('Kept words');
    expect(wrong).toContain('Enter the context');
  });

  test('says in words what is missing', async () => {
    const { bound } = await askAndOpen(informationForm, ask('information-form'), interviewDeps(fresh.store));
    expect(bound.read({}, answering)).toEqual({
      ok: false,
      errors: {
        context: 'Enter the context of the school',
        'self-evaluation': 'Enter your self-evaluation in short',
        priorities: 'Enter your priorities',
        'safeguarding-role': 'Enter the role of your safeguarding contact',
        arrival: 'Enter where visitors arrive',
        area: 'Select whether you put an area of excellence forward',
      },
    });
    expect(bound.read({ ...form, area: 'yes', 'area-title': 'Reading' }, answering)).toEqual({
      ok: false,
      errors: {
        'area-why': 'Enter why it is excellent',
        'area-evidence': 'Enter the evidence',
        'area-contact-role': 'Enter the role of the person to contact',
      },
    });
    expect(bound.read({ ...form, context: 'x'.repeat(3001) }, answering)).toMatchObject({
      errors: { context: 'The context of the school must be 3,000 characters or fewer' },
    });
    const heavy = { context: 'ப'.repeat(2900), arrival: '😀'.repeat(800), priorities: 'é'.repeat(3000) };
    expect(bound.read({ ...form, ...heavy }, answering)).toEqual({
      ok: false,
      errors: {
        context: expect.stringMatching(
          /^The context of the school must be 6,000 characters or fewer, of which letters/,
        ),
        arrival: expect.stringMatching(/^Where visitors arrive must be 1,800 characters or fewer, of which letters/),
      },
    });
    expect(htmlOf(bound, { values: heavy, errors: {} })).toContain('ப'.repeat(2900));
  });

  test('is kept, with the decision to put nothing forward, and moves the review into its stage', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(informationForm, ask('information-form'), form, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'submitted' }]);
    expect(await kept(store)).toMatchObject({
      informationForm: { context: 'A village school', visitorsShouldKnow: '' },
      areaOfExcellence: null,
    });
    expect((await store.needReview(ABOUT)).stage).toBe('preparation');
  });

  test('begins with the number of the office that we have, and keeps what is sent over it as the school’s', async () => {
    const { store } = fresh;
    const host = (await store.needReview(ABOUT)).host;
    const number = async () => (await store.needMember(host)).telephone;
    await store.entities.member.patch({ member: host }).set({ telephoneOfRegister: '01632 960001' }).go();
    const { bound } = await askAndOpen(informationForm, ask('information-form'), interviewDeps(store));
    expect(bound.page().values).toMatchObject({ telephone: '01632 960001' });
    expect(htmlOf(bound)).toContain('It is from the register of schools.');
    expect(bound.read({ ...form, telephone: '999' }, answering)).toMatchObject({
      errors: { telephone: expect.stringContaining('01632 960123') },
    });
    const send = async (telephone: string) => {
      const read = bound.read({ ...form, telephone }, answering);
      if (!read.ok) throw new Error('The form was refused.');
      expect(bound.sent?.(read.taken.answer)?.fields).toMatchObject({ telephone });
      const effects = read.taken.effects();
      await store.write(effects.slice(1));
      return effects.length;
    };
    // As the register has it: it goes on counting, whatever it becomes.
    expect(await send('01632 960001')).toBe(1);
    expect(await number()).toBeUndefined();
    expect(await send('01632 960002')).toBe(2);
    expect(await number()).toBe('01632 960002');
    const { bound: again } = await askAndOpen(informationForm, ask('information-form'), interviewDeps(store));
    expect(again.page().values).toMatchObject({ telephone: '01632 960002' });
    const cleared = again.read({ ...form, telephone: '' }, answering);
    if (cleared.ok) await store.write(cleared.taken.effects().slice(1));
    expect(await number()).toBe('');
  });

  test('shows what was sent before when it is asked anew', async () => {
    const { store } = fresh;
    const area = {
      'area-title': 'Reading',
      'area-why': 'w',
      'area-evidence': 'e',
      'area-contact-role': 'English lead',
    };
    await askAndAnswer(
      informationForm,
      ask('information-form'),
      { ...form, area: 'yes', ...area },
      interviewDeps(store),
    );
    await store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).go();

    const { bound } = await askAndOpen(informationForm, { ...ask('information-form'), turn: 2 }, interviewDeps(store));

    expect(bound.page().values).toMatchObject({ context: 'A village school', area: 'yes', 'area-title': 'Reading' });
    expect(htmlOf(bound)).toContain('A village school');
  });

  test('silence is that it is missing', async () => {
    const { bound } = await askAndOpen(informationForm, ask('information-form'), interviewDeps(fresh.store));
    expect(bound.silence(at)).toEqual({ outcome: { outcome: 'missing' } });
  });
});

test('a trust is asked for its focus challenge and no area of excellence', async () => {
  const { store } = fresh;
  await writeNetwork(store, [], { programme: 'TPR', hostKind: 'trust', host: 'trust-7', hostName: 'Sample Trust' });
  const deps = interviewDeps(store);
  const { bound } = await askAndOpen(informationForm, ask('information-form'), deps);

  const html = htmlOf(bound);
  expect(html).toContain('Your focus challenge');
  expect(html).not.toContain('rea of excellence');
  expect(deps.mails[0]?.whyYou).toBe('You are asked because you are the chief executive of Sample Trust.');
  expect(bound.read({ ...form, area: '' }, answering)).toEqual({
    ok: false,
    errors: { 'focus-challenge': 'Enter your focus challenge' },
  });
  const read = bound.read({ ...form, 'focus-challenge': 'Do our schools learn from each other?' }, answering);
  expect(read.ok && read.taken.answer).not.toHaveProperty('areaOfExcellence');
});

describe('the timetable', () => {
  beforeEach(async () => {
    await writeNetwork(fresh.store, [lead(1)], { stage: 'preparation' });
    await writeLead(fresh.store);
  });

  test('is read with dates and times as people write them, and comes back as it was typed', () => {
    const dates = {
      days: ['2027-01-12', '2027-01-13', '2027-01-14'],
      call: { from: '2026-11-18', to: '2027-01-11', wanted: '2027-01-05' },
    };
    const read = readTimetable(timetable, dates);
    expect(read).toMatchObject({ ok: true, value: { call: { date: '2027-01-05', time: '15:30' } } });
    if (read.ok) {
      expect(readTimetable(timetableFields(read.value), dates)).toEqual(read);
    }
  });

  test('needs every half-day, and a call before the visit', async () => {
    const { bound } = await askAndOpen(proposeTimetable, ask('propose-timetable'), interviewDeps(fresh.store));
    const wrong = { ...timetable, 'day-2-morning': ' ', 'call-day': '12', 'call-time': 'noon' };
    expect(bound.read(wrong, { person: 'lead-1', role: 'lead', at })).toEqual({
      ok: false,
      errors: {
        'day-2-morning': 'Enter what happens on day 2 in the morning',
        call: expect.stringContaining('11 January 2027'),
        'call-time': 'Enter the time of the call, like 15:30',
      },
    });
    expect(htmlOf(bound)).toContain('Tuesday 12 January 2027');
    expect(htmlOf(bound, { errors: { 'call-time': 'Enter the time' } })).toContain('Enter the time');
  });

  test('goes from the lead to the host and, changed, back and forth', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    const seen = await askAndOpen(agreeTimetable, ask('agree-timetable'), deps);
    expect(htmlOf(seen.bound)).toContain('Talk with pupils');
    expect(htmlOf(seen.bound)).toContain('Tuesday 5 January 2027 at 15:30');

    await askAndAnswer(
      agreeTimetable,
      ask('agree-timetable'),
      { answer: 'change', changes: 'Start at 9 on day 1' },
      deps,
    );
    const again = await askAndOpen(proposeTimetable, ask('propose-timetable', 2), deps);
    expect(htmlOf(again.bound)).toContain('Start at 9 on day 1');
    expect(htmlOf(again.bound)).toContain('Meet the leaders');
    await askAndAnswer(agreeTimetable, ask('agree-timetable', 2), { answer: 'agree' }, deps);

    expect(deps.outcomes.map(({ outcome }) => outcome)).toEqual(['proposed', 'changes-wanted', 'agreed']);
    expect(await kept(store)).toMatchObject({ timetableChanges: '', timetable: { call: { time: '15:30' } } });
  });

  test('of a visit that has moved begins with its half-days, and with no day for the call that could not be', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(proposeTimetable, ask('propose-timetable'), timetable, deps);
    await store.entities.review.patch({ about: ABOUT }).set({ turn: 2, day1: '2027-06-08' }).go();

    const moved = { ...ask('propose-timetable'), turn: 2, at: '2027-04-13T08:00:00.000Z' };
    const { bound } = await askAndOpen(proposeTimetable, moved, interviewDeps(store));

    const values = bound.page().values ?? {};
    expect(values).toMatchObject({ 'day-1-morning': timetable['day-1-morning'] });
    expect(Object.keys(values).filter((name) => name.startsWith('call'))).toEqual([]);
  });

  test('changes need words, and silence agrees', async () => {
    const { bound } = await askAndOpen(agreeTimetable, ask('agree-timetable'), interviewDeps(fresh.store));
    expect(bound.read({ answer: 'change' }, answering)).toEqual({
      ok: false,
      errors: { changes: 'Enter what should be different' },
    });
    expect(bound.read({}, answering)).toEqual({ ok: false, errors: { answer: 'Select whether you agree' } });
    expect(bound.silence(at)).toEqual({ outcome: { outcome: 'agreed' } });
    expect(htmlOf(bound)).toContain('has not sent a timetable yet');
  });
});

describe('the pre-review call', () => {
  beforeEach(async () => {
    await writeNetwork(fresh.store, [lead(1)], { stage: 'preparation' });
    await writeLead(fresh.store);
  });

  test('is noted with its date, or with why there was none', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    const { bound } = await askAndOpen(preReviewCall, ask('pre-review-call'), deps);
    const by = { person: 'lead-1', role: 'lead', at } as const;
    expect(bound.read({}, by)).toEqual({ ok: false, errors: { held: 'Select whether the call was held' } });
    expect(bound.read({ held: 'yes' }, by)).toEqual({
      ok: false,
      errors: { on: 'Enter the date of the call', notes: 'Enter what was agreed' },
    });
    expect(bound.read({ held: 'no' }, by)).toEqual({ ok: false, errors: { notes: 'Enter why there was no call' } });
    expect(htmlOf(bound, { errors: { held: 'Select whether' } })).toContain('Select whether');
    expect(bound.silence(at)).toEqual({ outcome: { outcome: 'not-recorded' } });

    await askAndAnswer(
      preReviewCall,
      ask('pre-review-call', 2),
      { held: 'yes', 'on-day': '17', 'on-month': '11', 'on-year': '2026', notes: 'Look at early reading' },
      deps,
    );
    expect(deps.outcomes).toEqual([{ outcome: 'held' }]);
    expect((await kept(store)).call).toEqual({ held: true, on: '2026-11-17', notes: 'Look at early reading' });
  });
});

describe('two who write at the same time', () => {
  beforeEach(() => writeNetwork(fresh.store, []));

  test('lose nothing of each other once something is there', async () => {
    const { store } = fresh;
    await store.write([keepPreparation(store, await store.needReview(ABOUT), { timetableChanges: 'first' })]);
    const read = await store.needReview(ABOUT);

    await Promise.all([
      store.write([keepPreparation(store, read, { focusChallenge: 'a' })]),
      store.write([keepPreparation(store, read, { call: { held: false, notes: 'b' } })]),
    ]);

    expect(await kept(store)).toEqual({
      timetableChanges: 'first',
      focusChallenge: 'a',
      call: { held: false, notes: 'b' },
    });
  });

  test('the second of two first writes is refused, not the first overwritten', async () => {
    const { store } = fresh;
    const read = await store.needReview(ABOUT);
    await store.write([keepPreparation(store, read, { focusChallenge: 'a' })]);

    const second = await store.write([keepPreparation(store, read, { timetableChanges: 'b' })]);

    expect(second).toEqual({ written: false, refused: [0] });
    expect(await kept(store)).toEqual({ focusChallenge: 'a' });
  });
});
