import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { digestOf, isEmpty, ofHub } from '../../lambdas/central-team/digest.ts';
import type { Reader } from '../../lambdas/central-team/digest-lists.ts';
import { digestMail } from '../../lambdas/central-team/digest-mail.ts';
import type { NetworkWeek } from '../../lambdas/central-team/network-week.ts';
import { renderMail } from '../../lambdas/mail/render-mail.ts';
import type { Addressee } from '../../lambdas/questions/question.ts';
import type { ReviewOfWeek } from '../../lambdas/store/week-reads.ts';
import { charity } from '../mail/samples.ts';
import { byId, MONDAY, member, membership, network, person, question, review, weekAt } from './digest-network.ts';

const week = weekAt(MONDAY);
const somebody: Addressee = { person: 'p', name: 'Jo Ellery', email: 'jo@example.org', role: 'hub-manager' };
const NORTH: Reader = { hub: { id: 'hub-north', name: 'Kestrel Hub' } };

function mailOf(all: NetworkWeek, reader: Reader) {
  const seen = reader.hub ? ofHub(all, reader.hub.id) : all;
  const read = {
    digest: digestOf(seen, week),
    network: seen,
    week,
    reader,
    portalOrigin: 'https://reviews.example.org',
  };
  return digestMail(read, somebody);
}
const central = (all: NetworkWeek) => mailOf(all, { hub: undefined });
const sectionOf = (mail: ReturnType<typeof mailOf>, title: string) =>
  mail.sections?.find((section) => section.title.startsWith(title));

const oak = review('100001', { hostName: 'Oak School', week: '2027-01-11', day1: '2027-01-12' });
const ash = review('100002', { hostName: 'Ash School', hub: 'hub-east', week: '2027-01-18', day1: '2027-01-19' });
const moved = review('100003', {
  hostName: 'Elm School',
  postponements: [{ at: '2027-01-08T10:00:00Z', reason: 'illness', day1: '2027-01-12' }],
});
it('tells the central team, and no hub, of offices that nobody holds, also in a week with nothing else', () => {
  const offices = [
    { key: '100001', host: { about: oak.about, hostName: 'Oak School' }, said: 'no head; 2 questions wait' },
  ];
  const quiet = network({ emptyOffices: offices });
  const mail = central(quiet);
  expect(mail.firstLine).toBe('1 office that nobody holds.');
  expect(sectionOf(mail, 'Offices that nobody holds')?.entries).toEqual([
    { text: 'Oak School', note: 'no head; 2 questions wait' },
  ]);
  expect(isEmpty(digestOf(quiet, week))).toBe(false);
  expect(isEmpty(digestOf(ofHub(quiet, 'hub-north'), week))).toBe(true);
});

it('tells the central team, and no hub, of whoever is in a team against its rules', () => {
  const against = [{ review: oak, person: 'p', name: 'Jo Ellery', why: 'works in the same trust' }];
  const quiet = network({ reviews: [oak], againstRules: against });
  const mail = central(quiet);
  expect(mail.subject).toBe('Week of 11 January 2027: 1 visit');
  expect(mail.firstLine).toBe('1 visit this week, 1 reviewer in a team against its rules.');
  expect(mail.paragraphs).toEqual([expect.stringContaining('the dashboard replaces them in the team')]);
  expect(sectionOf(mail, 'In a team against its rules')?.entries).toEqual([
    {
      text: 'Oak School: Jo Ellery',
      note: 'works in the same trust; the visit is on Tuesday 12 to Thursday 14 January 2027',
    },
  ]);
  expect(isEmpty(digestOf(network({ againstRules: against }), week))).toBe(false);
  expect(sectionOf(mailOf(quiet, NORTH), 'In a team')).toBeUndefined();
});

