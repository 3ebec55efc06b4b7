/**
 * Functions die right after each of their writes. As a test, from the opening of renewal until the dates are fixed; `npm run
 * test:deaths` plays the whole year, which takes about a minute.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOfTag } from '../../lambdas/mail/message-tags.ts';
import { NEVER } from '../../lambdas/store/entities/agenda.ts';
import type { Reached } from '../../local/people/people.ts';
import { confirmAddress } from './support/confirm-address.ts';
import { type Death, dieAfterEachWrite } from './support/dying.ts';
import { redriveWhatFails } from './support/interruptions.ts';
import { checkRecords } from './support/records.ts';
import { noScanner } from './support/scanner.ts';
import type { Scenario } from './support/scenario.ts';
import { membershipOf, playSeason, type Season, YEAR } from './support/season.ts';

const ABOUT = 'qar-2026-900001';

const isWholeYear = process.env['MODE'] === 'whole-year';
const end = isWholeYear ? '2027-05-28T18:00:00Z' : '2026-03-20T18:00:00Z';

const NEWCOMER = '910004';

/** Presses a button until the page says something else than that it failed. */
async function pressUntilTaken(press: () => Promise<number>): Promise<void> {
  for (let status = 500, times = 0; status >= 500; times += 1) {
    if (times === 20) throw new Error('The page fails again and again.');
    status = await press();
  }
}

async function sendForm(address: string, fields: Readonly<Record<string, string>>): Promise<number> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields).toString(),
  });
  await response.text();
  return response.status;
}

/** Sends the form of /join, and presses the button of its mail until it was heard: whether anything begins then is not theirs to see. */
async function join({ stack, store }: Season): Promise<void> {
  const fields = {
    ...{ kind: 'school', name: 'Rowan Tree Primary School', postcode: 'ZA5 3GX', urn: NEWCOMER, phase: 'primary' },
    ...{ 'contact-name': 'Nora Quill', 'job-title': 'Headteacher', email: 'head@school-910004.example' },
  };
  await pressUntilTaken(() => sendForm(stack.localUrl('http://portal/join'), fields));
  await pressUntilTaken(async () => {
    const statuses = await confirmAddress(stack, fields.email);
    return (await store.membership(NEWCOMER, YEAR)) ? 200 : Math.max(...statuses);
  });
}

/** The head has a colleague at another domain answer; the colleague does. */
async function toColleague({ person, mail }: Reached, { stack }: Season) {
  if (person.startsWith('colleague-')) return { decision: 'decline', reason: 'We merge' };
  const link = stack.localUrl(/http\S+\/d\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? '');
  const colleague = { 'colleague-name': 'Sam Okoro', 'colleague-job': 'Deputy', 'colleague-email': 'sam@post.example' };
  await pressUntilTaken(() => sendForm(link, { 'hand-over': 'yes', ...colleague }));
  return 'ignore' as const;
}

const scenarios: readonly Scenario[] = [
  {
    host: '900001',
    what: 'a review in which everybody answers, and whose head thinks better of who may see the report',
    week: '2026-09-07',
    react: { 'change-publication': ({ asked }) => (asked.round === 1 ? { audience: 'hub' } : 'ignore') },
    check() {},
  },
  {
    host: '900028',
    what: 'a head who hands the question over to a colleague elsewhere, who declines',
    week: '2026-09-07',
    react: { 'sign-agreement': toColleague },
    check() {},
  },
  { host: NEWCOMER, what: 'a newcomer who is admitted', at: { '2026-02-10T10:00:00Z': join }, check() {} },
];

describe('functions that die after everything they write', () => {
  let season: Season | undefined;
  let deaths: readonly Death[] = [];
  let unrecorded: ReadonlySet<string> = new Set();
  const played = (): Season => {
    if (!season) throw new Error('Nothing was played.');
    return season;
  };

  beforeAll(async () => {
    season = await playSeason(scenarios, end, (stack) => {
      ({ deaths, unrecorded } = dieAfterEachWrite(stack));
      redriveWhatFails(stack);
      return { scanner: noScanner, repeats: { repeated: new Set(), differences: [] } };
    });
  });
  afterAll(async () => {
    await season?.stack.stop();
    season = undefined;
  });

  it('die after every kind of write that they make', () => {
    const of = (name: string) => deaths.filter((death) => death.function === name);
    const least = isWholeYear
      ? { AskAPerson: 100, TakeAnswer: 80, RecordMailEvent: 60, MorningRound: 30, CloseReview: 5, PublishReport: 5 }
      : { AskAPerson: 5, TakeAnswer: 5, RecordMailEvent: 5, PlanReviews: 2, OpenReview: 2, FixDates: 2 };
    for (const [name, fewest] of Object.entries(least)) {
      expect([name, of(name).length >= fewest]).toEqual([name, true]);
    }
    const answers = of('TakeAnswer').filter(({ rows }) => rows.includes('decision') && rows.includes('auditentry'));
    expect(answers.length).toBeGreaterThan(isWholeYear ? 25 : 2);
  });

  it('leave what there would have been without', async () => {
    const { review, decision } = await played().told(ABOUT);
    const { store, stack } = played();
    expect(await store.membership('900028', YEAR)).toMatchObject({ status: 'declined' });
    expect(await store.membership(NEWCOMER, YEAR)).toMatchObject({ status: 'signed' });
    const toldOfStranger = stack.inbox
      .messages()
      .filter(({ subject }) => subject.startsWith('Passed on to an address'));
    expect(toldOfStranger).toHaveLength(1);
    if (!isWholeYear) {
      expect(review).toMatchObject({ status: 'under-way', datesFixedAt: expect.any(String) });
      return;
    }
    expect(review).toMatchObject({ stage: 'closed', status: 'published', audience: 'hub' });
    expect(decision('report-progress.1.1')).toMatchObject({ status: 'answered' });
    expect(decision('change-publication.1.1')).toMatchObject({ status: 'answered' });
    // Nobody used it, and it stands for as long as there is the report.
    expect(decision('change-publication.1.2')).toMatchObject({ status: 'open', mails: 1, expiresAt: NEVER });
  });

  it('have each mail sent, and sent once', async () => {
    const { stack, store } = played();
    const ours = stack.inbox.messages().filter(({ tags }) => tags.about !== undefined); // others are alarms'
    const sent = Map.groupBy(ours, ({ tags }) => `${tags.about}/${tags.message}`);
    expect(sent.size).toBeGreaterThan(isWholeYear ? 70 : 5);
    const twice = [...sent].filter(([, all]) => all.length > 1).map(([id]) => idOfTag(id));
    expect(twice.filter((id) => !unrecorded.has(id.toLowerCase()))).toEqual([]);
    for (const about of [ABOUT, ...scenarios.map(({ host }) => membershipOf(host))]) {
      const { data } = await store.entities.message.query.primary({ about }).go({ pages: 'all' });
      expect(data.filter(({ status }) => status !== 'delivered').map(({ message }) => message)).toEqual([]);
    }
  });

  it('leave nothing undone in the agenda', async () => {
    const { stack, store } = played();
    const { decisions, mails, admissions } = await store.agenda(new Date(stack.clock.now()).toISOString());
    expect([...decisions.filter(({ status }) => status !== 'open'), ...mails, ...admissions]).toEqual([]);
  });

  if (isWholeYear) checkRecords(played, scenarios);
});
