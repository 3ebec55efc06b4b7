import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { confirmAttendance } from '../../lambdas/preparation/questions/confirm-attendance.tsx';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, DAY1, DAYS, HOST, lead, reviewer, writeNetwork } from '../team/network.ts';

const fresh = useStore();
const at = '2027-01-05T09:00:00.000Z';
const ask = (person: string) =>
  asked('confirm-attendance', { at, expiresAt: '2027-01-11T17:00:00.000Z', subject: person, person });

const preparation = {
  informationForm: {
    context: 'A village school',
    selfEvaluation: 's',
    priorities: 'p',
    visitorsShouldKnow: '',
    safeguardingRole: 'Designated safeguarding lead',
    arrival: 'Main entrance, 8:00',
  },
  timetable: {
    days: [1, 2, 3].map((day) => ({ morning: `Morning ${day}`, afternoon: `Afternoon ${day}` })),
    call: { date: '2027-01-04', time: '15:30', attendees: 'head' },
  },
  call: { held: true, on: '2027-01-04', notes: 'Look at early reading' },
};

describe('the pack and the question whether everybody comes', () => {
  beforeEach(async () => {
    const { store } = fresh;
    await writeNetwork(store, [lead(1), reviewer(1)], { stage: 'preparation', preparation });
    const { rows } = store;
    const places = [
      ['lead', 'lead', 'lead-1', 'Lead 1', 'independent'],
      ['seat-1', 'reviewer', 'person-1', 'Reviewer 1', '910001'],
    ] as const;
    await store.write([
      ...places.flatMap(([seat, kind, person, personName, organisation]) => [
        rows.seat
          .put({
            about: ABOUT,
            seat,
            kind,
            status: 'filled',
            person,
            personName,
            ...(kind === 'reviewer' && { organisation, organisationName: 'School 910001' }),
          })
          .commit(),
        rows.placement
          .put({
            about: ABOUT,
            turn: 1,
            seat,
            person,
            personName,
            kind,
            status: 'accepted',
            organisation,
            host: HOST,
            year: '2026',
            day1: DAY1,
            invitedAt: at,
          })
          .commit(),
        ...DAYS.map((day) => rows.personDay.put({ person, day, about: ABOUT }).commit()),
      ]),
      rows.ledger.put({ member: '910001', year: '2026', accepted: 1 }).commit(),
      rows.person.patch({ person: 'lead-1' }).set({ telephone: '07700 900001' }).commit(),
      rows.member.patch({ member: HOST }).set({ telephoneOfRegister: '01632 960001' }).commit(),
    ]);
  });

  test('the mail is the pack, day by day, with how team and host reach each other', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(confirmAttendance, ask('person-1'), deps);

    const facts = deps.mails[0]?.facts ?? [];
    expect(facts.map(({ label }) => label)).toEqual([
      'Dates',
      'Where',
      'Arrival',
      'Lead reviewer',
      'Reviewer',
      'Host',
      'Tuesday 12 January 2027',
      'Wednesday 13 January 2027',
      'Thursday 14 January 2027',
      'Safeguarding contact',
      'Pre-review call',
      'Please bring',
    ]);
    expect(facts.find(({ label }) => label.startsWith('Wednesday'))?.value).toContain('Morning: Morning 2');
    expect(facts.filter(({ label }) => /reviewer|host/i.test(label)).map(({ value }) => value)).toEqual([
      'Lead 1\nlead-1@leads.example\nTelephone 07700 900001',
      expect.stringMatching(/^Reviewer 1, School 910001\n\S+@\S+$/),
      'Alex Morgan, Hill View Primary School\nhead@hillview.example\nOffice 01632 960001',
    ]);
    const html = htmlOf(bound);
    expect(html).toContain('href="tel:+447700900001"');
    expect(html).toContain('href="mailto:head@hillview.example"');
    expect(html).toContain('A village school');
    expect(html).toContain('Look at early reading');
    expect(htmlOf(bound, { errors: { reason: 'Enter why' } })).toContain('Enter why');
  });

  test('its page takes three requests, with how everybody is reached', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndOpen(confirmAttendance, ask('head-1'), deps);
    await askAndOpen(confirmAttendance, ask('person-1'), deps);
    const secret = deps.mails.at(-1)?.button?.href.split('/d/')[1];
    const requests = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
    const opened = await openLink(secret, deps, () => confirmAttendance, at);
    const asked = requests.mock.calls.length;
    requests.mockRestore();
    expect(asked).toBe(3);
    expect(opened && htmlOf(opened.bound)).toContain('href="mailto:head@hillview.example"');
  });

  test.each([
    [{}, { answer: 'Select whether you can be there' }],
    [{ answer: 'no' }, { reason: 'Enter why you cannot come' }],
  ])('what is missing in %j is said in words', async (fields, errors) => {
    const { bound } = await askAndOpen(confirmAttendance, ask('person-1'), interviewDeps(fresh.store));
    expect(bound.read(fields, { person: 'person-1', role: 'reviewer', at })).toEqual({ ok: false, errors });
  });

  test('every outcome names the seat', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(confirmAttendance, ask('lead-1'), { answer: 'yes' }, deps);
    await askAndAnswer(confirmAttendance, ask('head-1'), { answer: 'yes' }, deps);
    const { bound } = await askAndOpen(confirmAttendance, ask('person-1'), deps);

    expect(deps.outcomes).toEqual([
      { outcome: 'confirmed', seat: 'lead' },
      { outcome: 'confirmed', seat: 'host' },
    ]);
    expect(bound.silence(at)).toEqual({ outcome: { outcome: 'silent', seat: 'seat-1' } });
  });

  test('a reviewer who cannot come gives everything back, and the central team is told', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    const answered = await askAndAnswer(confirmAttendance, ask('person-1'), { answer: 'no', reason: 'Ill' }, deps);

    expect(answered.kind).toBe('recorded');
    expect(deps.outcomes).toEqual([{ outcome: 'cannot-come', seat: 'seat-1' }]);
    const { seats, placements } = await store.needWholeReview(ABOUT);
    expect(seats.find(({ seat }) => seat === 'seat-1')).toMatchObject({ status: 'open', reason: 'Cannot come: Ill' });
    expect(placements.find(({ seat }) => seat === 'seat-1')?.status).toBe('withdrawn');
    expect(await store.daysOf('person-1', DAYS[0], DAYS[2])).toEqual([]);
    expect(await store.ledger('910001', '2026')).toMatchObject({ accepted: 0, failed: 1 });
    expect(deps.notices.map(({ to }) => to.person)).toEqual(['person-1', 'central-team']);
    expect(JSON.stringify(deps.notices)).not.toContain('Ill');
  });

  test('nobody is told of somebody who has lost their place already', async () => {
    const deps = interviewDeps(fresh.store);
    await fresh.store.entities.seat
      .patch({ about: ABOUT, seat: 'seat-1' })
      .set({ status: 'open' })
      .remove(['person'])
      .go();
    await askAndAnswer(confirmAttendance, ask('person-1'), { answer: 'no', reason: 'Ill' }, deps);
    expect(deps.outcomes).toEqual([{ outcome: 'not-in-team', seat: '' }]);
    expect(deps.notices).toEqual([]);
  });

  test('sent twice it gives back once', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    const fields = { answer: 'no', reason: 'Ill' };
    await askAndAnswer(confirmAttendance, ask('person-1'), fields, deps);

    const again = await askAndOpen(confirmAttendance, ask('person-1'), deps);
    expect(again.bound.read(fields, { person: 'person-1', role: 'reviewer', at })).toMatchObject({
      ok: true,
      taken: { answer: { comes: false, reason: 'Ill' } },
    });
    expect(await store.ledger('910001', '2026')).toMatchObject({ accepted: 0, failed: 1 });
  });

  test('a head who cannot be there is called; nobody is replaced', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    await askAndAnswer(confirmAttendance, ask('head-1'), { answer: 'no', reason: 'Surgery' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'host-cannot', seat: 'host' }]);
    expect(deps.notices.map(({ to, subject }) => [to.person, subject])).toEqual([
      ['central-team', 'The head cannot be there: QAR at Hill View Primary School'],
    ]);
    expect((await store.needWholeReview(ABOUT)).seats.every(({ status }) => status === 'filled')).toBe(true);
  });

  test('works on in a turn that began after the team was formed', async () => {
    const { store } = fresh;
    await store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).go();
    const deps = interviewDeps(store);

    await askAndAnswer(confirmAttendance, { ...ask('person-1'), turn: 2 }, { answer: 'no', reason: 'Ill' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'cannot-come', seat: 'seat-1' }]);
    expect(await store.daysOf('person-1', DAYS[0], DAYS[2])).toEqual([]);
  });
});
