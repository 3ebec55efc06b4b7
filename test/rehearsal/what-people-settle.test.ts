/** Invariants that allow for what people are told and settle: what they allow, and what they find all the same. */
import { describe, expect, it } from 'vitest';
import { EndingIndex } from '../../local/rehearsal/invariants/ending-index.ts';
import type { Invariant } from '../../local/rehearsal/invariants/invariant.ts';
import { askedOfSomebody } from '../../local/rehearsal/invariants/questions.ts';
import { nextYearBeginsThere } from '../../local/rehearsal/invariants/reports.ts';
import { noRelationship, notObjectedTo } from '../../local/rehearsal/invariants/settled-rules.ts';

type Row = Readonly<Record<string, unknown>>;

const ABOUT = 'qar-2026-a';
const EARLY = '2026-10-01T09:00:00.000Z';
const LATE = '2026-11-01T09:00:00.000Z';

const row = (entity: string, attributes: Row): Row => ({ __edb_e__: entity, about: ABOUT, ...attributes });
const review = (more: Row = {}) => row('review', { programme: 'QAR', year: '2026', host: 'a', turn: 1, ...more });
const place = (more: Row = {}) =>
  row('placement', { turn: 1, seat: 'seat-1', person: 'p', status: 'accepted', day1: '2027-03-09', ...more });
const question = (question: string, more: Row = {}) =>
  row('decision', { decision: `${question}.1.1`, question, turn: 1, round: 1, status: 'open', ...more });
const told = (kind: string, more: Row = {}) =>
  row('message', { kind, message: `${kind}.central-team`, person: 'central-team', at: LATE, ...more });

const found = (invariant: Invariant, rows: readonly Row[]): readonly string[] =>
  invariant.find(new EndingIndex({ rows, mails: [], executions: [], now: '2027-06-01T09:00:00.000Z', problems: [] }));

describe('whoever was objected to', () => {
  const objected = (round: number) =>
    question('confirm-team', { round, status: 'answered', answer: { objections: [{ person: 'p' }] } });
  const settling = (more: Row) => question('settle-team', { round: 3, askedAt: EARLY, ...more });
  const foundAfter = (round: number, more: readonly Row[], stage: string) =>
    found(notObjectedTo, [review({ stage }), place(), objected(round), ...more]);
  const isSeen = ['p on qar-2026-a/seat-1: was objected to'];

  it.each([
    ['stands', settling({ status: 'answered', outcome: { outcome: 'stands' } })],
    ['loses others', settling({ status: 'answered', outcome: { outcome: 'changed' }, answer: { go: ['q'] } })],
  ])('goes where the central team decided that the team %s', (_, settled) => {
    expect(foundAfter(3, [settled], 'closed')).toEqual([]);
  });

  it('stays until the central team has decided, before anybody sets out', () => {
    const paused = settling({ status: 'expired', outcome: { outcome: 'paused' } });
    for (const asked of [settling({ status: 'open' }), settling({ status: 'superseded' }), paused]) {
      expect(foundAfter(3, [asked], 'team')).toEqual([]);
      expect(foundAfter(3, [asked], 'visit')).toEqual(isSeen);
      const resumed = (at: string) => row('auditentry', { entry: 'steered.resume.1', at });
      expect(foundAfter(3, [asked, resumed(LATE)], 'visit')).toEqual([]);
      expect(foundAfter(3, [asked, resumed('2026-09-01T09:00:00.000Z')], 'visit')).toEqual(isSeen);
    }
  });

  it.each([
    ['they were to go', settling({ status: 'answered', outcome: { outcome: 'changed' }, answer: { go: ['p'] } })],
    ['nothing was asked, since they had left', settling({ status: 'expired', outcome: { outcome: 'withdrawn' } })],
    ['the central team was told by a mail alone', told('team-to-settle.1')],
  ])('is seen where %s', (_, settled) => {
    expect(foundAfter(3, [settled], 'team')).toEqual(isSeen);
  });

  it('is seen at the first objection, which takes them out', () => {
    expect(foundAfter(1, [settling({ round: 1, status: 'open' })], 'team')).toEqual(isSeen);
  });
});

