import { isDeliverable } from '../mail/address.ts';
import { PROGRAMMES, slugOf } from '../programmes/programmes.ts';
import { isoDate } from '../settings/partnership-year.ts';
import type { CsvRow } from './csv.ts';
import type { PersonRecord, Training } from './people-records.ts';
import { idOf, isMemberId, nameOf, telephoneIn, urns } from './record-values.ts';
import { Refusal } from './refusals.ts';
import { given, shown, wholeNumber } from './values.ts';

/** One row about a person: a contact, a reviewer or a lead reviewer. Throws a Refusal when it cannot be used. */
export function readPerson(row: CsvRow, record: string): PersonRecord & { line: number } {
  if (record !== 'contact' && record !== 'reviewer' && record !== 'lead') {
    throw new Refusal(`The record is ${shown(record)}; write trust, hub, contact, reviewer or lead.`);
  }
  const person = {
    id: idOf(row),
    name: nameOf(row),
    email: emailOf(row),
    ...given({
      jobTitle: row.get('job-title') || undefined,
      member: memberOf(row),
      left: leftOf(row),
      telephone: telephoneIn(row),
    }),
    line: row.line,
  };
  if (record === 'contact') {
    const isHead = yesOrNo(row, 'head');
    if (isHead && !person.member)
      throw new Refusal('Somebody who is head of a school or trust needs its URN or id in member.');
    return { ...person, ...given({ isHead }) };
  }
  if (record === 'reviewer' && !person.member) {
    throw new Refusal('A reviewer works for a member school or trust; write its URN or id in member.');
  }
  if (record === 'lead' && person.member) {
    throw new Refusal('A lead reviewer is independent; leave member empty, or make the record a reviewer.');
  }
  return {
    ...person,
    pool: record === 'lead' ? 'lead-reviewers' : 'reviewers',
    training: trainingOf(row),
    relationships: urns(row, 'relationships'),
    ...given({
      reviewsDone: count(row, 'reviews-done'),
      maxDistanceKm: count(row, 'max-distance-km'),
      maxReviewsAYear: count(row, 'max-reviews-a-year'),
      staysOvernight: yesOrNo(row, 'stays-overnight'),
      easting: count(row, 'easting'),
      northing: count(row, 'northing'),
    }),
  };
}

function emailOf(row: CsvRow): string {
  const email = row.get('email', 254).toLowerCase();
  if (!isDeliverable(email)) throw new Refusal('The mail address is missing or not valid; correct email.');
  return email;
}

function memberOf(row: CsvRow): string | undefined {
  const member = row.get('member');
  if (!member) return undefined;
  if (!isMemberId(member)) {
    throw new Refusal(`member is ${shown(member)}; write a URN of six digits or the id of a trust.`);
  }
  return member;
}

function count(row: CsvRow, column: string): number | undefined {
  const text = row.get(column);
  if (!text) return undefined;
  const value = wholeNumber(text);
  if (value === undefined) throw new Refusal(`${column} is ${shown(text)}; write a whole number or leave it empty.`);
  return value;
}

function yesOrNo(row: CsvRow, column: string): boolean | undefined {
  const text = row.get(column).toLowerCase();
  if (!text) return undefined;
  if (text !== 'yes' && text !== 'no') throw new Refusal(`${column} is ${shown(text)}; write yes or no.`);
  return text === 'yes';
}

/** 'yes', 'no' or a date. */
function leftOf(row: CsvRow): string | undefined {
  const text = row.get('left').toLowerCase();
  if (text === '' || text === 'yes' || text === 'no' || isoDate.safeParse(text).success) return text || undefined;
  throw new Refusal(
    `left is ${shown(text)}; write yes, no, or the day from which on they have left as YYYY-MM-DD, or leave it empty.`,
  );
}

/** First and last day of each programme's training: 'qar-from', 'qar-until', 'tpr-from', 'tpr-until'. */
function trainingOf(row: CsvRow): Training[] {
  return PROGRAMMES.flatMap((programme) => {
    const prefix = slugOf(programme);
    const from = row.get(`${prefix}-from`);
    const until = row.get(`${prefix}-until`);
    if (!from && !until) return [];
    const wrong = [from, until].find((date) => !isoDate.safeParse(date).success);
    if (wrong !== undefined) {
      throw new Refusal(
        `${prefix}-from and ${prefix}-until must both be dates written as YYYY-MM-DD; one is ${shown(wrong)}.`,
      );
    }
    if (until < from) throw new Refusal(`${prefix}-until is before ${prefix}-from; swap or correct them.`);
    return [{ programme, from, until }];
  });
}
