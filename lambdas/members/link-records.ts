import { NONE } from './belonging.ts';
import { headsOf } from './heads.ts';
import type { Known, MembersToImport } from './known-members.ts';
import { acceptPeople } from './people-accepted.ts';
import type { Hub, PersonRecord } from './people-records.ts';
import { type Successions, successionsOf } from './successions.ts';

/** A record that was left out, or left without one of its links, and why. */
export interface Refused {
  readonly line?: number;
  readonly reason: string;
}

/** Who belongs to whom once the files and the table are looked at together. */
export interface Links {
  /** URNs and trust ids to be written, each once. */
  readonly schools: readonly string[];
  readonly trusts: readonly string[];
  readonly hubs: readonly Hub[];
  readonly people: readonly PersonRecord[];
  /** By member. */
  readonly hubOf: ReadonlyMap<string, string>;
  readonly trustOf: ReadonlyMap<string, string>;
  /** Of which the people file says that they belong to no hub. */
  readonly inNoHub: ReadonlySet<string>;
  readonly headOf: ReadonlyMap<string, string>;
  /** By person: the hub they manage. */
  readonly managedHubOf: ReadonlyMap<string, string>;
  readonly successions: Successions;
  readonly refused: readonly Refused[];
  /** What is as the files say, and may not be what their keeper meant. */
  readonly notes: readonly string[];
}

/**
 * Puts the records together. A record that names a member, hub or person neither in the files nor in the table is left
 * out, or left without that link, and refused with a reason.
 */
export function linkRecords(files: Required<MembersToImport>, known: Known): Links {
  const refused: Refused[] = [];
  const notes: string[] = [];
  const refuse = (record: { readonly line?: number }, reason: string): void => {
    refused.push(record.line === undefined ? { reason } : { line: record.line, reason });
  };
  const members = new Set([
    ...files.schools.map(({ urn }) => urn),
    ...files.trusts.map(({ id }) => id),
    ...known.members.keys(),
  ]);
  const successions = successionsOf(files.schools, files.closed, files.links, (urn) => known.members.has(urn));
  const people = acceptPeople({ files, known, members, successions, refuse, note: (text) => notes.push(text) });
  const personIds = new Set([...people.map(({ id }) => id), ...known.people.keys()]);

  const hubOf = new Map<string, string>();
  const trustOf = new Map(files.schools.flatMap(({ urn, trust }) => (trust ? [[urn, trust.id] as const] : [])));
  const touched = new Set(files.schools.map(({ urn }) => urn));
  const join = (of: Map<string, string>, group: { id: string; line?: number }, urns: readonly string[]): void => {
    for (const urn of urns) {
      const other = of.get(urn);
      if (!members.has(urn))
        refuse(group, `'${group.id}' names school ${urn}, which is not among the members; add or remove it.`);
      else if (other !== undefined && other !== group.id) {
        refuse(group, `'${group.id}' names school ${urn}, which belongs to '${other}'; a school belongs to one only.`);
      } else {
        of.set(urn, group.id);
        touched.add(urn);
      }
    }
  };

  const managedHubOf = new Map<string, string>();
  for (const hub of files.hubs.filter(({ id }) => id === NONE)) join(hubOf, hub, hub.schools);
  const hubs = files.hubs.flatMap((hub) => {
    if (hub.id === NONE) return [];
    join(hubOf, hub, hub.schools);
    const { manager, seniorPartner, ...rest } = hub;
    const named = (role: string, person: string | undefined) => {
      if (person === undefined || personIds.has(person)) return person;
      refuse(hub, `'${hub.id}' names the ${role} '${person}', who is not among the people; add or correct them.`);
      return undefined;
    };
    const manages = named('manager', manager);
    const partner = named('senior partner', seniorPartner);
    if (manages) managedHubOf.set(manages, hub.id);
    return { ...rest, ...(manages ? { manager: manages } : {}), ...(partner ? { seniorPartner: partner } : {}) };
  });

  /** A trust's academies come with it, those that the register alone names and those the table knows; what names a school itself counts more. */
  const bringInto = (hub: string, trust: string): void => {
    hubOf.set(trust, hub);
    const named = [...trustOf].flatMap(([urn, of]) => (of === trust ? urn : []));
    const ofTable = (known.schoolsOf.get(trust) ?? []).map(({ member }) => member);
    for (const urn of [...named, ...ofTable]) {
      if (hubOf.has(urn) || (trustOf.get(urn) ?? trust) !== trust || leftTrust.has(urn)) continue;
      hubOf.set(urn, hub);
      touched.add(urn);
    }
  };
  const leftTrust = new Set(files.schools.flatMap(({ urn, inNoTrust }) => (inNoTrust ? urn : [])));

  const hubIds = new Set([...hubs.map(({ id }) => id), ...known.hubs.keys()]);
  for (const trust of files.trusts) {
    join(trustOf, trust, trust.schools);
    if (trust.hub === undefined) continue;
    if (hubIds.has(trust.hub)) bringInto(trust.hub, trust.id);
    else refuse(trust, `'${trust.id}' names the hub '${trust.hub}', which is not among the hubs; add or correct it.`);
  }

  const inNoHub = new Set([...hubOf].flatMap(([member, hub]) => (hub === NONE ? member : [])));
  for (const member of inNoHub) hubOf.delete(member);

  const headOf = headsOf(people, members, refuse);
  for (const member of headOf.keys()) touched.add(member);
  for (const { id, member, isHead } of people) {
    if (isHead !== false || member === undefined || headOf.has(member) || known.members.get(member)?.head !== id)
      continue;
    notes.push(
      `'${id}' is the head of ${member} in the table, and their line says that they are not: they stay so until a line names somebody else.`,
    );
  }
  // A member that another follows, or that follows another, has something to remember of it.
  for (const urn of [...successions.predecessorsOf.keys(), ...successions.successorOf.keys()]) {
    if (known.members.has(urn)) touched.add(urn);
  }
  for (const { urn } of files.closed) if (known.members.has(urn)) touched.add(urn);
  const trusts = new Set(files.trusts.map(({ id }) => id));
  for (const member of touched) if (known.members.get(member)?.kind === 'trust') trusts.add(member);
  // The register names a trust that the table has: it may have another name now.
  for (const { trust } of files.schools) if (trust && known.members.has(trust.id)) trusts.add(trust.id);
  return {
    schools: [...touched].filter((member) => !trusts.has(member)),
    trusts: [...trusts],
    hubs,
    people,
    hubOf,
    inNoHub,
    trustOf,
    headOf,
    managedHubOf,
    successions,
    refused,
    notes,
  };
}
