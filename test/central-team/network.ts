/** A small network in the middle of its year, and a look at what the dashboard shows of it. */
import { type CheerioAPI, load } from 'cheerio';
import { expect } from 'vitest';
import { showOverview } from '../../lambdas/central-team/show-overview.ts';
import type { Store, WriteItem } from '../../lambdas/store/store.ts';

/** A Tuesday; the half-term is over. */
export const NOW = '2026-11-10T09:00:00.000Z';
const TWO_WEEKS_MS = 14 * 86_400_000;

export const SHOW = 'arn:aws:lambda:eu-west-2:000000000000:function:peer-review-trial-show-overview';
export const STEER = 'arn:aws:lambda:eu-west-2:000000000000:function:peer-review-trial-steer-review';
const EXECUTIONS = 'arn:aws:states:eu-west-2:000000000000:execution:peer-review-trial-review';

/** What CloudWatch adds to a call. */
export const widgetContext = (forms: Readonly<Record<string, string>> = {}) => ({
  dashboardName: 'peer-review-trial-overview',
  widgetId: 'widget-1',
  accountId: '000000000000',
  locale: 'en',
  timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 },
  period: 300,
  isAutoPeriod: true,
  timeRange: {
    mode: 'relative',
    start: Date.parse(NOW) - TWO_WEEKS_MS,
    end: Date.parse(NOW),
    relativeStart: TWO_WEEKS_MS,
  },
  theme: 'light',
  linkCharts: true,
  title: 'A widget',
  forms: { all: forms },
  params: { view: 'today' },
  width: 588,
  height: 369,
});

/** What a widget shows, as the console reads it. */
export interface Seen {
  readonly html: string;
  readonly $: CheerioAPI;
  /** All text in one line, without the style sheet. */
  readonly text: string;
  readonly buttons: readonly Button[];
}

