import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allQuestions } from '../../lambdas/app/catalogue.ts';
import { digestOf, hubsOf, isEmpty, ofHub } from '../../lambdas/central-team/digest.ts';
import { waitsForNobody, wantedBy, whoIsAsked } from '../../lambdas/central-team/question-words.ts';
import { countOfChanges } from '../../lambdas/central-team/what-changed.ts';
import { byId, MONDAY, member, membership, network, person, question, review, weekAt } from './digest-network.ts';

const week = weekAt(MONDAY);
const decisions = (list: readonly { question: { about: string; decision: string } }[]): string[] =>
  list.map(({ question: row }) => `${row.about} ${row.decision}`);

describe('what a digest says', () => {
  it('lists what is late, the longest late first, and what is due this week, apart from what only stands ready', () => {
    const about = 'qar-2026-100001';
    const open = [
      question(about, 'information-form', { dueAt: '2027-01-08T17:00:00.000Z' }),
      question(about, 'draft-report', { dueAt: '2027-01-05T17:00:00.000Z', role: 'lead' }),
      question(about, 'check-facts', { dueAt: '2027-01-17T23:59:00.000Z' }),
      question(about, 'agree-report', { dueAt: '2027-01-18T17:00:00.000Z' }),
      question(about, 'change-publication', { dueAt: '2027-01-05T17:00:00.000Z' }),
      question(about, 'receive-report', { dueAt: '2027-01-12T17:00:00.000Z', role: 'hub-manager' }),
    ];
    const { late, due } = digestOf(network({ open }), week);
    expect(late.map((one) => [one.question.question, one.lateDays])).toEqual([
      ['draft-report', 4],
      ['information-form', 1],
    ]);
    expect(due.map((one) => one.question.question)).toEqual(['check-facts']);
  });

  it('lists the visits of this week and the next whose dates are fixed and which are not called off', () => {
    const reviews = [
      review('100001', { week: '2027-01-11', day1: '2027-01-12' }),
      review('100002', { week: '2027-01-11', day1: '2027-01-11' }),
      review('100003', { week: '2027-01-11' }),
      review('100004', { week: '2027-01-11', day1: '2027-01-12', status: 'cancelled' }),
      review('100005', { week: '2027-01-18', day1: '2027-01-19' }),
      review('100006', { week: '2027-01-25', day1: '2027-01-26' }),
    ];
    const { visits } = digestOf(network({ reviews }), week);
    expect(visits.thisWeek.map(({ host }) => host)).toEqual(['100002', '100001']);
    expect(visits.nextWeek.map(({ host }) => host)).toEqual(['100005']);
  });

  it('lists teams with places open after the day by which they should be complete', () => {
    const clock = (due: string) => ({ clock: { teamComplete: { due } } });
    const past = '2027-01-08T17:00:00.000Z';
    const reviews = [
      review('100001', { stage: 'team', ...clock(past) }),
      review('100002', { stage: 'team', ...clock('2027-01-12T17:00:00.000Z') }),
      review('100003', { stage: 'team', ...clock(past) }), // complete, and waits for the head's word
      review('100004', { stage: 'report', ...clock(past) }),
      review('100005', { stage: 'team', status: 'paused', ...clock(past) }),
    ];
    const openSeats = new Map(['100001', '100002', '100004', '100005'].map((host) => [`qar-2026-${host}`, 2]));
    const { teams, paused } = digestOf(network({ reviews, openSeats }), week);
    expect(teams.map((team) => [team.review.host, team.open, team.due])).toEqual([['100001', 2, '2027-01-08']]);
    expect(paused.map(({ host }) => host)).toEqual(['100005']);
  });

  it('tells what changed in the days since the last digest, and nothing before or after', () => {
    const reviews = [
      review('100001', { day1: '2027-03-02', datesFixedAt: '2027-01-04T09:00:00.000Z' }),
      review('100002', { day1: '2027-03-02', datesFixedAt: '2027-01-03T09:00:00.000Z' }),
      review('100003', { postponements: [{ at: '2027-01-08T10:00:00Z', reason: 'weather', day1: '2027-01-12' }] }),
      review('100004', { status: 'cancelled', stage: 'closed', stages: { closed: { from: '2027-01-06' } } }),
      review('100005', { stages: { team: { from: '2026-12-01' }, preparation: { from: '2027-01-06' } } }),
      review('100006', { stages: { report: { from: '2027-01-07' }, publication: { from: '2027-01-11' } } }),
      review('100007', { audience: 'public', publishedAt: '2027-01-10T18:00:00.000Z' }),
      review('100008', { publishedAt: '2026-11-10T18:00:00.000Z', withdrawnAt: '2027-01-09T18:00:00.000Z' }),
    ];
    const { changes } = digestOf(network({ reviews, memberships: [membership('100009')] }), week);
    expect(changes.datesFixed.map(({ host }) => host)).toEqual(['100001']);
    expect(changes.postponed).toMatchObject([{ review: { host: '100003' }, reason: 'weather', from: '2027-01-12' }]);
    expect(changes.cancelled.map(({ host }) => host)).toEqual(['100004']);
    expect(changes.entered.map(({ stage, reviews: all }) => [stage, all.map(({ host }) => host)])).toEqual([
      ['preparation', ['100005']],
      ['report', ['100006']],
    ]);
    expect(changes.published.map(({ host }) => host)).toEqual(['100007']);
    expect(changes.withdrawn.map(({ host }) => host)).toEqual(['100008']);
    expect(countOfChanges(changes)).toBe(8);
  });

  it('is empty when nothing is late, due, coming or new', () => {
    const quiet = [review('100001'), review('100002', { stage: 'planned', status: 'planned' })];
    expect(isEmpty(digestOf(network({ reviews: quiet }), week))).toBe(true);
    expect(isEmpty(digestOf(network({ reviews: [review('100001', { status: 'paused' })] }), week))).toBe(false);
    expect(isEmpty(digestOf(network({ memberships: [membership('100001')] }), week))).toBe(false);
  });
});

