/** What somebody is called without saying who it is. */
import type { EndingIndex } from '../invariants/ending-index.ts';
import { heldPlaces } from '../invariants/places.ts';

/** The first that somebody is counts: a head may go on reviews too. */
export const ROLES = [
  'central team',
  'hub manager',
  'head or chief executive',
  'lead reviewer',
  'reviewer',
  'somebody else',
] as const;
export type RoleName = (typeof ROLES)[number];

/** Of each person their role and what they took part in, by their id. */
export class KnownRoles {
  readonly #managers: ReadonlySet<string>;
  readonly #heads: ReadonlySet<string>;
  readonly #index: EndingIndex;
  readonly #places = new Map<string, number>();
  readonly #hosted = new Map<string, number>();

  constructor(index: EndingIndex) {
    this.#index = index;
    this.#managers = new Set([...index.hubs.values()].flatMap(({ manager }) => manager ?? []));
    this.#heads = new Set([...index.members.values()].flatMap(({ head }) => head ?? []));
    for (const known of index.reviews) {
      for (const { person } of heldPlaces(known)) addOne(this.#places, person);
      const head = index.members.get(known.review.host)?.head;
      if (head !== undefined) addOne(this.#hosted, head);
    }
  }

  roleOf(person: string): RoleName {
    if (person === 'central-team') return 'central team';
    if (this.#managers.has(person)) return 'hub manager';
    if (this.#heads.has(person)) return 'head or chief executive';
    const known = this.#index.people.get(person);
    const pool = known?.pool ?? known?.poolBefore;
    if (pool === 'lead-reviewers') return 'lead reviewer';
    return pool === 'reviewers' ? 'reviewer' : 'somebody else';
  }

  /** 'a lead reviewer in 2 teams', 'a head or chief executive, host of 1 review'. */
  describe(person: string): string {
    const role = this.roleOf(person);
    const [places, hosted] = [this.#places.get(person) ?? 0, this.#hosted.get(person) ?? 0];
    return [
      `${role === 'central team' ? 'the' : role === 'somebody else' ? '' : 'a'} ${role}`.trim(),
      ...(places > 0 ? [` in ${places} ${places === 1 ? 'team' : 'teams'}`] : []),
      ...(hosted > 0 ? [`, host of ${hosted} ${hosted === 1 ? 'review' : 'reviews'}`] : []),
    ].join('');
  }
}

const addOne = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
