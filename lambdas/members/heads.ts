import type { PersonRecord } from './people-records.ts';

/** Whoever answers for each member, by member: one person for one, and one person for several if need be. */
export function headsOf(
  people: readonly PersonRecord[],
  members: ReadonlySet<string>,
  refuse: (record: PersonRecord, reason: string) => void,
): ReadonlyMap<string, string> {
  const headOf = new Map<string, string>();
  for (const person of people) {
    for (const member of ledBy(person)) {
      if (!members.has(member)) continue;
      const other = headOf.get(member);
      if (other === undefined || other === person.id) headOf.set(member, person.id);
      else refuse(person, `'${other}' is the head of ${member} already; one person answers for a school or trust.`);
    }
  }
  return headOf;
}

/** The members that somebody is head of as their record says. */
export const ledBy = ({ member, isHead, others = [] }: PersonRecord): string[] => [
  ...(isHead && member !== undefined ? [member] : []),
  ...others.flatMap((one) => (one.isHead ? one.member : [])),
];
