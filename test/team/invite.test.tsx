import { beforeEach, describe, expect, test } from 'vitest';
import { answer } from '../../lambdas/questions/answer.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { settleByDefault } from '../../lambdas/questions/settle.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { invite } from '../../lambdas/team/questions/invite.tsx';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from './interview.tsx';
import { ABOUT, AT, asked, DAY1, DAYS, HOST, lead, reviewer, writeNetwork } from './network.ts';

const fresh = useStore();
const PREPARATION = {
  informationForm: {
    ...{ context: 'c', selfEvaluation: 's', priorities: 'p', visitorsShouldKnow: '', safeguardingRole: 'lead' },
    arrival: 'Main entrance, 8:00',
  },
  timetable: {
    days: [1, 2, 3].map((day) => ({ morning: `Morning ${day}`, afternoon: `Afternoon ${day}` })),
    call: { date: '2027-01-04', time: '15:30', attendees: 'head' },
  },
};

const writeInvitation = async (
  store: Store,
  seat: string,
  person: string,
  organisation: string,
  about = ABOUT,
): Promise<void> => {
  await store.write([
    store.rows.seat.put({ about, seat, kind: seat === 'lead' ? 'lead' : 'reviewer', status: 'open' }).commit(),
    store.rows.placement
      .put({
        about,
        turn: 1,
        seat,
        person,
        personName: person,
        kind: seat === 'lead' ? 'lead' : 'reviewer',
        status: 'invited',
        organisation,
        host: HOST,
        year: '2026',
        day1: DAY1,
        invitedAt: AT,
      })
      .commit(),
  ]);
};

const ask = (number: number, seat = `seat-${number}`, round = 1) =>
  asked('invite', { subject: seat, person: `person-${number}`, round });

