/** What this year's questions show of the review of the year before. */
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { lastReviewOf } from '../../lambdas/documents/last-review.ts';
import { confirmAttendance } from '../../lambdas/preparation/questions/confirm-attendance.tsx';
import { informationForm } from '../../lambdas/preparation/questions/information-form.tsx';
import { proposeTimetable } from '../../lambdas/preparation/questions/propose-timetable.tsx';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { preparationOf } from '../../lambdas/questions/preparation.ts';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, HOST, lead, writeNetwork } from '../team/network.ts';
import { LAST, putLastReview } from './last-years-review.ts';

const fresh = useStore();
const at = '2026-11-18T09:00:00.000Z';
const ask = (question: string, more = {}) => asked(question, { at, expiresAt: '2026-12-15T17:00:00.000Z', ...more });
const writeLastReview = (changes?: object, withProgress?: boolean) => putLastReview(fresh.store, changes, withProgress);

beforeEach(async () => {
  await writeNetwork(fresh.store, [lead(1)], { stage: 'team' });
  await fresh.store.entities.seat
    .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
    .go();
});

const POINTS = [
  'Feedback in writing. What became of it: Under way: We began in spring: two classes.',
  'Attendance of pupils with a plan. What became of it has not been said.',
];

describe('where a host had a review last year,', () => {
  beforeEach(() => writeLastReview());

  it('its points come with what became of them, and its facts in words', async () => {
    expect(await lastReviewOf(fresh.store.readingOnce(), await fresh.store.needReview(ABOUT), 'host')).toMatchObject({
      title: 'QAR, Tuesday 10 to Thursday 12 February 2026',
      points: [
        { heading: 'Leadership at all levels', progress: 'Under way: We began in spring: two classes.' },
        { text: 'Attendance of pupils with a plan', progress: undefined },
      ],
      overall: 'Effective',
      accredited: ['Music, accredited in 2023', 'Early reading, accredited in 2026'],
      lastInspection: 'March 2024, good',
    });
  });

  it('it is what each of the schools left that were merged, by their names, and nothing of one that was called off', async () => {
    const { entities } = fresh.store;
    const merged = { kind: 'school', name: 'Infants', standing: 'closed', successor: HOST } as const;
    for (const member of ['900801', '900802']) await entities.member.put({ ...merged, member }).go();
    await entities.member
      .patch({ member: HOST })
      .set({ predecessors: ['900801', '900802'] })
      .go();
    const last = await fresh.store.needReview(LAST);
    for (const [host, status] of [
      ['900801', 'published'],
      ['900802', 'cancelled'],
    ] as const) {
      const about = `qar-2025-${host}`;
      await entities.review.put({ ...last, about, host, hostName: 'Infants', status, preparation: undefined }).go();
      const row = { about, finding: 'agreed.ebi.01', kind: 'ebi' as const, heading: 'leadership', notedAt: at };
      await entities.finding.put({ ...row, text: `A point of ${host}` }).go();
    }
    const left = await lastReviewOf(fresh.store.readingOnce(), await fresh.store.needReview(ABOUT), 'host');
    expect(left?.points.map(({ heading, text }) => `${heading}: ${text}`)).toEqual([
      expect.stringMatching(/^Hill View.*: Leadership at all levels: Feedback in writing\.$/),
      expect.stringMatching(/^Hill View.*: Attendance of pupils with a plan$/),
      'Infants: Leadership at all levels: A point of 900801',
    ]);
    expect(left?.title).toMatch(/February 2026 \(Hill View.*\); QAR, .* \(Infants\)$/);
    expect(left?.preparation).toEqual(last.preparation);
  });

  it('the information form shows them, and begins with what need not be written anew, marked as last year’s', async () => {
    const { bound } = await askAndOpen(informationForm, ask('information-form'), interviewDeps(fresh.store));
    const html = htmlOf(bound);
    for (const point of POINTS) expect(html).toContain(point);
    expect(html).toContain('Overall estimate');
    expect(bound.page().values).toEqual({
      context: 'Two forms a year',
      'safeguarding-role': 'Deputy head',
      arrival: 'Side gate, 8:00',
      'last-inspection': 'March 2024, good',
    });
    expect(html.match(/From last year’s form: please correct it\./g)).toHaveLength(4);
    expect(html).not.toMatch(/OLD-(PRIORITIES|NEWS|EVALUATION)/);
    // It is shown once more before it counts.
    expect(bound.page().binding).toBe(true);
  });

  it('and what was sent this year is no longer last year’s', async () => {
    const sent = {
      ...{ context: 'Three forms', 'self-evaluation': 'Good', priorities: 'Mathematics', area: 'no' },
      ...{ 'safeguarding-role': 'Head', arrival: 'Front', 'last-inspection': 'May 2026' },
    };
    await askAndAnswer(informationForm, ask('information-form'), sent, interviewDeps(fresh.store));
    const kept = preparationOf(await fresh.store.needReview(ABOUT));
    expect(kept.informationForm).toMatchObject({ context: 'Three forms', lastInspection: 'May 2026' });
    const again = await askAndOpen(
      informationForm,
      ask('information-form', { turn: 1, round: 2 }),
      interviewDeps(fresh.store),
    );
    expect(again.bound.page().values).toMatchObject({ context: 'Three forms', 'last-inspection': 'May 2026' });
    expect(htmlOf(again.bound)).not.toContain('From last year’s form');
  });

  it('the timetable begins with last year’s half-days, says so, and has no call of last year', async () => {
    const { bound } = await askAndOpen(proposeTimetable, ask('propose-timetable'), interviewDeps(fresh.store));
    expect(bound.page().values).toMatchObject({
      'day-1-morning': 'Walk with the head',
      'day-3-afternoon': 'Agreement',
    });
    expect(Object.keys(bound.page().values ?? {}).filter((name) => name.startsWith('call'))).toEqual([]);
    const html = htmlOf(bound);
    expect(html).toContain('from last year’s timetable');
    expect(html).toContain(POINTS[0]);
  });

  it('the pack of everybody who comes has the points', async () => {
    await fresh.store.entities.review
      .patch({ about: ABOUT })
      .set({ stage: 'preparation' })
      .composite({ startsOn: '2026-07-13' })
      .go();
    const asking = ask('confirm-attendance', { person: 'lead-1', subject: 'lead-1' });
    const { bound } = await askAndOpen(confirmAttendance, asking, interviewDeps(fresh.store));
    expect(htmlOf(bound)).toContain(POINTS[1]);
  });

  it('the draft begins with the points, the facts and the earlier areas', async () => {
    const { bound } = await askAndOpen(draftReport, ask('draft-report'), interviewDeps(fresh.store));
    const { values = {} } = bound.page();
    expect(String(values.context).split('\n').slice(-3)).toEqual(['Points of last year’s review:', ...POINTS]);
    expect(values).toMatchObject({
      'cover.last-inspection': 'March 2024, good',
      'cover.last-review': 'QAR, Tuesday 10 to Thursday 12 February 2026: Effective',
      'area.earlier': 'Music, accredited in 2023\nEarly reading, accredited in 2026',
    });
  });

  it.each([
    // What a head is asked without team and report: the review's row comes with all else.
    { question: 'information-form', requests: 2 },
    { question: 'propose-timetable', requests: 3 },
  ])('a page of $question still takes $requests requests', async ({ question, requests: most }) => {
    const deps = interviewDeps(fresh.store);
    await askAndOpen(catalogue(question), ask(question), deps);
    const secret = deps.mails.at(-1)?.button?.href.split('/d/')[1];
    const requests = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
    try {
      await openLink(secret, deps, catalogue, at);
      expect(requests).toHaveBeenCalledTimes(most);
    } finally {
      requests.mockRestore();
    }
  });
});