const everything = network({
  reviews: [oak, ash, moved],
  open: [
    question(oak.about, 'agree-timetable', { hostName: 'Oak School' }),
    question(ash.about, 'draft-report', { hostName: 'Ash School', role: 'lead' }),
    question(oak.about, 'confirm-attendance', { hostName: 'Oak School', dueAt: '2027-01-12T17:00:00.000Z' }),
    question(oak.about, 'confirm-attendance', {
      ...{
        hostName: 'Oak School',
        dueAt: '2027-01-12T17:00:00.000Z',
        decision: 'confirm-attendance.1.1.p',
        role: 'lead',
      },
    }),
  ],
  leads: new Map([[oak.about, 'Sam Field']]),
});

describe('the mail to the central team', () => {
  it('says everything in one sentence first', () => {
    const mail = central(everything);
    expect(mail.subject).toBe('Week of 11 January 2027: 1 visit, 2 late, 2 due');
    expect(mail.firstLine).toBe(
      '1 visit this week and 1 next week, 2 answers late, 2 answers due this week, 1 change since Monday 4 January 2027.',
    );
  });

  it('names on whom late answers wait, since when, who leads a visit, and why one was put off', () => {
    const mail = central(everything);
    expect(sectionOf(mail, 'Late')?.entries).toEqual([
      {
        text: 'Oak School: agreement to the timetable',
        note: 'the head, late since Tuesday 5 January 2027 (4 working days)',
      },
      {
        text: 'Ash School: the draft of the report',
        note: 'the lead reviewer, late since Tuesday 5 January 2027 (4 working days)',
      },
    ]);
    expect(sectionOf(mail, 'Visits this week')?.entries).toEqual([
      { text: 'Tuesday 12 to Thursday 14 January 2027', note: 'Oak School, lead reviewer Sam Field' },
    ]);
    expect(sectionOf(mail, 'Due this week')).toMatchObject({
      title: 'Due this week: 2',
      entries: [{ text: 'By Tuesday 12 January 2027: confirming attendance', note: 'Oak School (2)' }],
    });
    expect(sectionOf(mail, 'Postponed')?.entries).toEqual([
      { text: 'Elm School', note: 'it was to begin on Tuesday 12 January 2027; the reason: illness' },
    ]);
  });

  it('has the next eight weeks and what waits by age, a line each, as the dashboard draws them; a hub has neither', () => {
    const on = (host: string, week: string, stage: ReviewOfWeek['stage'], more: Partial<ReviewOfWeek> = {}) =>
      review(host, { week, stage, ...more });
    const all = network({
      reviews: [
        on('100001', '2027-01-11', 'visit'),
        on('100002', '2027-03-01', 'preparation'),
        on('100003', '2027-03-01', 'team'),
        on('100004', '2027-03-01', 'team'),
        on('100005', '2027-03-01', 'team', { status: 'cancelled' }),
        // The ninth week, and the one before the first.
        on('100006', '2027-03-08', 'team'),
        on('100007', '2027-01-04', 'report'),
      ],
      open: [
        question('qar-2026-100001', 'agree-timetable'),
        question('qar-2026-100002', 'invite', {
          ...{ role: 'reviewer', askedAt: '2027-01-08T09:00:00.000Z', dueAt: '2027-01-20T17:00:00.000Z' },
        }),
        question('qar-2026-100003', 'choose-dates', {
          ...{ askedAt: '2026-12-21T09:00:00.000Z', dueAt: '2027-01-20T17:00:00.000Z' },
        }),
      ],
    });
    const mail = central(all);
    expect(sectionOf(mail, 'Reviews by week')).toEqual({
      title: 'Reviews by week, the next 8 weeks: 4',
      entries: [
        { text: '11 January 2027: 1 review', note: '1 visit and report' },
        { text: '1 March 2027: 3 reviews', note: '1 preparation, 2 team' },
      ],
      more: 0,
    });
    expect(sectionOf(mail, 'What waits')).toEqual({
      title: 'What waits for an answer, by how long: 3',
      entries: [{ text: 'the head: 1 late, 1 for longer' }, { text: 'the reviewer: 1 for up to 2 working days' }],
      more: 0,
    });
    const hub = mailOf(all, NORTH);
    expect([sectionOf(hub, 'Reviews by week'), sectionOf(hub, 'What waits')]).toEqual([undefined, undefined]);
  });

  it('says in the subject of a quiet week what there is', () => {
    const next = review('100001', { week: '2027-01-18', day1: '2027-01-19' });
    const subject = (changes: Partial<NetworkWeek>) => central(network(changes)).subject;
    expect(subject({ reviews: [next] })).toBe('Week of 11 January 2027: 1 visit next week');
    expect(subject({ reviews: [review('100001', { status: 'paused' })] })).toBe(
      'Week of 11 January 2027: 1 review paused',
    );
    expect(subject({ memberships: [membership('100001')] })).toBe('Week of 11 January 2027: 1 change');
  });

  it('says which year is to be opened, until it waits to be confirmed', () => {
    const yearsWanted = [{ year: '2028', title: '2028 to 2029', renewalOpens: '2028-02-01' }];
    const mail = central(network({ yearsWanted }));
    expect(mail.subject).toBe('Week of 11 January 2027: 1 year to open');
    expect(mail.firstLine).toBe('1 year to open.');
    expect(sectionOf(mail, 'Years that are not made yet')?.entries).toMatchObject([
      { text: 'The partnership year 2028 to 2029', note: expect.stringContaining('about Tuesday 1 February 2028') },
    ]);
    const asked = question('year-2028', 'confirm-year', { role: 'central-team', person: 'central-team' });
    expect(sectionOf(central(network({ yearsWanted, open: [asked] })), 'Years that are not made yet')).toBeUndefined();
  });

  it('leaves out what has nothing to list, and cuts what is long', () => {
    const open = Array.from({ length: 15 }, (_, index) =>
      question(oak.about, 'survey', { decision: `survey.1.1.${index}`, role: 'reviewer' }),
    );
    const mail = central(network({ open }));
    expect(mail.sections?.map(({ title, entries, more }) => [title, entries.length, more])).toEqual([
      ['Late: 15', 12, 3],
      ['What waits for an answer, by how long: 15', 1, 0],
    ]);
  });

  it('gives the address of a public report and of no other', () => {
    const published = { publishedAt: '2027-01-07T10:00:00.000Z', stage: 'feedback', status: 'published' } as const;
    const reviews = [
      review('100001', { ...published, audience: 'public' }),
      review('100002', { ...published, audience: 'private' }),
    ];
    expect(sectionOf(central(network({ reviews })), 'Reports published')?.entries).toEqual([
      { text: 'School 100001', note: 'public', href: 'https://reviews.example.org/reports/qar-2026-100001' },
      { text: 'School 100002', note: 'private' },
    ]);
  });

  it('says who joined and left, and who is not reached and why', () => {
    const members = byId(member('100001', { name: 'Oak School' }), member('100002', { name: 'Ash School' }));
    const mail = central(
      network({
        members,
        memberships: [membership('100001'), membership('100002', { status: 'lapsed' })],
        unreached: [
          {
            person: person('p', { name: 'Alex Morgan' }),
            member: members.get('100001'),
            mails: [{ failure: 'permanent.general' }, { failure: 'transient.general' }],
          },
        ],
      }),
    );
    expect(sectionOf(mail, 'Memberships')?.entries).toEqual([
      { text: 'Signed: 1', note: 'Oak School' },
      { text: 'Lapsed without an answer: 1', note: 'Ash School' },
    ]);
    expect(sectionOf(mail, 'Mails that did not arrive')?.entries).toEqual([
      { text: 'Alex Morgan, Oak School', note: '2 mails came back: the address takes no mail' },
    ]);
  });

  it('calls a trust’s leader and review by their names', () => {
    const trust = review('trust-12', {
      ...{ about: 'tpr-2026-trust-12', programme: 'TPR', hostKind: 'trust', hostName: 'Oak Trust' },
      ...{ week: '2027-01-11', day1: '2027-01-12' },
    });
    const mail = central(
      network({ reviews: [trust], open: [question(trust.about, 'information-form', { hostName: 'Oak Trust' })] }),
    );
    expect(sectionOf(mail, 'Late')?.entries[0]?.note).toContain('the chief executive, late since');
    expect(sectionOf(mail, 'Visits this week')?.entries[0]?.note).toBe('Oak Trust (TPR)');
  });
});

