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
  const hubs = files.hubs.map((hub) => {
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

  const hubIds = new Set([...hubs.map(({ id }) => id), ...known.hubs.keys()]);
  for (const trust of files.trusts) {
    join(trustOf, trust, trust.schools);
    if (trust.hub === undefined) continue;
    if (hubIds.has(trust.hub)) hubOf.set(trust.id, trust.hub);
    else refuse(trust, `'${trust.id}' names the hub '${trust.hub}', which is not among the hubs; add or correct it.`);
  }

  const headOf = headsOf(people, members, refuse);
  for (const member of headOf.keys()) touched.add(member);
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
    trustOf,
    headOf,
    managedHubOf,
    successions,
    refused,
    notes,
  };
}
