import { plainly } from '../text/plainly.ts';
import type { PersonRecord } from './people-records.ts';

type Record = Pick<PersonRecord, 'id' | 'name' | 'member' | 'others' | 'left'>;

const TITLES = /^(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|revd?)\b\.?\s+/;

/** A name as two spellings of it agree: without title, capitals, accents and punctuation. */
const nameAsHeard = (name: string): string =>
  plainly(name)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(TITLES, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * People of a file who may be one person under two ids, as two lists have them that were put together: the same name at the same member.
 * Two colleagues may have one name, so nobody is refused for it. Gives sentences that have ids and no name.
 */
export function maybeTheSame(people: readonly Record[]): readonly string[] {
  const places = people
    .filter(({ left }) => left !== 'yes')
    .flatMap((person) =>
      [...new Set([person.member, ...(person.others ?? []).map(({ member }) => member)])].flatMap((member) =>
        member === undefined ? [] : [{ id: person.id, member, key: `${member} ${nameAsHeard(person.name)}` }],
      ),
    );
  return [...Map.groupBy(places, ({ key }) => key).values()].flatMap(([first, ...more]) =>
    first === undefined || more.length === 0
      ? []
      : [
          `${[first, ...more].map(({ id }) => `'${id}'`).join(' and ')} may be the same person: they have one name at ${first.member}. ` +
            'If they are, give them one id and one address, or both are asked, and counted, as two.',
        ],
  );
}