describe('the mail to a hub manager', () => {
  it('speaks of the hub’s schools alone, without leads, teams’ answers and reasons', async () => {
    const mail = mailOf(everything, NORTH);
    expect(mail.subject).toBe('Kestrel Hub, week of 11 January 2027: 1 visit, 1 late, 1 due');
    const { html, text } = await renderMail(mail, charity);
    for (const part of [html, text]) {
      expect(part).toContain('Oak School');
      expect(part).toContain('Elm School');
      for (const secret of ['Ash School', 'Sam Field', 'illness', 'draft', 'qar-2026', '/d/']) {
        expect(part).not.toContain(secret);
      }
    }
    expect(mail.paragraphs).toEqual([expect.stringContaining('A call helps')]);
    expect(mail.whyYou).toContain('you manage the Kestrel Hub');
  });

  it('says of a report that is not public only that it is there', () => {
    const published = { publishedAt: '2027-01-07T10:00:00.000Z', stage: 'feedback', audience: 'private' } as const;
    const mail = mailOf(network({ reviews: [review('100001', published)] }), NORTH);
    expect(sectionOf(mail, 'Reports published')?.entries).toEqual([
      { text: 'School 100001', note: 'the link to it has come to you by mail' },
    ]);
  });
});

describe('what everybody is asked about a term', () => {
  const line = 'Availability for the spring term: 412 of 1,310 have answered, by Friday 9 October 2026';

  it('is one line for the central team, and nothing for a hub', () => {
    const all = { ...everything, availability: [line] };
    expect(sectionOf(central(all), 'When reviewers cannot')?.entries).toEqual([{ text: line }]);
    expect(sectionOf(mailOf(all, NORTH), 'When reviewers cannot')).toBeUndefined();
    expect(sectionOf(central(everything), 'When reviewers cannot')).toBeUndefined();
  });
});

