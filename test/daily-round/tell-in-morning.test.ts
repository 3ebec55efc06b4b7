/** What can wait is told in the morning: one mail for each reader, of all that is still so. */
import { beforeEach, describe, expect, it } from 'vitest';
import { digestId, digestWeek } from '../../lambdas/central-team/digest-week.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { tellInMorning } from '../../lambdas/daily-round/tell-in-morning.ts';
import type { MailContent } from '../../lambdas/mail/content.ts';
import { nextMorning } from '../../lambdas/mail/waiting.ts';
import { leaveToMorning } from '../../lambdas/questions/morning-mail.ts';
import { datesFixedInHub, fixedAfterYear } from '../../lambdas/scheduling/dates-fixed-mail.ts';
import { aboutPerson } from '../../lambdas/store/agenda.ts';
import type { Message } from '../../lambdas/store/store.ts';
import { endedForOthers } from '../../lambdas/subscription/membership-mails.ts';
import { membershipName } from '../../lambdas/subscription/membership-name.ts';
import { lunchQuestion } from '../questions/fixture.ts';
import { testDeps } from '../subscription/fixture.ts';
import { dieAfterCommit } from '../support/dying.ts';
import { useStore } from '../support/store.ts';
import { type Round, roundOver } from './daily-round-deps.ts';

const fresh = useStore();
/** Tuesday, and the two mornings after it. */
const AT = '2026-07-21T10:00:00.000Z';
const [MORNING, NEXT] = ['2026-07-22T06:30:00.000Z', '2026-07-23T06:30:00.000Z'] as const;
const YEAR = { year: '2026', starts: '2026-09-01', ends: '2027-07-31' } as const;
let round: Round;
let mail: ReturnType<typeof testDeps>;
/** Each mail that was handed to SES, or would have been, with what it says. */
let sent: { readonly about: string; readonly message: string; readonly to: string; readonly content: MailContent }[];

const person = (id: string, more: object = {}) =>
  fresh.store.entities.person.put({ person: id, name: `Name of ${id}`, email: `${id}@north.example`, ...more }).go();
const manages = (manager: string, hub = 'hub-1') => fresh.store.entities.hub.put({ hub, name: hub, manager }).go();

const reviewOf = (host: string, name: string, more: object = {}) =>
  fresh.store.entities.review
    .put({
      ...{
        about: `qar-2026-${host}`,
        programme: 'QAR',
        year: '2026',
        settingsVersion: '001',
        host,
        hostKind: 'school',
      },
      ...{ hostName: name, hub: 'hub-1', stage: 'planned', status: 'under-way', week: '2027-01-11' },
      ...{ day1: '2027-01-12', startsOn: '2026-11-03', turn: 1, executions: 1, datesFixedAt: AT, ...more },
    })
    .go();

const fixed = (hostName: string, day1 = '2027-01-12') => ({
  review: { programme: 'QAR', hostName, hostKind: 'school', turn: 1 } as const,
  ...{ day1, turn: 1, settings: { name: 'Quality Assurance Review' } },
});

async function datesOf(host: string, name: string, { at = AT, hub = 'hub-1', manager = 'jo', more = {} } = {}) {
  await reviewOf(host, name, { hub, ...more });
  await leaveToMorning(`qar-2026-${host}`, datesFixedInHub(fixed(name), hub, manager), at, fresh.store);
}

const memberIn = (hub: string | undefined, member: string, name: string) =>
  fresh.store.entities.member
    .put({ member, kind: 'school', name, standing: 'member', ...(hub !== undefined && { hub }) })
    .go();

