import type { Person as PersonRow } from '../store/store.ts';
import type { Known, MembersToImport } from './known-members.ts';
import type { PersonRecord } from './people-records.ts';
import type { Successions } from './successions.ts';

interface Surroundings {
  readonly files: Required<MembersToImport>;
  readonly known: Known;
  /** URNs and trust ids that the files or the table have. */
  readonly members: ReadonlySet<string>;
  readonly successions: Successions;
  refuse(record: PersonRecord, reason: string): void;
  note(text: string): void;
}

/**
 * The people of the files who can be brought in: whoever works for a member that is known, and whose address is nobody else's in
 * the table. Of somebody who answers for several members those that are unknown are left out.
 */
export function acceptPeople(surroundings: Surroundings): readonly PersonRecord[] {
  const { files, known, refuse, note } = surroundings;
  const inFile = new Map(files.people.map(({ id, email }) => [id, email]));
  return files.people.flatMap((person) => {
    if (known.people.get(person.id)?.erasureAskedAt !== undefined) {
      refuse(
        person,
        `'${person.id}' is erased, as was asked, and is brought in no more; if they take part again, give them another id.`,
      );
      return [];
    }
    if (known.owners.get(person.email)?.some(({ erasedAt }) => erasedAt !== undefined)) {
      note(
        `Somebody with the address of '${person.id}' was erased, as was asked: '${person.id}' is brought in as somebody new. ` +
          'Make sure that they know of it.',
      );
    }
    const owner = ownerOf(person, surroundings.known, inFile);
    if (owner === undefined) return withKnownPlaces(person, surroundings);
    refuse(
      person,
      `The mail address of '${person.id}' is that of '${owner.person}' in the table already; give one person one id.`,
    );
    return [];
  });
}

/**
 * Somebody else who is written to at the person's address. Those do not count who have left it: by another address in the same
 * file, by leaving, or since whoever reads the mails there has said that they are not the one.
 */
const ownerOf = (
  { id, email }: PersonRecord,
  known: Known,
  inFile: ReadonlyMap<string, string>,
): PersonRow | undefined =>
  known.owners
    .get(email)
    ?.find(
      (row) =>
        row.person !== id &&
        !row.left &&
        row.erasedAt === undefined &&
        row.mail !== 'wrong-person' &&
        (inFile.get(row.person) ?? email).toLowerCase() === email.toLowerCase(),
    );

function withKnownPlaces(person: PersonRecord, surroundings: Surroundings): PersonRecord | [] {
  const { files, members, refuse, note } = surroundings;
  const registered = new Set(files.schools.flatMap(({ trust }) => trust?.id ?? []));
  const refusedSchools = new Set(files.refusedSchools);
  const { member, isHead, others = [], ...rest } = person;
  const places = [...(member === undefined ? [] : [{ member, isHead }]), ...others];
  const kept = places.filter((place) => {
    if (members.has(place.member)) return true;
    if (registered.has(place.member) && places.length > 1) {
      note(
        `${place.member}, for which '${person.id}' answers, is named by the register alone and is no member: nothing is asked of ` +
          "them for it. Add a line with the record 'trust' if it is one.",
      );
      return true;
    }
    if (refusedSchools.has(place.member) && person.pool === undefined) {
      note(
        `'${person.id}' is brought in without ${place.member}, whose line is refused: import both files again once it is mended.`,
      );
      return true;
    }
    refuse(person, whyUnknown(person.id, place.member, surroundings));
    return false;
  });
  // Whoever goes on reviews does so for one member: without it the others are not enough.
  if (places.length > 0 && (kept.length === 0 || (person.pool !== undefined && kept[0]?.member !== member))) return [];
  // A member that is known comes first: the rules about teams compare what is known of it.
  const [main, ...more] = person.pool === undefined ? kept.toSorted((a, b) => rank(a) - rank(b)) : kept;
  return {
    ...rest,
    ...(main && { member: main.member, ...(main.isHead === undefined ? {} : { isHead: main.isHead }) }),
    ...(more.length > 0
      ? {
          others: more.map((one) => ({
            member: one.member,
            ...(one.isHead === undefined ? {} : { isHead: one.isHead }),
          })),
        }
      : {}),
  };

  function rank(place: { readonly member: string }): number {
    return members.has(place.member) ? 0 : 1;
  }
}

function whyUnknown(id: string, member: string, { files, successions }: Surroundings): string {
  const closed = files.closed.some(({ urn }) => urn === member);
  if (!closed) return `'${id}' works for ${member}, which is not among the members; add it, or correct member.`;
  const successor = successions.successorOf.get(member);
  return (
    `'${id}' works for ${member}, which has closed; ` +
    (successor === undefined
      ? 'write where they work now.'
      : `write its successor ${successor} if they work there now.`)
  );
}