describe('what a hub’s manager may know', () => {
  const north = review('100001', { week: '2027-01-11', day1: '2027-01-12' });
  const east = review('100002', { hub: 'hub-east', week: '2027-01-11', day1: '2027-01-12' });
  const all = network({
    reviews: [north, east],
    open: [
      question(north.about, 'information-form'),
      question(north.about, 'draft-report', { role: 'lead' }),
      question(north.about, 'quality-read', { role: 'central-team', person: 'central-team' }),
      question(north.about, 'invite', { role: 'reviewer' }),
      question(east.about, 'information-form'),
      question('membership-2027-100003', 'sign-agreement'),
      question('membership-2027-100004', 'sign-agreement'),
      question('membership-2027-100005', 'sign-agreement'),
    ],
    openSeats: new Map([
      [north.about, 1],
      [east.about, 2],
    ]),
    memberships: [membership('100003'), membership('100004')],
    members: byId(member('100003'), member('100004', { hub: 'hub-east' }), member('100005', { hub: 'none' })),
    leads: new Map([[north.about, 'Sam Field']]),
    availability: ['Availability for the spring term: 412 of 1,310 have answered'],
    yearsWanted: [{ year: '2028', title: '2028 to 2029', renewalOpens: '2028-02-01' }],
    unreached: [
      { person: person('a'), member: member('100003'), mails: [] },
      { person: person('b'), member: member('100004', { hub: 'hub-east' }), mails: [] },
      { person: person('c'), member: undefined, mails: [] },
    ],
  });

  it('is what the hub’s own heads are asked, and that and when reviews are', () => {
    const seen = ofHub(all, 'hub-north');
    expect(seen.reviews).toEqual([north]);
    expect(seen.open.map(({ about, question: name }) => [about, name])).toEqual([
      [north.about, 'information-form'],
      ['membership-2027-100003', 'sign-agreement'],
    ]);
    expect([...seen.openSeats.keys()]).toEqual([north.about]);
    expect(seen.memberships.map((row) => row.member)).toEqual(['100003']);
    expect(seen.unreached.map((one) => one.person.person)).toEqual(['a']);
    expect([...seen.members.keys()]).toEqual(['100003']);
    expect(seen.leads.size).toBe(0);
    expect(seen.availability).toEqual([]);
    expect(seen.yearsWanted).toEqual([]);
  });

  it('is found for every hub that has a review or a member in the week', () => {
    expect(hubsOf(all)).toEqual(['hub-east', 'hub-north']);
  });

  const hub = fc.constantFrom('hub-a', 'hub-b', 'hub-c', 'none');
  const anyHost = fc.integer({ min: 100001, max: 100030 }).map(String);
  const anyReviews = fc.uniqueArray(fc.record({ host: anyHost, hub }), { selector: ({ host }) => host });
  const anyQuestions = fc.uniqueArray(
    fc.record({
      host: anyHost,
      name: fc.constantFrom('information-form', 'draft-report', 'sign-agreement', 'change-publication'),
      role: fc.constantFrom('host', 'lead', 'reviewer', 'central-team'),
      late: fc.boolean(),
    }),
    { selector: ({ host, name }) => `${host} ${name}` },
  );

  it('holds every late question once in the central team’s digest and in at most one hub’s, its own', () => {
    fc.assert(
      fc.property(anyReviews, anyReviews, anyQuestions, (hosts, joining, asked) => {
        const members = byId(...joining.map((one) => member(one.host, { hub: one.hub })));
        const reviews = hosts.map((one) => review(one.host, { hub: one.hub }));
        const open = asked.map(({ host, name, role, late }) =>
          question(name === 'sign-agreement' ? `membership-2027-${host}` : `qar-2026-${host}`, name, {
            role,
            dueAt: late ? '2027-01-05T17:00:00.000Z' : '2027-02-05T17:00:00.000Z',
          }),
        );
        const drawn = network({ reviews, open, members });
        const isLate = (about: string, name: string) =>
          asked.some((one) => one.late && about.endsWith(one.host) && one.name === name && !waitsForNobody(name));
        const expected = open
          .filter((row) => isLate(row.about, row.question))
          .map((row) => `${row.about} ${row.decision}`);
        const central = decisions(digestOf(drawn, week).late);
        expect(central.toSorted()).toEqual(expected.toSorted());
        const told = hubsOf(drawn).flatMap((id) => {
          const { late } = digestOf(ofHub(drawn, id), week);
          for (const { question: row } of late) {
            expect(row.role).toBe('host');
            const own = row.about.startsWith('membership') ? joining : hosts;
            expect(own.find(({ host }) => row.about.endsWith(host))?.hub).toBe(id);
          }
          return decisions(late);
        });
        expect(new Set(told).size).toBe(told.length);
        expect(told.filter((one) => !central.includes(one))).toEqual([]);
      }),
    );
  });
});

describe('the words for questions', () => {
  it('are there for every question that somebody has to answer', () => {
    const unnamed = allQuestions
      .map(({ name }) => name)
      .filter((name) => !waitsForNobody(name) && wantedBy(name) === name.replaceAll('-', ' '));
    expect(unnamed).toEqual([]);
  });

  it('say who is asked', () => {
    expect(whoIsAsked('host')).toBe('the head');
    expect(whoIsAsked('host', 'trust')).toBe('the chief executive');
    expect(whoIsAsked('central-team')).toBe('the central team');
  });
});
