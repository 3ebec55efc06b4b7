/**
 * The rows of the table as an import wants them: what the files say over what the table had.
 */
import type { Hub as HubRow, Member as MemberRow, Person as PersonRow } from '../store/store.ts';
import { notKnownOf } from './belonging.ts';
import type { ClosedSchool, School } from './gias.ts';
import type { Links } from './link-records.ts';
import { keptOfMail } from './mail-marks.ts';
import type { Hub, PersonRecord } from './people-records.ts';
import { given } from './values.ts';

/**
 * What a school is that is new to the table: a member, unless none of those that it followed was one any more. Then it is what they were,
 * and is asked and admitted as they would be.
 */
export function standingOfNew(followed: readonly MemberRow[]): MemberRow['standing'] {
  const standings = followed.map(({ standing, standingBefore }) =>
    standing === 'closed' ? (standingBefore ?? 'lapsed') : standing,
  );
  if (standings.length === 0 || standings.includes('member')) return 'member';
  return standings.includes('lapsed') ? 'lapsed' : 'interested';
}

/**
 * A school as the register has it now, or without a line of its own what other files say of it.
 *
 * @param standing of one that the table does not have.
 */
export function schoolRow(
  urn: string,
  school: School | undefined,
  before: MemberRow | undefined,
  links: Links,
  standing: MemberRow['standing'],
): MemberRow {
  const {
    urn: _,
    type: __,
    trust: ___,
    reasonOpened: ____,
    inNoTrust: _____,
    telephone: telephoneOfRegister,
    ...register
  } = school ?? ({} as Partial<School>);
  return {
    standing,
    name: urn,
    ...(school !== undefined && before?.standing === 'closed' ? reopened(before) : before),
    member: urn,
    kind: 'school',
    ...register,
    ...given({ telephoneOfRegister }),
    ...withoutTrust(urn, school, before, links),
    ...linksOf(urn, links),
    ...followed(urn, before, links),
    ...belongingsOf(urn, school, before, links),
  } as MemberRow;
}

/** The register says of a school that it has left the trust of which it said that it was in it; another file's word stands. */
function withoutTrust(urn: string, school: School | undefined, before: MemberRow | undefined, links: Links) {
  const left =
    school?.inNoTrust === true &&
    !links.trustOf.has(urn) &&
    before?.trust !== undefined &&
    before.trustOfRegister === before.trust;
  return left ? { trust: undefined, trustOfRegister: undefined } : {};
}

/** What the register's own trust is, so that a later file of the register can take it back; and what nobody has said yet. */
function belongingsOf(urn: string, school: School | undefined, before: MemberRow | undefined, links: Links) {
  const { trust } = school ?? {};
  const isOfRegister = trust !== undefined && links.trustOf.get(urn) === trust.id;
  const hubIsSaid = links.hubOf.has(urn) || links.inNoHub.has(urn);
  const wasUnknown = before === undefined ? [] : notKnownOf(before);
  const notKnown = wasUnknown.filter((what) =>
    what === 'hub' ? !hubIsSaid : !links.trustOf.has(urn) && (school === undefined || school.inNoTrust !== true),
  );
  const isNew = wasUnknown.length > 0 || before?.notKnown !== undefined || links.inNoHub.has(urn);
  return {
    ...(isOfRegister && { trustOfRegister: trust.id }),
    ...(isNew && { notKnown }),
    ...(links.inNoHub.has(urn) && { hub: undefined }),
  };
}

/** A member of which the register says that it has closed; what was known of it stays, since history follows the successor. */
export function closedRow({ urn, closedOn }: ClosedSchool, before: MemberRow, links: Links): MemberRow {
  return {
    ...before,
    standing: 'closed',
    ...given({ closedOn, standingBefore: before.standing === 'closed' ? before.standingBefore : before.standing }),
    ...followed(urn, before, links),
  };
}

function reopened({ closedOn: _, standingBefore, ...before }: MemberRow): MemberRow {
  return { ...before, standing: standingBefore ?? 'lapsed' };
}

/**
 * What the links say counts over what an earlier file said of the same schools: one that named another successor was wrong, and the
 * successor of a school of which several became is none of them. Of schools that the links do not name all stays.
 */
function followed(urn: string, before: MemberRow | undefined, { successions }: Links): Partial<MemberRow> {
  const { predecessorsOf, successorOf, followersOf } = successions;
  const named = predecessorsOf.get(urn) ?? [];
  const followers = followersOf.get(urn);
  const kept = (before?.predecessors ?? []).filter(
    (one) => (followersOf.get(one)?.has(urn) ?? true) && !followers?.has(one),
  );
  const wasWrong = before?.successor !== undefined && named.includes(before.successor);
  const predecessors = [...new Set([...kept, ...named])].sort();
  const changes = named.length > 0 || kept.length < (before?.predecessors ?? []).length;
  return {
    ...(changes && { predecessors: predecessors.length > 0 ? predecessors : undefined }),
    ...((followers !== undefined || wasWrong) && { successor: successorOf.get(urn) }),
  } as Partial<MemberRow>;
}

/** A trust is where its schools are: in the middle between them. */
export function trustRow(
  {
    id,
    name,
    telephone,
  }: { readonly id: string; readonly name: string | undefined; readonly telephone: string | undefined },
  before: MemberRow | undefined,
  schools: readonly MemberRow[],
  links: Links,
): MemberRow {
  const middle = (axis: 'easting' | 'northing') => {
    const values = schools.flatMap((school) => school[axis] ?? []);
    return values.length > 0 ? Math.round(values.reduce((sum, value) => sum + value, 0) / values.length) : undefined;
  };
  return {
    standing: 'member',
    name: id,
    ...before,
    member: id,
    kind: 'trust',
    ...given({ name, telephone, easting: middle('easting'), northing: middle('northing') }),
    ...linksOf(id, links),
  };
}

