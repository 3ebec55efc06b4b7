/** A review may come to its preparation when its visit has begun: then nobody is asked what was to be known before. */
import { beforeEach, describe, expect, it } from 'vitest';
import { agreeTimetable } from '../../lambdas/preparation/questions/agree-timetable.tsx';
import { confirmAttendance } from '../../lambdas/preparation/questions/confirm-attendance.tsx';
import { informationForm } from '../../lambdas/preparation/questions/information-form.tsx';
import { preReviewCall } from '../../lambdas/preparation/questions/pre-review-call.tsx';
import { proposeTimetable } from '../../lambdas/preparation/questions/propose-timetable.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import { useStore } from '../support/store.ts';
import { askAndOpen, type Interview, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, DAYS, lead, writeNetwork } from '../team/network.ts';

const fresh = useStore();
let deps: Interview;
const on = (day: string) => `${day}T10:00:00.000Z`;
const asking = (question: string, day: string) =>
  asked(question, { at: on(day), expiresAt: on(day), ...(question === 'confirm-attendance' && { person: 'lead-1' }) });

beforeEach(async () => {
  deps = interviewDeps(fresh.store);
  await writeNetwork(fresh.store, [lead(1)], { stage: 'preparation' });
  await fresh.store.entities.seat
    .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
    .go();
});

describe.each([informationForm, proposeTimetable, agreeTimetable, preReviewCall])('$name', (question) => {
  it('is asked on the last day before the visit, and not on its first', async () => {
    expect(await ask(question, asking(question.name, '2027-01-11'), 'token-1', deps)).toBe('asked');
    expect(deps.mails).toHaveLength(1);
    const late = { ...asking(question.name, DAYS[0]), round: 2 };
    expect(await ask(question, late, 'token-2', deps)).toBe('settled');
    expect(deps.mails).toHaveLength(1);
    expect(deps.outcomes).toHaveLength(1);
    expect((await fresh.store.audit(ABOUT)).map(({ what }) => what)).toContain(
      'was not asked, since the visit had begun',
    );
  });

  it('stays open until its own end where it was asked before', async () => {
    await ask(question, { ...asking(question.name, '2027-01-11'), expiresAt: on(DAYS[0]) }, 'token-1', deps);
    const again = { ...asking(question.name, DAYS[0]), at: `${DAYS[0]}T09:00:00.000Z` };
    expect(await ask(question, again, 'token-2', deps)).toBe('waiting');
  });
});

it('the pack goes out on the first morning still, and then no more', async () => {
  expect(await ask(confirmAttendance, asking('confirm-attendance', DAYS[0]), 'token-1', deps)).toBe('asked');
  const after = { ...asking('confirm-attendance', DAYS[1]), round: 2 };
  expect(await ask(confirmAttendance, after, 'token-2', deps)).toBe('settled');
});

it('a timetable that is asked late wants the call no sooner than now', async () => {
  const { bound } = await askAndOpen(proposeTimetable, asking('propose-timetable', '2027-01-11'), deps);
  const call = {
    'call-day': '11',
    'call-month': '1',
    'call-year': '2027',
    'call-time': '15:30',
    'call-attendees': 'head',
  };
  const days = Object.fromEntries(
    [1, 2, 3].flatMap((day) => ['morning', 'afternoon'].map((part) => [`day-${day}-${part}`, 'Lessons'])),
  );
  const by = { person: 'lead-1', role: 'lead', at: on('2027-01-11') } as const;
  expect(bound.read({ ...days, ...call }, by)).toMatchObject({ ok: true });
});