async function endingOf(member: string, name: string, status: 'lapsed' | 'declined' = 'lapsed', turn?: number) {
  const opened = { member, year: '2026', kind: 'renewal', status, openedAt: AT } as const;
  const membership = { ...opened, ...(turn !== undefined && { turn }) };
  await fresh.store.entities.membership.put(membership).go();
  await memberIn('hub-1', member, name);
  const ended = { member: { member, kind: 'school', name, hub: 'hub-1' }, membership, ending: status, year: YEAR };
  for (const to of [{ hub: 'hub-1', person: 'jo' }, 'central-team'] as const) {
    const told = endedForOthers(ended as never, to);
    await leaveToMorning(membershipName(member, '2026'), told, AT, fresh.store);
  }
}

const row = async (about: string, message: string) => (await fresh.store.message(about, message)) as Message;
const waiting = async () =>
  (await fresh.store.agenda('2099-01-01T00:00:00.000Z')).mails.map(({ about, message }) => `${about} ${message}`);
const morning = (at: string = MORNING) => dailyRound({ at }, round.deps);
const subjects = () => sent.map(({ to, content }) => `${to}: ${content.subject}`);

beforeEach(async () => {
  round = roundOver(lunchQuestion(fresh.store), fresh.store);
  mail = testDeps(fresh.store);
  sent = [];
  round.deps.mailer.sendContent = async (about, wanted, at) => {
    const before = mail.delivered.length;
    await mail.mailer.sendContent(about, wanted, at);
    const { message, to, content } = wanted;
    if (mail.delivered.length > before) sent.push({ about, message, to: to.email, content });
  };
  await person('jo');
  await manages('jo');
});

describe('the morning of what can wait', () => {
  it('is the next round of a working day', () => {
    // Friday, after its round and before it; a Sunday; the day before the summer bank holiday's weekend.
    expect(nextMorning('2026-07-24T10:00:00.000Z')).toBe('2026-07-27T06:30:00.000Z');
    expect(nextMorning('2026-07-24T06:29:59.000Z')).toBe('2026-07-24T06:30:00.000Z');
    expect(nextMorning('2026-07-24T06:30:00.000Z')).toBe('2026-07-27T06:30:00.000Z');
    expect(nextMorning('2026-07-26T05:00:00.000Z')).toBe('2026-07-27T06:30:00.000Z');
    expect(nextMorning('2026-08-28T10:00:00.000Z')).toBe('2026-09-01T06:30:00.000Z');
  });

  it('is not an hour sooner, though the round goes on an earlier one', async () => {
    await datesOf('900001', 'Ash');
    await morning('2026-07-21T06:30:00.000Z');
    expect(sent).toEqual([]);
    expect(await waiting()).toHaveLength(1);
  });
});

