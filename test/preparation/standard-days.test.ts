import { beforeEach, expect, it } from 'vitest';
import { proposeTimetable } from '../../lambdas/preparation/questions/propose-timetable.tsx';
import standardDays from '../../lambdas/preparation/standard-days.json' with { type: 'json' };
import { readTimetable } from '../../lambdas/preparation/timetable-form.ts';
import { useStore } from '../support/store.ts';
import { askAndOpen, htmlOf, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, DAYS, lead, writeNetwork } from '../team/network.ts';

const fresh = useStore();
const at = '2026-11-18T09:00:00.000Z';

beforeEach(async () => {
  await writeNetwork(fresh.store, [lead(1)], { stage: 'preparation' });
  await fresh.store.write([
    fresh.store.rows.seat
      .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
      .commit(),
  ]);
});

it('a first timetable begins with a standard review, and each part says so', async () => {
  const asking = asked('propose-timetable', { at, expiresAt: '2026-12-15T17:00:00.000Z' });
  const { bound } = await askAndOpen(proposeTimetable, asking, interviewDeps(fresh.store));
  const { values, parts = [] } = bound.page();
  expect(values).toMatchObject({ 'day-3-afternoon': standardDays.school[2]?.afternoon });
  const days = parts.filter(({ name }) => name.startsWith('day-'));
  expect(days).toHaveLength(3);
  for (const { body } of days) {
    expect(htmlOf({ ...bound, page: () => ({ ...bound.page(), body }) })).toContain('those of a standard review');
  }
});

it.each(['school', 'trust'] as const)('the standard days of a %s can be sent as they are', (kind) => {
  const days = standardDays[kind].flatMap(({ morning, afternoon }, index) => [
    [`day-${index + 1}-morning`, morning],
    [`day-${index + 1}-afternoon`, afternoon],
  ]);
  const form = { ...Object.fromEntries(days), call: '2027-01-05', 'call-time': '15:30', 'call-attendees': 'head' };
  const call = { from: '2026-11-18', to: '2027-01-11', wanted: '2027-01-05' };
  expect(readTimetable(form, { days: DAYS, call })).toMatchObject({ ok: true, value: { days: standardDays[kind] } });
});