describe('whoever knows the trust of a school too well', () => {
  const DECLINED = { about: 'tpr-2026-trust-1', subject: 'seat-2', person: 'p', status: 'answered' };
  const rowsWith = (invitedAt: string, person = 'p', trust = 'trust-1') => [
    review({ trust }),
    row('member', { member: 'a', kind: 'school', trust: 'trust-1' }),
    row('person', { person: 'p', relationships: ['trust-1'] }),
    place({ invitedAt }),
    review({ about: 'tpr-2026-trust-1', host: 'trust-1' }),
    question('invite', { ...DECLINED, person }),
    told('relationship-declared.1.1.seat-2', { about: 'tpr-2026-trust-1' }),
  ];
  const isSeen = ['p on qar-2026-a/seat-1: declared a relationship'];

  it('goes where they had the place before the central team was told', () => {
    expect(found(noRelationship, rowsWith(EARLY))).toEqual([]);
  });

  it('is seen where they were asked for it since, and where it was somebody else who declined', () => {
    expect(found(noRelationship, rowsWith('2026-12-01T09:00:00.000Z'))).toEqual(isSeen);
    expect(found(noRelationship, rowsWith(EARLY, 'q'))).toEqual(isSeen);
  });

  it('goes where the school joined that trust after its review had begun', () => {
    expect(found(noRelationship, rowsWith('2026-12-01T09:00:00.000Z', 'p', 'trust-2'))).toEqual([]);
  });
});

it('somebody who declared a relationship to a school as they were asked for it again had none when they went', () => {
  const rowsWith = (answeredAt: string) => [
    review(),
    row('person', { person: 'p', relationships: ['a'] }),
    place({ status: 'done' }),
    review({ about: 'qar-2028-a', year: '2028' }),
    question('invite', {
      about: 'qar-2028-a',
      person: 'p',
      status: 'answered',
      answer: { reason: 'relationship' },
      answeredAt,
    }),
  ];
  expect(found(noRelationship, rowsWith('2028-09-11T07:33:59.249Z'))).toEqual([]);
  expect(found(noRelationship, rowsWith(EARLY))).toEqual(['p on qar-2026-a/seat-1: declared a relationship']);
});

describe('a question of somebody who has left', () => {
  const left = row('person', { person: 'p', left: true });
  const byMail = told('has-left.2026-11-01', { about: 'person-p' });
  const byButton = row('auditentry', { about: 'person-p', entry: 'steered.has-left', at: LATE });

  it.each([
    ['a mail', byMail],
    ['the button', byButton],
  ])('is known by %s where it waited then, and seen where it was asked after that', (_, how) => {
    const asked = (askedAt: string) => [left, how, question('check-facts', { person: 'p', askedAt })];
    expect(found(askedOfSomebody, asked(EARLY))).toEqual([]);
    expect(found(askedOfSomebody, asked('2026-12-01T09:00:00.000Z'))).toEqual([
      'qar-2026-a/check-facts.1.1: p has left',
    ]);
  });
});

describe('a question of somebody whom no mail reaches', () => {
  const bounces = row('person', { person: 'p', mail: 'bounces' });
  const LATER = '2026-12-01T09:00:00.000Z';
  const isSeen = ['qar-2026-a/check-facts.1.1: p gets no mail (bounces)'];
  const asked = (askedAt: string, message: Row) => [
    bounces,
    message,
    question('check-facts', { person: 'p', askedAt }),
  ];

  it('is known where it waited as the central team was told of them, and seen where it was asked after that', () => {
    const ofPerson = told('no-mail.2026-11-01', { about: 'person-p' });
    expect(found(askedOfSomebody, asked(EARLY, ofPerson))).toEqual([]);
    expect(found(askedOfSomebody, asked(LATER, ofPerson))).toEqual(isSeen);
  });

  it('is known where the central team was told that it reaches nobody, and seen where that was another question', () => {
    expect(found(askedOfSomebody, asked(LATER, told(`nobody-reached.check-facts.1.1.${LATER}`)))).toEqual([]);
    expect(found(askedOfSomebody, asked(LATER, told(`nobody-reached.agree-report.1.1.${LATER}`)))).toEqual(isSeen);
  });
});

it('a report of a later turn has to know of the last review too', () => {
  const drafted = { decision: 'draft-report.2.1', turn: 2, status: 'answered', askedAt: LATE };
  const rows = [
    review({ turn: 2 }),
    question('draft-report', drafted),
    row('reportversion', { content: { cover: { lastReview: '' } } }),
    review({ about: 'qar-2025-a', year: '2025', publishedAt: EARLY }),
  ];
  expect(found(nextYearBeginsThere, rows)).toEqual(['qar-2026-a: its report does not know of qar-2025-a']);
});