function linksOf(member: string, links: Links) {
  return given({ hub: links.hubOf.get(member), trust: links.trustOf.get(member), head: links.headOf.get(member) });
}

export function hubRow({ id, name, manager, seniorPartner }: Hub, before: HubRow | undefined): HubRow {
  return { ...before, hub: id, name, ...given({ manager, seniorPartner }) };
}

/** What a person's row repeats of the member they work for, since the rules about teams compare it. */
export const REPEATED = ['hub', 'trust', 'phase', 'easting', 'northing'] as const;

export function repeatedOf(member: MemberRow | undefined) {
  const { hub, phase, easting, northing } = member ?? ({} as Partial<MemberRow>);
  return given({ hub, phase, easting, northing, trust: member?.kind === 'trust' ? member.member : member?.trust });
}

export interface PersonPlace {
  /** The member they work for, as it is after the import. */
  readonly member: MemberRow | undefined;
  /** What else they answer for. */
  readonly alsoOf: readonly string[];
  readonly managedHub: string | undefined;
}

/**
 * Somebody's place, phase, hub and trust are those of the member they work for: the rules about teams compare them. The number
 * of reviews done never falls, and no training is taken back, since the table goes on after the file was written. What is kept of
 * the mail to their address: see `keptOfMail`.
 *
 * @param seen the row as the import found it, before anything changed while it ran.
 */
export function personRow(
  { id, line: _, isHead: __, others: ___, left, pool, training, relationships, reviewsDone, ...record }: PersonRecord,
  before: PersonRow | undefined,
  { member, alsoOf, managedHub }: PersonPlace,
  seen: PersonRow | undefined,
): PersonRow {
  const isMoved = record.member !== undefined && before?.member !== undefined && record.member !== before.member;
  const known = isMoved ? without(before, REPEATED) : before;
  const { alsoOf: ____, ...rest } = (known && keptOfMail(known, record.email, seen)) ?? ({} as Partial<PersonRow>);
  const done = Math.max(reviewsDone ?? 0, before?.reviewsDone ?? 0);
  const repeated = repeatedOf(member);
  return {
    ...whereabouts(rest, left, pool),
    person: id,
    ...record,
    ...given({
      ...repeated,
      hub: repeated.hub ?? managedHub,
      easting: record.easting ?? repeated.easting,
      northing: record.northing ?? repeated.northing,
      alsoOf: alsoOf.length > 0 ? [...alsoOf] : undefined,
      formerly: isMoved ? withPlace(before.formerly, before.member) : before?.formerly,
      training: training && latestTraining(training, before?.training ?? []),
      relationships: relationships && relationships.length > 0 ? [...relationships] : undefined,
      reviewsDone: reviewsDone === undefined && before?.reviewsDone === undefined ? undefined : done,
    }),
  };
}

/** Where somebody was before, with one place more. */
const withPlace = (formerly: readonly string[] = [], place: string): string[] => [...new Set([...formerly, place])];

/**
 * Whether somebody has left, and which pool they are in. Who has left, or goes on no more reviews, is brought back by a
 * line that says so, and by no other. A day to leave on is written down: the daily round takes them out once it has come.
 */
function whereabouts(
  { left, leftOn, stoppedOn, pool: poolNow, poolBefore, ...rest }: Partial<PersonRow>,
  said: string | undefined,
  wanted: PersonRow['pool'],
): Partial<PersonRow> {
  const pool = wanted ?? poolNow ?? poolBefore;
  const isBack = said === 'no';
  const isOut = !isBack && (left || said === 'yes');
  // Who has left already keeps the day; a day to come counts no more once a line says that they have.
  const day = isBack ? undefined : left || said === undefined ? leftOn : said === 'yes' ? undefined : said;
  return {
    ...rest,
    ...given({
      left: isOut ? true : undefined,
      leftOn: day,
      stoppedOn: isBack ? undefined : stoppedOn,
      ...(isOut || (stoppedOn !== undefined && !isBack)
        ? { poolBefore: pool, pool: undefined }
        : { pool, poolBefore: undefined }),
    }),
  };
}

/** Somebody whom the files do not name, when the member they work for has moved: what was the member's follows it. */
export function colleagueRow(before: PersonRow, was: MemberRow, is: MemberRow): PersonRow {
  const [from, to] = [repeatedOf(was), repeatedOf(is)] as Partial<PersonRow>[];
  const own = REPEATED.filter((name) => before[name] !== undefined && before[name] !== from?.[name]);
  return { ...without(before, REPEATED), ...to, ...only(before, own) } as PersonRow;
}

const without = <T extends object>(row: T, names: readonly string[]): T =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))) as T;

const only = (row: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name)));

type Training = NonNullable<PersonRow['training']>[number];

/** Of each programme the training that began later, be it of the file or of a session since; the file's, of two of one day. */
function latestTraining(file: readonly Training[], before: readonly Training[]): Training[] {
  const latest = new Map<string, Training>();
  for (const one of [...before, ...file]) {
    const known = latest.get(one.programme);
    if (known === undefined || known.from <= one.from) latest.set(one.programme, one);
  }
  return [...latest.values()];
}
