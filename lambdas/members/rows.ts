/**
 * The rows of the table as an import wants them: what the files say over what the table had.
 */
import type { Hub as HubRow, Member as MemberRow, Person as PersonRow } from '../store/store.ts';
import type { School } from './gias.ts';
import type { Links } from './link-records.ts';
import { keptOfMail } from './mail-marks.ts';
import type { Hub, PersonRecord, Trust } from './people-records.ts';
import { given } from './values.ts';

export function schoolRow(
  urn: string,
  school: School | undefined,
  before: MemberRow | undefined,
  links: Links,
): MemberRow {
  const { urn: _, type: __, trust: ___, ...register } = school ?? ({} as Partial<School>);
  return {
    standing: 'member',
    name: urn,
    ...before,
    member: urn,
    kind: 'school',
    ...register,
    ...linksOf(urn, links),
  };
}

/** A trust is where its schools are: in the middle between them. */
export function trustRow(
  id: string,
  trust: Trust | undefined,
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
    ...given({ name: trust?.name, easting: middle('easting'), northing: middle('northing') }),
    ...linksOf(id, links),
  };
}

function linksOf(member: string, links: Links) {
  return given({ hub: links.hubOf.get(member), trust: links.trustOf.get(member), head: links.headOf.get(member) });
}

export function hubRow({ id, name, manager, seniorPartner }: Hub, before: HubRow | undefined): HubRow {
  return { ...before, hub: id, name, ...given({ manager, seniorPartner }) };
}

/**
 * Somebody's place, phase, hub and trust are those of the member they work for: the rules about teams compare them. The number
 * of reviews done never falls, and no training is taken back, since the table goes on after the file was written. What is kept of
 * the mail to their address: see `keptOfMail`.
 */
export function personRow(
  { id, line: _, isHead: __, training, relationships, reviewsDone, ...record }: PersonRecord,
  before: PersonRow | undefined,
  member: MemberRow | undefined,
  links: Links,
): PersonRow {
  const done = Math.max(reviewsDone ?? 0, before?.reviewsDone ?? 0);
  return {
    ...(before && keptOfMail(before, record.email)),
    person: id,
    ...record,
    ...given({
      hub: member?.hub ?? links.managedHubOf.get(id),
      trust: member?.kind === 'trust' ? member.member : member?.trust,
      phase: member?.phase,
      easting: record.easting ?? member?.easting,
      northing: record.northing ?? member?.northing,
      training: training && latestTraining(training, before?.training ?? []),
      relationships: relationships && relationships.length > 0 ? [...relationships] : undefined,
      reviewsDone: reviewsDone === undefined && before?.reviewsDone === undefined ? undefined : done,
    }),
  };
}

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
