import type { Known, MembersToImport } from './known-members.ts';
import type { Hub, PersonRecord } from './people-records.ts';

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
  readonly refused: readonly { readonly line?: number; readonly reason: string }[];
}

/**
 * Puts the records together. A record that names a member, hub or person neither in the files nor in the table is left
 * out, or left without that link, and refused with a reason.
 */
export function linkRecords(files: Required<MembersToImport>, known: Known): Links {
  const refused: { line?: number; reason: string }[] = [];
  const refuse = (record: { readonly line?: number }, reason: string): void => {
    refused.push(record.line === undefined ? { reason } : { line: record.line, reason });
  };
  const members = new Set([
    ...files.schools.map(({ urn }) => urn),
    ...files.trusts.map(({ id }) => id),
    ...known.members.keys(),
  ]);
  const people = files.people.filter((person) => {
    if (!person.member || members.has(person.member)) return true;
    refuse(
      person,
      `'${person.id}' works for ${person.member}, which is not among the members; add it, or correct member.`,
    );
    return false;
  });
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

  const headOf = new Map(people.flatMap(({ id, member, isHead }) => (isHead && member ? [[member, id] as const] : [])));
  for (const member of headOf.keys()) touched.add(member);
  const trusts = new Set(files.trusts.map(({ id }) => id));
  for (const member of touched) if (known.members.get(member)?.kind === 'trust') trusts.add(member);
  return {
    schools: [...touched].filter((member) => !trusts.has(member)),
    trusts: [...trusts],
    hubs,
    people,
    hubOf,
    trustOf,
    headOf,
    managedHubOf,
    refused,
  };
}