describe('how long answers took', () => {
  const times = [
    { year: '2026', programme: 'QAR', about: 'qar-2026-1', days: { 'information-form': [2, 9], invite: [0] } },
    { year: '2026', programme: 'QAR', about: 'qar-2026-2', days: { 'information-form': [4], invite: [1, 1] } },
    { year: '2025', programme: 'QAR', about: 'qar-2025-3', days: { 'information-form': [30] } },
  ] as const;
  const TITLE = 'Working days until an answer came, 2026 to 2027: 2 closed reviews';
  const all = network({ reviews: [oak], open: everything.open, answerTimes: times });

  it('is a table for the central team: half of the answers and nine in ten, the slowest first, of the latest year', () => {
    const section = sectionOf(central(all), 'Working days until');
    expect(section).toMatchObject({ title: TITLE, entries: [], more: 0 });
    expect(section?.table?.columns).toEqual(['Wanted', 'Answers', 'Half within', 'Nine in ten within']);
    expect(section?.table?.rows).toEqual([
      ['the information form', '3', '4', '9'],
      ['a place in the team', '3', '1', '1'],
    ]);
  });

  it('reads as a table in HTML and as lines in plain text', async () => {
    const { html, text } = await renderMail(central(all), charity);
    const $ = load(html);
    const table = $(`table[aria-label="${TITLE}"]`);
    expect(table.find('th[scope=col]')).toHaveLength(4);
    expect(table.find('th[scope=row]').first().text()).toBe('the information form');
    expect(text).toContain('- the information form: answers 3, half within 4, nine in ten within 9');
  });

  it('is for no hub, and is left out before a review is closed', () => {
    expect(sectionOf(mailOf(all, NORTH), 'Working days until')).toBeUndefined();
    expect(
      sectionOf(central(network({ open: everything.open, reviews: [oak] })), 'Working days until'),
    ).toBeUndefined();
  });
});