describe('of a report that its host has withdrawn', () => {
  const OF_THE_REPORT =
    /Feedback in writing|Attendance of pupils|key">Overall estimate|: Effective|Early reading|Music, accredited/;
  const WITHDRAWN = 'was withdrawn, so what it said is not shown here.';
  const pageFor = async (...[question, more = {}]: Parameters<typeof ask>) => {
    const { bound } = await askAndOpen(catalogue(question), ask(question, more), interviewDeps(fresh.store));
    return { html: htmlOf(bound), values: JSON.stringify(bound.page().values ?? {}) };
  };
  const pack = async (person: string, subject: string) => {
    await fresh.store.entities.review
      .patch({ about: ABOUT })
      .set({ stage: 'preparation' })
      .composite({ startsOn: '2026-07-13' })
      .go();
    return pageFor('confirm-attendance', { person, subject });
  };
  beforeEach(() => writeLastReview({ withdrawnAt: '2026-06-01T10:00:00.000Z' }));

  it.each([
    ['the page of the timetable', () => pageFor('propose-timetable')],
    ['the page of the draft', () => pageFor('draft-report')],
    ['the pack', () => pack('lead-1', 'lead-1')],
  ])('the team that comes reads nothing on %s, and why', async (_, show) => {
    const { html, values } = await show();
    expect(html).toContain(WITHDRAWN);
    expect(html).not.toContain('named no points');
    expect(html).not.toMatch(OF_THE_REPORT);
    expect(values).not.toMatch(OF_THE_REPORT);
  });

  it('the timetable still begins with what was prepared then, which was never part of the report', async () => {
    expect((await pageFor('propose-timetable')).values).toContain('Walk with the head');
  });

  it.each([
    ['form', () => pageFor('information-form')],
    ['pack', async () => pack((await fresh.store.needMember(HOST)).head ?? '', 'host')],
  ])('the host reads all in its %s, and that the team does not', async (_, show) => {
    const { html } = await show();
    expect(html).toContain(POINTS[0]);
    expect(html).toContain('not to the team that comes');
  });

  it('the team reads what the other school left, where two were merged and one has withdrawn its own', async () => {
    const { entities } = fresh.store;
    await entities.member
      .put({ member: '900801', kind: 'school', name: 'Infants', standing: 'closed', successor: HOST })
      .go();
    await entities.member
      .patch({ member: HOST })
      .set({ predecessors: ['900801'] })
      .go();
    const { withdrawnAt: _, ...last } = await fresh.store.needReview(LAST);
    const about = 'qar-2025-900801';
    await entities.review.put({ ...last, about, host: '900801', hostName: 'Infants' }).go();
    await entities.finding
      .put({ about, finding: 'agreed.ebi.01', kind: 'ebi', text: 'A point of the infants', notedAt: at })
      .go();
    const { html } = await pageFor('propose-timetable');
    expect(html).toContain('A point of the infants');
    expect(html).toContain(WITHDRAWN);
    expect(html).not.toMatch(OF_THE_REPORT);
  });

  it('published again, it is shown to all', async () => {
    await fresh.store.entities.review.patch({ about: LAST }).remove(['withdrawnAt']).go();
    const { html } = await pageFor('propose-timetable');
    expect(html).toContain(POINTS[0]);
    expect(html).not.toContain(WITHDRAWN);
  });
});

describe('last year’s review leaves nothing to this one', () => {
  const shown = async () => {
    const { bound } = await askAndOpen(informationForm, ask('information-form'), interviewDeps(fresh.store));
    return { html: htmlOf(bound), values: bound.page().values };
  };

  it('where there was none', async () => {
    expect((await shown()).values).toEqual({});
  });

  it('where it was called off', async () => {
    await writeLastReview({ status: 'cancelled' });
    expect((await shown()).html).not.toContain('What last year’s review left');
  });

  it('where its settings are in the table no more', async () => {
    await writeLastReview({ settingsVersion: '007' });
    expect((await shown()).values).toEqual({});
  });

  it('of its report where that was never agreed, but what was prepared for it', async () => {
    await writeLastReview({ report: undefined });
    const { values, html } = await shown();
    expect(values).toMatchObject({ context: 'Two forms a year' });
    expect(values).not.toHaveProperty('last-inspection');
    expect(html).not.toContain('Overall estimate');
  });
});
