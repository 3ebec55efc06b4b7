/** A small history with figures that can be worked out by hand. */
import type { Mail } from '../../../local/inbox/mail.ts';
import type { Ending } from '../../../local/rehearsal/ending.ts';
import { EndingIndex } from '../../../local/rehearsal/invariants/ending-index.ts';

type Row = Readonly<Record<string, unknown>>;

const row = (entity: string, row: Row): Row => ({ __edb_e__: entity, ...row });

/** A visit from Tuesday 9 March 2027 at a school without breaks of its own, and one that was called off. */
const reviews = [
  row('review', {
    ...{ about: 'qar-2026-a', programme: 'QAR', year: '2026', host: 'a', stage: 'closed', status: 'published' },
    ...{ day1: '2027-03-09', termBreaks: [] },
    stages: {
      team: { from: '2027-01-05', to: '2027-01-20' },
      preparation: { from: '2027-01-20', to: '2027-03-09' },
      visit: { from: '2027-03-09', to: '2027-03-12' },
      closed: { from: '2027-03-12' },
    },
  }),
  row('review', {
    ...{ about: 'qar-2026-b', programme: 'QAR', year: '2026', host: 'b', stage: 'team', status: 'cancelled' },
    ...{ day1: '2027-03-09', termBreaks: [], stages: { team: { from: '2027-01-04' } } },
  }),
  row('review', {
    about: 'qar-2027-a',
    programme: 'QAR',
    year: '2027',
    host: 'a',
    stage: 'planned',
    status: 'planned',
  }),
];

const decision = (decision: string, more: Row): Row =>
  row('decision', {
    ...{ about: 'qar-2026-a', decision, question: decision.split('.')[0], turn: 1, round: 1, role: 'reviewer' },
    ...{ dueAt: '2027-01-12T17:00:00.000Z', expiresAt: '2027-01-19T17:00:00.000Z', schedule: [], mails: 1 },
    ...more,
  });

const decisions = [
  // Two days, in time; this one gives the place back later.
  decision('invite.1.1.seat-1', {
    ...{ subject: 'seat-1', person: 'p1', status: 'answered', outcome: { outcome: 'accepted' } },
    ...{ askedAt: '2027-01-04T09:00:00.000Z', answeredAt: '2027-01-06T09:00:00.000Z' },
  }),
  // Ten days, late.
  decision('invite.1.1.lead', {
    ...{ subject: 'lead', person: 'p2', status: 'answered', role: 'lead', outcome: { outcome: 'accepted' } },
    ...{ askedAt: '2027-01-04T09:00:00.000Z', answeredAt: '2027-01-14T09:00:00.000Z' },
  }),
  decision('invite.1.2.seat-1', { person: 'p4', status: 'expired', askedAt: '2027-01-04T09:00:00.000Z' }),
  decision('confirm-team.1.1', {
    ...{ person: 'h', role: 'host', status: 'open', askedAt: '2027-01-04T09:00:00.000Z' },
  }),
  // Taken back, and a link that only stands ready: neither is a question that somebody leaves unanswered.
  decision('confirm-team.0.1', {
    person: 'h',
    role: 'host',
    status: 'superseded',
    askedAt: '2027-01-04T09:00:00.000Z',
  }),
  decision('change-publication.1.1', {
    ...{ person: 'h', role: 'host', status: 'open', askedAt: '2027-01-04T09:00:00.000Z', dueAt: '9999-12-31' },
  }),
  decision('fill-seat.1.1.seat-1', {
    ...{ person: 'central-team', role: 'central-team', status: 'answered' },
    ...{
      askedAt: '2027-02-10T09:00:00.000Z',
      answeredAt: '2027-02-11T09:00:00.000Z',
      dueAt: '2027-02-24T17:00:00.000Z',
    },
  }),
];

const placement = (seat: string, person: string, status: string, answeredAt: string, more: Row = {}): Row =>
  row('placement', {
    ...{ about: 'qar-2026-a', turn: 1, seat, person, status, answeredAt, host: 'a', day1: '2027-03-09', year: '2026' },
    ...more,
  });

const rows: readonly Row[] = [
  ...reviews,
  ...decisions,
  ...['lead', 'seat-1', 'seat-2'].map((seat) => row('seat', { about: 'qar-2026-a', seat, status: 'open' })),
  row('seat', { about: 'qar-2026-b', seat: 'lead', status: 'open' }),
  placement('lead', 'p2', 'done', '2027-01-14T09:00:00.000Z'),
  // Given back on 8 February, and filled again on 11 February.
  placement('seat-1', 'p1', 'withdrawn', '2027-02-08T09:00:00.000Z'),
  placement('seat-1', 'p3', 'done', '2027-02-11T09:00:00.000Z'),
  placement('seat-1', 'p4', 'expired', '2027-01-19T17:00:00.000Z'),
  // 16.09 kilometres to the east are 10 miles, 80.47 are 50.
  row('member', { member: 'a', head: 'h', easting: 500_000, northing: 200_000 }),
  row('person', { person: 'h' }),
  row('person', { person: 'p1', pool: 'reviewers' }),
  row('person', { person: 'p2', pool: 'lead-reviewers', easting: 516_090, northing: 200_000 }),
  row('person', { person: 'p3', poolBefore: 'reviewers', easting: 580_470, northing: 200_000 }),
  row('hub', { hub: 'hub-1', manager: 'm' }),
  row('ledger', { member: 'a', year: '2026', owed: 3, carried: 1, accepted: 1 }),
  row('ledger', { member: 'b', year: '2026', owed: 3, accepted: 3 }),
  row('ledger', { member: 'c', year: '2026', accepted: 2 }),
  row('ledger', { member: 'a', year: '2027', owed: 3 }),
  ...[1, 2, 3].map((number) => message(`m${number}`, 'h', 'question')),
  message('m4', 'p2', 'question'),
  message('late.2027-01-13.m.confirm-team.1.1', 'm', 'escalation'),
];

function message(message: string, person: string, kind: string): Row {
  return row('message', { about: 'qar-2026-a', message, person, kind, status: 'delivered' });
}

const tag = (text: string): string => text.replaceAll('.', '_2e');

const mail = (message: string | undefined, at: string): Mail => ({
  ...{ id: `mail-${message}`, at: Date.parse(at), to: [], envelopeFrom: '', envelopeTo: [], from: '', subject: '' },
  ...{ headers: {}, html: undefined, text: undefined, attachments: [], calendar: undefined, raw: new Uint8Array() },
  tags: message === undefined ? {} : { about: 'qar-2026-a', message: tag(message) },
});

export const ending: Ending = {
  rows,
  mails: [
    mail('m1', '2027-01-04T09:00:00.000Z'),
    mail('m2', '2027-01-04T09:00:00.400Z'),
    mail('m4', '2027-01-04T09:00:00.999Z'),
    mail('m3', '2027-01-05T09:00:00.000Z'),
    mail('late.2027-01-13.m.confirm-team.1.1', '2027-01-13T07:30:00.000Z'),
    mail(undefined, '2027-01-13T07:30:05.000Z'),
  ],
  executions: [],
  now: '2027-03-31T23:00:00.000Z',
  problems: [],
};

export const index = new EndingIndex(ending);
