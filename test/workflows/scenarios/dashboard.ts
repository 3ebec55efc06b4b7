import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { functionName } from '../support/function-name.ts';
import type { Scenario } from '../support/scenario.ts';
import type { Season } from '../support/season.ts';

const HOST = '900040';
const ABOUT = `qar-2026-${HOST}`;
/** The draft is due on Friday 25 September; the daily round chases on Monday, and again on Wednesday. */
const TUESDAY = '2026-09-29T10:00:00.000Z';
const NOTE = `dashboard ${ABOUT}`;

interface Pressed {
  /** What the widget's row says before the button is pressed. */
  readonly row: string;
  readonly confirmation: string;
  readonly popup: string;
  readonly again: string;
  /** What the widget shows a minute later. */
  readonly after: string;
}

/** The console: calls a function with what its dashboard adds. */
async function call(season: Season, id: string, payload: object): Promise<string> {
  const { stack } = season;
  const end = stack.clock.now();
  const widgetContext = { timeRange: { start: end - 14 * 86_400_000, end }, theme: 'light', forms: { all: {} } };
  const result = await stack.functions.invoke(functionName(stack, id), { ...payload, widgetContext });
  return 'payload' in result ? String(JSON.parse(result.payload)) : result.error.errorMessage;
}

/** The central team looks at what is late, presses 'Remind now' for this school, and in its haste once more. */
async function remindFromTheDashboard(season: Season): Promise<void> {
  const $ = load(await call(season, 'ShowOverview', { view: 'late' }));
  const row = $('tbody tr').filter((_, one) => $(one).text().includes(ABOUT));
  const action = row.find('cwdb-action[endpoint*="steer-review"]');
  const payload: object = JSON.parse(action.text());
  row.find('cwdb-action').remove();
  const [popup, again] = [await call(season, 'SteerReview', payload), await call(season, 'SteerReview', payload)];
  const after = load(await call(season, 'ShowOverview', { view: 'late' }));
  const late = after('tbody tr').filter((_, one) => after(one).text().includes(ABOUT));
  const pressed: Pressed = {
    ...{ row: row.text(), confirmation: action.attr('confirmation') ?? '', popup, again, after: late.text() },
  };
  season.notes.set(NOTE, pressed);
}

export const dashboard: Scenario = {
  host: HOST,
  what: 'a draft that is late until the central team reminds from its dashboard',
  week: '2026-09-14',
  react: { 'draft-report': (_reached, season) => (season.notes.has(NOTE) ? undefined : 'ignore') },
  at: { [TUESDAY]: remindFromTheDashboard },
  check(season) {
    describe(this.what, () => {
      it('is listed as late with a button, which mails at once and only once', () => {
        const { row, confirmation, popup, again, after } = season().notes.get(NOTE) as Pressed;
        expect(row).toMatch(/\(lead reviewer\).*the draft of the report.*2 working days late/);
        expect(confirmation).toMatch(/^Remind .* \(lead reviewer\) of .* now\?/);
        expect(popup).toContain('Done.');
        expect(again).toContain('Not done.');
        expect(after).toContain('mailed today');
      });

      it('is written after the reminder, and the review goes on to its end', async () => {
        const { review, decision } = await season().told(ABOUT);
        const { status, answeredAt = '' } = decision('draft-report.1.1');
        expect([status, answeredAt > TUESDAY]).toEqual(['answered', true]);
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
      });

      it('runs in executions that all have the school’s number in their name', () => {
        const { engine, machines } = season().stack;
        const names = (machine: string) => {
          const arn = machines.find(({ name }) => name === machine)?.arn ?? '';
          return engine.listExecutions({ stateMachineArn: arn }).map(({ name }) => name);
        };
        for (const machine of ['subscription', 'review', 'placement']) {
          expect(names(machine).some((name) => name.includes(HOST))).toBe(true);
          expect(names(machine).filter((name) => !/\d{6}|trust-/.test(name))).toEqual([]);
        }
      });
    });
  },
};