describe('the invitation to a seat', () => {
  beforeEach(async () => {
    await writeNetwork(fresh.store, [lead(1), reviewer(1), reviewer(2), reviewer(3, { member: '910001' })]);
    await writeInvitation(fresh.store, 'seat-1', 'person-1', '910001');
  });

  test('says who, where, when and how far, in mail and page', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(invite, ask(1), deps);

    const [mail] = deps.mails;
    expect(mail?.subject).toBe(
      'Will you be a reviewer? QAR at Hill View Primary School, Tuesday 12 to Thursday 14 January 2027',
    );
    expect(mail?.facts).toContainEqual({ label: 'Where', value: 'Hill View Primary School, Little Sample, ZZ1 1ZZ' });
    expect(mail?.facts).toContainEqual({ label: 'Distance', value: 'less than 1 mile as the crow flies' });
    const html = htmlOf(bound);
    expect(html).toContain('Thursday 14 January 2027');
    expect(html).toContain('What the three days are for');
    const wrong = htmlOf(bound, { values: { text: 'my words' }, errors: { reason: 'Select why you cannot come' } });
    expect(wrong).toContain('Select why you cannot come');
    expect(wrong).toContain('my words');
  });

  test.each([
    [{}, { answer: 'Select whether you accept this place' }],
    [{ answer: 'decline' }, { reason: 'Select why you cannot come' }],
    [{ answer: 'decline', reason: 'other' }, { text: 'Enter the reason in a few words' }],
    [{ answer: 'decline', reason: 'made-up' }, { reason: 'Select why you cannot come' }],
  ])('what is missing in %j is said in words', async (fields, errors) => {
    const { bound } = await askAndOpen(invite, ask(1), interviewDeps(fresh.store));
    expect(bound.read(fields, { person: 'person-1', role: 'reviewer', at: AT })).toEqual({ ok: false, errors });
  });

  test('accepting takes the days, the seat, the placement and the ledger together', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    const answered = await askAndAnswer(invite, ask(1), { answer: 'accept' }, deps);

    expect(answered).toMatchObject({ kind: 'recorded', thanks: { title: 'You are in the team' } });
    expect(deps.outcomes).toEqual([{ outcome: 'accepted' }]);
    expect((await store.daysOf('person-1', DAYS[0], DAYS[2])).map(({ day }) => day)).toEqual(DAYS);
    const { seats, placements } = await store.needWholeReview(ABOUT);
    expect(seats[0]).toMatchObject({
      status: 'filled',
      person: 'person-1',
      personName: 'Reviewer 1',
      organisation: '910001',
      organisationName: 'School 910001',
    });
    expect(placements[0]?.status).toBe('accepted');
    expect((await store.ledger('910001', '2026'))?.accepted).toBe(1);
    expect(deps.notices).toMatchObject([
      {
        kind: 'place-accepted.1.1.seat-1',
        to: { person: 'person-1' },
        calendar: { enters: { day1: '2027-01-12', title: 'QAR at Hill View Primary School' } },
      },
    ]);
  });

  test('pressed twice it is accepted once', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(invite, ask(1), { answer: 'accept' }, deps);

    const opened = await openLink(deps.mails[0]?.button?.href.split('/d/')[1], deps, () => invite, AT);
    const again = opened && (await answer(opened, { answer: 'accept' }, AT, deps));

    expect(again).toMatchObject({ kind: 'recorded' });
    expect((await store.ledger('910001', '2026'))?.accepted).toBe(1);
    expect(opened?.bound.said({ accepts: true, conflict: false })).toContain('12 to Thursday 14 January 2027');
  });

  test('somebody who is booked meanwhile is told so, and the seat stays open', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await store.write([store.rows.personDay.put({ person: 'person-1', day: DAYS[1], about: 'qar-2026-9' }).commit()]);

    const answered = await askAndAnswer(invite, ask(1), { answer: 'accept' }, deps);

    expect(answered).toMatchObject({ kind: 'recorded', thanks: { title: 'The days are taken' } });
    expect(deps.outcomes).toEqual([{ outcome: 'conflict' }]);
    const { seats, placements } = await store.needWholeReview(ABOUT);
    expect([seats[0]?.status, placements[0]?.status]).toEqual(['open', 'conflict']);
    expect((await store.daysOf('person-1', DAYS[0], DAYS[2])).map(({ day }) => day)).toEqual([DAYS[1]]);
    expect(await store.ledger('910001', '2026')).toBeUndefined();
  });

  test('of two reviews that invite one person at a time, one gets them', async () => {
    const { store } = fresh;
    const other = 'qar-2026-900002';
    const whole = await store.needWholeReview(ABOUT);
    await store.write([store.rows.review.put({ ...whole.review, about: other }).commit()]);
    await writeInvitation(store, 'seat-1', 'person-1', '910001', other);
    const desks = [interviewDeps(store), interviewDeps(store)] as const;
    // Mailed on two days: a second question on one day would wait for the daily round.
    const later = new Date(Date.parse(AT) + 24 * 3_600_000).toISOString();
    const opened = [
      await askAndOpen(invite, ask(1), desks[0]),
      await askAndOpen(invite, { ...ask(1), about: other, at: later }, desks[1]),
    ] as const;

    await Promise.all(opened.map((one, index) => answer(one, { answer: 'accept' }, later, desks[index === 0 ? 0 : 1])));

    const outcomes = desks.flatMap((deps) => deps.outcomes.map(({ outcome }) => outcome));
    expect(outcomes.sort()).toEqual(['accepted', 'conflict']);
    const days = await store.daysOf('person-1', DAYS[0], DAYS[2]);
    expect(days).toHaveLength(3);
    expect(new Set(days.map(({ about }) => about)).size).toBe(1);
  });

  test('of two colleagues who accept seats of one team at a time, one is in it', async () => {
    const { store } = fresh;
    await writeInvitation(store, 'seat-3', 'person-3', '910001');
    const desks = [interviewDeps(store), interviewDeps(store)] as const;

    await Promise.all([
      askAndAnswer(invite, ask(1), { answer: 'accept' }, desks[0]),
      askAndAnswer(invite, ask(3), { answer: 'accept' }, desks[1]),
    ]);

    const { seats } = await store.needWholeReview(ABOUT);
    expect(seats.filter(({ status }) => status === 'filled')).toHaveLength(1);
    expect((await store.ledger('910001', '2026'))?.accepted).toBe(1);
  });

  test('declining keeps the reason and frees the way for the next', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    await askAndAnswer(invite, ask(1), { answer: 'decline', reason: 'other', text: 'I retire at Christmas' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'declined' }]);
    const { seats, placements } = await store.needWholeReview(ABOUT);
    expect(placements[0]).toMatchObject({ status: 'declined', reason: 'Another reason: I retire at Christmas' });
    expect(seats[0]?.status).toBe('open');
    expect(await store.daysOf('person-1', DAYS[0], DAYS[2])).toEqual([]);
  });

  test('a relationship that comes out is declared from then on', async () => {
    const { store } = fresh;
    await askAndAnswer(invite, ask(1), { answer: 'decline', reason: 'relationship' }, interviewDeps(store));
    expect((await store.needPerson('person-1')).relationships).toEqual([HOST]);
  });

  describe('a relationship to a trust', () => {
    const held = (host: string, day1: string, status: 'accepted' | 'invited' | 'withdrawn' = 'accepted') =>
      fresh.store.entities.placement
        .put({
          ...{ about: `qar-2026-${host}`, turn: 1, seat: 'seat-2', person: 'person-1', personName: 'Reviewer 1' },
          ...{ kind: 'reviewer', status, organisation: '910001', host, year: '2026', day1, invitedAt: AT },
        })
        .go();

    const declines = async (at = AT, round = 1) => {
      const deps = interviewDeps(fresh.store);
      await askAndAnswer(invite, ask(1, 'seat-1', round), { answer: 'decline', reason: 'relationship' }, deps, at);
      return deps.notices;
    };

    const placesToldOf = async (at = AT) =>
      (await declines(at)).flatMap(({ facts = [] }) => facts.map(({ label, value }) => `${label}: ${value}`));

    beforeEach(async () => {
      const { store } = fresh;
      await store.entities.review.patch({ about: ABOUT }).set({ hostKind: 'trust' }).go();
      await store.entities.member.patch({ member: '910002' }).set({ trust: HOST }).go();
    });

    test('is told to the central team where they are in the team of one of its schools', async () => {
      await held('910002', '2026-11-24');
      await held('910003', '2026-12-01');
      const [notice, ...others] = await declines();
      expect(others).toEqual([]);
      expect([notice?.to.person, notice?.subject]).toEqual([
        'central-team',
        'Reviewer 1 knows Hill View Primary School too well to review it',
      ]);
      expect(notice?.facts?.map(({ value }) => value)).toEqual(['Tuesday 24 to Thursday 26 November 2026']);
    });

    test('counts at a school that followed one of no trust', async () => {
      const { member } = fresh.store.entities;
      const before = { member: '800001', kind: 'school', name: 'Old School' } as const;
      await member.put({ ...before, standing: 'closed', successor: '910002' }).go();
      await held('800001', '2026-11-24');
      expect(await placesToldOf()).toEqual(['School 910002: Tuesday 24 to Thursday 26 November 2026']);
    });

    test('is told where they are asked about a place, which they may accept yet', async () => {
      await held('910002', '2026-11-24', 'invited');
      expect(await placesToldOf()).toEqual([
        'School 910002: Tuesday 24 to Thursday 26 November 2026, asked and not yet answered',
      ]);
    });

    test.each([
      ['a place that they have no more', '2026-11-24', 'withdrawn', []],
      ['a visit that was between the question and the answer', '2026-10-20', 'accepted', []],
      [
        'a visit that begins today',
        '2026-10-26',
        'accepted',
        ['School 910002: Monday 26 to Wednesday 28 October 2026'],
      ],
    ] as const)('%s', async (_, day1, status, told) => {
      await held('910002', day1, status);
      expect(await placesToldOf('2026-10-26T10:00:00.000Z')).toEqual(told);
    });

    test('is told anew when they are asked for the seat again, and decline again', async () => {
      const { store } = fresh;
      await held('910002', '2026-11-24');
      const first = await declines();
      const seat = { about: ABOUT, turn: 1, seat: 'seat-1', person: 'person-1' };
      await store.entities.placement.patch(seat).set({ status: 'invited' }).go();
      const again = await declines(AT, 2);
      expect([...first, ...again].map(({ kind }) => kind)).toEqual([
        'relationship-declared.1.1.seat-1',
        'relationship-declared.1.2.seat-1',
      ]);
    });
  });

  test('silence is recorded as expired', async () => {
    const { store } = fresh;
    const { bound, decision } = await askAndOpen(invite, ask(1), interviewDeps(store));

    const settled = await settleByDefault(store, bound, decision, '2026-10-27T17:00:00.000Z');

    expect(settled.outcome).toEqual({ outcome: 'expired' });
    expect((await store.needWholeReview(ABOUT)).placements[0]?.status).toBe('expired');
  });

  test('withdrawn by a pause it is asked again in its round, with time to answer', async () => {
    const { store } = fresh;
    await askAndOpen(invite, ask(1), interviewDeps(store));
    await store.entities.decision
      .patch({ about: ABOUT, decision: 'invite.1.1.seat-1' })
      .set({ status: 'superseded' })
      .remove(['queue', 'nextActionAt', 'openFor', 'token'])
      .go();
    const at = '2026-11-16T09:00:00.000Z';

    const choice = await chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-1', at }, { store });

    expect(choice).toEqual({
      outcome: 'candidate',
      person: 'person-1',
      round: 1,
      expiresAt: '2026-11-23T17:00:00.000Z',
    });
    const deps = interviewDeps(store);
    await askAndAnswer(invite, { ...ask(1), at, expiresAt: choice.expiresAt }, { answer: 'accept' }, deps);
    expect(deps.outcomes).toEqual([{ outcome: 'accepted' }]);
  });

  test('a lead reviewer, who belongs to no school, is asked for a lead’s work', async () => {
    const { store } = fresh;
    await writeInvitation(store, 'lead', 'lead-1', 'independent');
    const deps = interviewDeps(store);

    await askAndAnswer(invite, asked('invite', { subject: 'lead', person: 'lead-1' }), { answer: 'accept' }, deps);

    expect(deps.mails[0]?.paragraphs.join(' ')).toContain('the draft of the report within 5 working days');
    expect((await store.needWholeReview(ABOUT)).seats.find(({ seat }) => seat === 'lead')).toMatchObject({
      status: 'filled',
      person: 'lead-1',
    });
  });

  describe('a lead reviewer who steps in', () => {
    const ON = '2026-12-14T10:00:00.000Z';
    const EXPIRES = '2026-12-18T17:00:00.000Z';
    const INVITED = asked('invite', { subject: 'lead', person: 'lead-1', at: ON, expiresAt: EXPIRES });

    /** The call of 4 January 2027, with what became of the timetable's rounds. */
    async function withTimetable(...outcomes: readonly string[]): Promise<void> {
      const { store } = fresh;
      await writeInvitation(store, 'lead', 'lead-1', 'independent');
      const rows = outcomes.map((outcome, index) =>
        store.rows.decision
          .create({
            ...{ about: ABOUT, decision: `agree-timetable.1.${index + 1}`, question: 'agree-timetable', turn: 1 },
            ...{ round: index + 1, status: 'answered', person: 'head-1', role: 'host', hostName: 'Hill View' },
            ...{
              askedAt: AT,
              dueAt: AT,
              expiresAt: AT,
              mails: 1,
              schedule: [],
              nextActionAt: AT,
              outcome: { outcome },
            },
          })
          .commit(),
      );
      const review = store.rows.review.patch({ about: ABOUT }).set({ stage: 'preparation', preparation: PREPARATION });
      await store.write([review.commit(), ...rows]);
    }

    async function toldOn(): Promise<ReturnType<typeof interviewDeps>['notices']> {
      const deps = interviewDeps(fresh.store);
      await askAndAnswer(invite, INVITED, { answer: 'accept' }, deps);
      return deps.notices.filter(({ kind }) => kind.startsWith('call-'));
    }

    test('has the call that was agreed brought to their calendar, with whom they talk', async () => {
      await fresh.store.entities.person.patch({ person: 'head-1' }).set({ telephone: '01632 960010' }).go();
      await withTimetable('changes-wanted', 'agreed');
      const [call, ...others] = await toldOn();
      expect(others).toEqual([]);
      expect(call).toMatchObject({
        kind: 'call-taken-over.1.1.lead',
        to: { person: 'lead-1', role: 'lead' },
        calendar: {
          isFirst: true,
          enters: { entry: 'call', day1: '2027-01-04', hours: { from: '15:30', to: '16:15' } },
        },
      });
      expect(call?.subject).toContain('Your pre-review call is on Monday 4 January 2027 at 15:30');
      const facts = new Map(call?.facts?.map(({ label, value }) => [label, value]));
      expect(facts.get('Head')).toContain('01632 960010');
      expect(call?.whyYou).toContain('because you are the lead reviewer');
    });

    test('is told of none that nobody has agreed to', async () => {
      await withTimetable('agreed', 'changes-wanted');
      expect(await toldOn()).toEqual([]);
    });

    test('is told of none where the timetable was never looked at', async () => {
      await withTimetable();
      expect(await toldOn()).toEqual([]);
    });

    test('is told of none that is over', async () => {
      await withTimetable('agreed');
      const deps = interviewDeps(fresh.store);
      const late = { ...INVITED, at: '2027-01-04T16:00:00.000Z', expiresAt: '2027-01-08T17:00:00.000Z' };
      await askAndAnswer(invite, late, { answer: 'accept' }, deps);
      expect(deps.notices.filter(({ kind }) => kind.startsWith('call-'))).toEqual([]);
    });

    test('is not taken for the first who had it where they come back to it', async () => {
      await withTimetable('agreed');
      const before = {
        about: ABOUT,
        turn: 1,
        seat: 'lead',
        person: 'lead-1',
        personName: 'Lead 1',
        kind: 'lead',
      } as const;
      const lost = {
        ...before,
        seat: 'seat-9',
        status: 'withdrawn',
        organisation: 'independent',
        host: HOST,
        year: '2026',
        day1: DAY1,
      } as const;
      await fresh.store.entities.placement.put({ ...lost, invitedAt: AT }).go();
      expect((await toldOn())[0]?.calendar).toMatchObject({ isFirst: false });
    });

    test('a reviewer who steps in is told of none', async () => {
      await withTimetable('agreed');
      const deps = interviewDeps(fresh.store);
      await askAndAnswer(invite, { ...ask(1), at: ON, expiresAt: EXPIRES }, { answer: 'accept' }, deps);
      expect(deps.notices.map(({ kind }) => kind)).toEqual(['place-accepted.1.1.seat-1']);
    });
  });

  test('who steps in after the packs went out gets a notice with what they need', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    const late = '2027-01-08T09:00:00.000Z';
    await store.write([
      store.rows.review.patch({ about: ABOUT }).set({ stage: 'preparation', preparation: PREPARATION }).commit(),
      store.rows.person.patch({ person: 'head-1' }).set({ telephone: '01632 960010 ext. 2' }).commit(),
    ]);

    await askAndAnswer(
      invite,
      { ...ask(1), at: late, expiresAt: '2027-01-11T17:00:00.000Z' },
      { answer: 'accept' },
      deps,
    );

    expect(deps.notices.map(({ kind, to }) => [kind, to.person])).toEqual([['joined-late.1.1.seat-1', 'person-1']]);
    const facts = new Map(deps.notices[0]?.facts?.map(({ label, value }) => [label, value]));
    expect(facts.get('Arrival')).toBe('Main entrance, 8:00');
    expect(facts.get('Wednesday 13 January 2027')).toContain('Morning: Morning 2');
    expect(facts.get('Host')).toContain('head@hillview.example\nTelephone 01632 960010 ext. 2');
    expect(facts.get('Please bring')).toMatch(/Photo identification/);
  });
});