/** Something to click, and what it does. */
export interface Button {
  readonly label: string;
  readonly endpoint: string;
  readonly display: string;
  readonly confirmation: string | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Calls the widget's function with the parameters of a dashboard or of a button. */
export async function look(
  store: Store,
  params: Readonly<Record<string, unknown>>,
  forms: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const shown = await showOverview(
    { ...params, widgetContext: widgetContext(forms) },
    { store, endpoints: { show: SHOW, steer: STEER }, reviewExecutions: EXECUTIONS },
  );
  if (typeof shown !== 'string') throw new Error('A view is HTML.');
  return readHtml(shown);
}

function readHtml(html: string): Seen {
  const $ = load(html, null, false);
  const buttons = $('cwdb-action')
    .toArray()
    .map((element): Button => {
      const before = $(element).prev();
      expect(before.prop('tagName'), 'an action belongs to the element right before it').toBe('A');
      return {
        label: before.text().trim(),
        endpoint: String($(element).attr('endpoint')),
        display: String($(element).attr('display')),
        confirmation: $(element).attr('confirmation'),
        payload: JSON.parse($(element).text()),
      };
    });
  const text = load(html.replace(/<style>.*?<\/style>/s, ''), null, false)
    .text()
    .replace(/\{"(view|act)".*?\}(?=[^"]|$)/g, ' ')
    .replace(/\s+/g, ' ');
  return { html, $, text, buttons };
}

export interface ReviewRow {
  readonly host: string;
  readonly name?: string;
  readonly stage?: 'planned' | 'scheduling' | 'team' | 'preparation' | 'visit' | 'report' | 'closed';
  readonly status?: 'planned' | 'under-way' | 'paused' | 'cancelled' | 'published';
  readonly week?: string;
  readonly day1?: string;
  readonly executions?: number;
  /** Whether its team is being looked for, or was. */
  readonly isSought?: boolean;
}

/** A review under way, with its dates fixed unless said otherwise. */
export function reviewRow(store: Store, row: ReviewRow): WriteItem {
  const {
    host,
    name = `School ${host}`,
    stage = 'team',
    status = 'under-way',
    week = '2027-01-11',
    day1,
    executions = 1,
    isSought = true,
  } = row;
  return store.rows.review
    .create({
      ...{
        about: `qar-2026-${host}`,
        programme: 'QAR',
        year: '2026',
        settingsVersion: '001',
        host,
        hostKind: 'school',
      },
      ...{ hostName: name, stage, status, week, startsOn: '2026-07-13', turn: 1, executions },
      ...(day1 !== undefined && { day1 }),
      ...(isSought && { size: 2 }),
      stages: { scheduling: { from: '2026-07-13', to: '2026-10-20' }, team: { from: '2026-10-20' } },
    })
    .commit();
}

export interface QuestionRow {
  readonly about: string;
  readonly question: string;
  readonly person: string;
  readonly role?: 'host' | 'lead' | 'reviewer' | 'central-team';
  readonly subject?: string;
  readonly hostName?: string;
  readonly askedAt?: string;
  readonly dueAt?: string;
  readonly expiresAt?: string;
  readonly mailedOn?: string;
}

export const decisionOf = ({ question, subject }: Pick<QuestionRow, 'question' | 'subject'>): string =>
  [question, 1, 1, ...(subject === undefined ? [] : [subject])].join('.');

/** An open question that was asked a week ago and is due in a week, unless said otherwise. */
export function questionRow(store: Store, row: QuestionRow): WriteItem {
  const { about, question, person, role = 'host', subject, hostName = `School ${about.slice(-6)}` } = row;
  const askedAt = row.askedAt ?? '2026-11-03T09:00:00.000Z';
  const expiresAt = row.expiresAt ?? '2026-11-24T17:00:00.000Z';
  return store.rows.decision
    .create({
      ...{ about, question, person, role, hostName, askedAt, expiresAt, turn: 1, round: 1, mails: 1, schedule: [] },
      ...{ decision: decisionOf(row), dueAt: row.dueAt ?? '2026-11-17T17:00:00.000Z', status: 'open' },
      mailedOn: row.mailedOn ?? askedAt.slice(0, 10),
      ...(subject !== undefined && { subject }),
      ...{ queue: 'open', openFor: person, nextActionAt: expiresAt, token: 'a-secret-token' },
    })
    .commit();
}

/** An answer to a question that was written by `questionRow`. */
export const answered = (store: Store, row: Pick<QuestionRow, 'about' | 'question' | 'subject'>): WriteItem =>
  store.rows.decision
    .patch({ about: row.about, decision: decisionOf(row) })
    .set({ status: 'answered', answeredAt: '2026-11-05T10:00:00.000Z', answer: { secret: 'the answer' } })
    .remove(['queue', 'nextActionAt', 'openFor', 'token'])
    .commit();

/** The year that the reviews are of. */
export const yearRow = (store: Store): WriteItem =>
  store.rows.partnershipYear
    .create({ year: '2026', starts: '2026-09-01', ends: '2027-07-31', renewalOpens: '2026-02-02', termBreaks: [] })
    .commit();

export const personRow = (store: Store, person: string, name: string, member?: string): WriteItem =>
  store.rows.person
    .create({
      person,
      name,
      email: `${person}@x.example`,
      jobTitle: 'Headteacher',
      ...(member !== undefined && { member }),
    })
    .commit();

export const seatRow = (store: Store, host: string, seat: string, person?: string): WriteItem =>
  store.rows.seat
    .put({
      ...{ about: `qar-2026-${host}`, seat, kind: seat === 'lead' ? 'lead' : 'reviewer', shortlist: {} },
      ...(person === undefined ? { status: 'open' } : { status: 'filled', person, personName: `Name of ${person}` }),
    })
    .commit();

/** Writes rows, however many. */
export async function write(store: Store, items: readonly WriteItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += 100) {
    expect(await store.write(items.slice(from, from + 100))).toEqual({ written: true });
  }
}