describe('one thing alone', () => {
  it('is told in its own words, as the mail that it is', async () => {
    await datesOf('900001', 'Ash');
    await morning();

    expect(sent).toMatchObject([
      {
        ...{ about: 'qar-2026-900001', message: 'dates-fixed-in-hub.1.jo', to: 'jo@north.example' },
        content: {
          subject: 'Dates fixed: QAR at Ash, Tuesday 12 to Thursday 14 January 2027',
          greeting: 'Dear Name of jo',
          whyYou: 'You get this mail because Ash belongs to the hub that you manage.',
        },
      },
    ]);
    const kept = await row('qar-2026-900001', 'dates-fixed-in-hub.1.jo');
    expect(kept).toMatchObject({ status: 'sent', at: MORNING });
    expect([kept.content, kept.waits, kept.queue, kept.nextActionAt]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('several to one reader', () => {
  it('are one mail, with each review and what there is to say of it', async () => {
    await datesOf('900002', 'Birch', { more: { day1: '2027-01-12' } });
    await datesOf('900001', 'Ash');
    await datesOf('900003', 'Cedar');
    await morning();

    expect(sent.map(({ content }) => content)).toEqual([
      {
        subject: 'Three reviews in your hub have dates',
        greeting: 'Dear Name of jo',
        firstLine: 'The dates of three reviews in your hub are fixed.',
        paragraphs: [
          'There is nothing you need to do about the dates. Each report goes to you once it is final, as the yearly agreement says.',
        ],
        lists: [
          {
            title: 'Dates fixed',
            entries: ['Ash', 'Birch', 'Cedar'].map((name) => ({
              text: `QAR at ${name}`,
              note: 'Tuesday 12 to Thursday 14 January 2027',
            })),
          },
        ],
        whyYou: 'You get this mail because these schools belong to a hub that you manage.',
      },
    ]);
    expect(sent[0]).toMatchObject({ about: 'person-jo', to: 'jo@north.example' });
    expect(await waiting()).toEqual([]);
    for (const host of ['900001', '900002', '900003']) {
      const part = await row(`qar-2026-${host}`, 'dates-fixed-in-hub.1.jo');
      expect(part).toMatchObject({ status: 'sending', toldIn: 'in-morning.2026-07-22.qar-2026-900001' });
      expect([part.content, part.waits, part.queue]).toEqual([undefined, undefined, undefined]);
    }
  });

  it('are one mail whatever they are, for the hub manager and for the central team', async () => {
    await datesOf('900001', 'Ash');
    await endingOf('900004', 'Dogwood');
    await endingOf('900005', 'Elm', 'declined');
    const after = fixedAfterYear({ ...fixed('Ash'), year: YEAR });
    await leaveToMorning('qar-2026-900001', after, AT, fresh.store);
    await morning();

    expect(subjects().toSorted()).toEqual([
      'jo@north.example: One review in your hub has dates and two memberships have ended',
      'team@charity.example: One review is after its year and two memberships have ended',
    ]);
    expect(sent.find(({ to }) => to.startsWith('jo'))?.content.lists).toEqual([
      { title: 'Dates fixed', entries: [{ text: 'QAR at Ash', note: 'Tuesday 12 to Thursday 14 January 2027' }] },
      {
        title: 'Memberships that have ended',
        entries: [
          { text: 'Dogwood', note: 'Has not answered, so it does not take part' },
          { text: 'Elm', note: 'Does not take part' },
        ],
      },
    ]);
    expect(await waiting()).toEqual([]);
  });

  it('are one mail to somebody who manages two hubs, and two mails to two who manage one each', async () => {
    await manages('jo', 'hub-2');
    await datesOf('900001', 'Ash');
    await datesOf('900002', 'Birch', { hub: 'hub-2' });
    await morning();
    expect(subjects()).toEqual(['jo@north.example: Two reviews in your hubs have dates']);

    await person('kim');
    await manages('kim', 'hub-2');
    await datesOf('900003', 'Cedar', { at: MORNING });
    await datesOf('900004', 'Dogwood', { at: MORNING, hub: 'hub-2', manager: 'kim' });
    await morning(NEXT);
    expect(subjects().slice(1).toSorted()).toEqual([
      expect.stringMatching(/^jo@north.example: Dates fixed: QAR at Cedar/),
      expect.stringMatching(/^kim@north.example: Dates fixed: QAR at Dogwood/),
    ]);
  });

  it('are as many mails as a transaction takes rows', async () => {
    for (let host = 900100; host < 900200; host += 1) await datesOf(String(host), `School ${host}`);
    await morning();
    const entries = sent.map(({ content }) => content.lists?.[0]?.entries ?? []);
    expect(entries.map((its) => its.length)).toEqual([90, 10]);
    expect(new Set(entries.flat().map(({ text }) => text)).size).toBe(100);
    expect(await waiting()).toEqual([]);
  });
});

describe('what is no longer so', () => {
  it.each([
    ['was called off', { status: 'cancelled' }],
    ['was postponed', { turn: 2, stage: 'scheduling', day1: undefined }],
    ['is on other days', { day1: '2027-02-09' }],
  ])('is told to nobody: a review that %s', async (_what, more) => {
    await datesOf('900001', 'Ash', { more });
    await datesOf('900002', 'Birch');
    await morning();
    expect(subjects()).toEqual([expect.stringMatching(/Dates fixed: QAR at Birch/)]);
    expect(await waiting()).toEqual([]);
  });

  it('is told to nobody: a membership that was reopened', async () => {
    await endingOf('900004', 'Dogwood');
    await fresh.store.entities.membership.patch({ member: '900004', year: '2026' }).set({ status: 'invited' }).go();
    await morning();
    expect(sent).toEqual([]);
    expect(await waiting()).toEqual([]);
  });
});

describe('what happened twice before the morning', () => {
  it('is told once: a membership that was declined, reopened and declined', async () => {
    await endingOf('900004', 'Dogwood', 'declined');
    await endingOf('900004', 'Dogwood', 'declined', 2);
    await morning();
    expect(subjects().toSorted()).toEqual([
      'jo@north.example: Membership ended: Dogwood, 2026 to 2027',
      'team@charity.example: Membership ended: Dogwood, 2026 to 2027',
    ]);
    expect(sent.map(({ message }) => message).toSorted()).toEqual(['member-ended.2.central-team', 'member-ended.2.jo']);
    expect(await waiting()).toEqual([]);
  });
});

describe('the reader', () => {
  it('is whoever manages the hub on that morning', async () => {
    await datesOf('900001', 'Ash');
    await person('kim');
    await manages('kim');
    await morning();
    expect(sent).toMatchObject([
      {
        to: 'kim@north.example',
        about: 'person-kim',
        content: { greeting: 'Dear Name of kim', subject: expect.stringContaining('QAR at Ash') },
      },
    ]);
    expect(await waiting()).toEqual([]);
    expect(
      (await fresh.store.storedIn({ kind: 'about', id: 'person-kim' })).map(({ row: { person: of } }) => of),
    ).toEqual(['kim']);
  });

  it('is whoever manages the hub to which the school has moved since', async () => {
    await person('kim');
    await manages('kim', 'hub-2');
    await datesOf('900001', 'Ash', { more: { hub: 'hub-2' } });
    await endingOf('900004', 'Dogwood');
    await memberIn('hub-2', '900004', 'Dogwood');
    await morning();
    expect(subjects().toSorted()).toEqual([
      'kim@north.example: One review in your hub has dates and one membership has ended',
      expect.stringMatching(/^team@/),
    ]);
    expect(await waiting()).toEqual([]);
  });

  it('is nobody where the school is in no hub any more', async () => {
    await datesOf('900001', 'Ash', { more: { hub: undefined } });
    await endingOf('900004', 'Dogwood');
    await memberIn(undefined, '900004', 'Dogwood');
    await morning();
    expect(sent.map(({ to }) => to)).toEqual(['team@charity.example']);
    expect(await waiting()).toEqual([]);
  });

  it.each([
    ['has left', () => person('jo', { left: true })],
    ['manages it no more, and nobody does', () => fresh.store.entities.hub.put({ hub: 'hub-1', name: 'hub-1' }).go()],
  ])('is nobody where the manager %s', async (_what, happens) => {
    await datesOf('900001', 'Ash');
    await datesOf('900002', 'Birch');
    await happens();
    await morning();
    expect(sent).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('whom no mail reaches is put before the central team once', async () => {
    await datesOf('900001', 'Ash');
    await datesOf('900002', 'Birch');
    await person('jo', { mail: 'bounces', mailSince: AT });
    await morning();
    expect(sent).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect(await row('person-jo', 'in-morning.2026-07-22.qar-2026-900001')).toMatchObject({
      ...{ status: 'not-sent', failure: 'address.bounces' },
    });
    await morning(NEXT);
    expect(await waiting()).toEqual([]);
  });
});

describe('the weekly digest of the morning', () => {
  const FRIDAY = '2026-07-24T10:00:00.000Z';
  const MONDAY = '2026-07-27T06:30:00.000Z';
  const digest = async (status: 'sent' | 'sending') => {
    const week = digestWeek(MONDAY);
    if (!week) throw new Error('That is no Monday.');
    const known = { about: aboutPerson('jo'), message: digestId(week, 'hub-1') };
    await fresh.store.entities.message.put({ ...known, kind: 'weekly-digest', person: 'jo', status, at: week.at }).go();
  };

  it('has told of dates, which are not told again', async () => {
    await datesOf('900001', 'Ash', { at: FRIDAY });
    await digest('sent');
    await morning(MONDAY);
    expect(sent).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  it('has told nobody else, nothing that came since, and nothing where it did not go', async () => {
    await digest('sent');
    await datesOf('900001', 'Ash', { at: '2026-07-27T05:00:00.000Z' });
    await person('kim');
    await manages('kim', 'hub-2');
    await datesOf('900002', 'Birch', { at: FRIDAY, hub: 'hub-2', manager: 'kim' });
    await morning(MONDAY);
    expect(subjects().toSorted()).toEqual([
      expect.stringMatching(/^jo@.*QAR at Ash/),
      expect.stringMatching(/^kim@.*QAR at Birch/),
    ]);
  });

  it('counts only once it has gone', async () => {
    await digest('sending');
    await datesOf('900001', 'Ash', { at: FRIDAY });
    await morning(MONDAY);
    expect(sent).toHaveLength(1);
  });
});

describe('nothing is lost, or told twice', () => {
  const two = async () => {
    await datesOf('900001', 'Ash');
    await datesOf('900002', 'Birch');
  };
  /** How often each review was told. */
  const told = () =>
    ['Ash', 'Birch'].map(
      (name) => sent.filter(({ content }) => JSON.stringify(content).includes(`QAR at ${name}`)).length,
    );

  it('by a second round of the morning, nor by one that reads an old index', async () => {
    await two();
    const { mails } = await fresh.store.agenda(MORNING);
    await morning();
    await morning();
    await tellInMorning(mails, MORNING, round.deps);
    await morning(NEXT);
    expect(told()).toEqual([1, 1]);
  });

  it('by two rounds at one moment', async () => {
    await two();
    await Promise.all([morning(), morning()]);
    await morning(NEXT);
    expect(told()).toEqual([1, 1]);
    expect(await waiting()).toEqual([]);
  });

  it.each([1, 2, 3])('by a function that dies after its write %i', async (last) => {
    await two();
    const dying = dieAfterCommit(last);
    await morning().catch(() => {});
    dying.end();
    await morning();
    await morning(NEXT);
    expect(told()).toEqual([1, 1]);
    expect(await waiting()).toEqual([]);
  });

  it('when SES takes no mail: what is alone waits, and is told with what came since', async () => {
    await datesOf('900001', 'Ash');
    mail.failing = 1;
    await morning();
    expect(round.found.at(-1)).toMatchObject({ MailsNotSent: 1 });
    await datesOf('900002', 'Birch', { at: MORNING });
    await morning(NEXT);
    expect(subjects()).toEqual(['jo@north.example: Two reviews in your hub have dates']);
    expect(await waiting()).toEqual([]);
  });

  it('when SES takes no mail: what is told together goes the next morning', async () => {
    await two();
    mail.failing = 1;
    await morning();
    expect([sent.length, round.found.at(-1)?.MailsNotSent]).toEqual([0, 1]);
    await morning(NEXT);
    expect(subjects()).toEqual(['jo@north.example: Two reviews in your hub have dates']);
    expect(await waiting()).toEqual([]);
  });

  it('when one reader’s mail fails: the others have theirs', async () => {
    await person('kim');
    await manages('kim', 'hub-2');
    await datesOf('900001', 'Ash');
    await datesOf('900002', 'Birch', { hub: 'hub-2', manager: 'kim' });
    mail.failing = 1;
    await morning();
    expect(sent).toHaveLength(1);
    await morning(NEXT);
    expect(told()).toEqual([1, 1]);
  });
});
