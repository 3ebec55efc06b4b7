import type { Person, Store } from '../store/store.ts';
import { notKnownOf, trustOf } from './belonging.ts';
import type { Candidate } from './hard-rules.ts';
import { type Lineage, memberToday, readLineage } from './lineage.ts';

/** Somebody as the rules about teams look at them: with what their school is today. */
export type PersonToday = Person & Pick<Candidate, 'notKnown'>;

/**
 * People with the trust, hub and phase that their member has today, whatever their own rows repeat of it; of a school that has closed
 * whoever followed it is their member. Of a store that reads each row once the members come in batches of 100: 541 are six
 * requests, those of one team one.
 */
export async function asOfToday(store: Pick<Store, 'member'>, people: readonly Person[]): Promise<PersonToday[]> {
  const lineage = await readLineage(
    store,
    people.flatMap(({ member, alsoOf = [] }) => [member ?? [], alsoOf].flat()),
  );
  return people.map((person) => ofToday(person, lineage));
}

/** The same for whoever has read the members. Hub managers have their hub where their member has none. */
export function ofToday(person: Person, lineage: Lineage): PersonToday {
  const member = person.member === undefined ? undefined : memberToday(lineage, person.member);
  const others = (person.alsoOf ?? []).flatMap((id) => memberToday(lineage, id) ?? []);
  const also = others.flatMap((one) => [one.member, trustOf(one) ?? []].flat());
  const alsoOf = [...new Set([...(person.alsoOf ?? []), ...also])];
  const { trust: _, hub, phase, ...own } = person;
  if (member === undefined) return also.length === 0 ? person : { ...person, alsoOf };
  // Of a member that was said to be in no hub, its hub manager has none either.
  const ownHub = member.notKnown === undefined ? hub : undefined;
  const today = { hub: member.hub ?? ownHub, phase: member.phase ?? phase, trust: trustOf(member) };
  const notKnown = notKnownOf(member).filter((what) => today[what] === undefined);
  return {
    ...own,
    member: member.member,
    ...(today.trust !== undefined && { trust: today.trust }),
    ...(today.hub !== undefined && { hub: today.hub }),
    ...(today.phase !== undefined && { phase: today.phase }),
    ...(alsoOf.length > 0 && { alsoOf }),
    ...(notKnown.length > 0 && { notKnown }),
  };
}
