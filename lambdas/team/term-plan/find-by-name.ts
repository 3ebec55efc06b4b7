/** Finds whom and which review the central team means by what it typed; what it typed wrongly is said in a sentence. */
import type { NameInPool } from '../../store/season-reads.ts';
import { mayBePlanned } from './season-rows.ts';

export type Found = { readonly id: string } | { readonly sentence: string };

/** A review that may be typed by its host's name or URN. */
export interface NamedReview {
  readonly review: string;
  readonly hostName: string;
  /** Why no wish can be made for it; absent where one can. `why` follows its name. */
  readonly not?: string;
}

/** As it counts when names are compared: small letters, no accents, no signs, single spaces. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}-]+/gu, ' ')
    .trim();

/** How many of several are listed in a sentence. */
const MOST_LISTED = 4;

export function findPerson(typed: string, people: readonly NameInPool[]): Found {
  const wanted = plain(typed);
  const byId = people.filter(({ person }) => plain(person) === wanted);
  const found = byId.length > 0 ? byId : people.filter(({ name }) => plain(name) === wanted);
  const [first, second] = found;
  if (!first) {
    const near = people.filter(({ name }) => wanted !== '' && plain(name).includes(wanted)).slice(0, MOST_LISTED);
    const perhaps = near.length > 0 ? ` Did you mean ${near.map(({ name }) => name).join(', ')}?` : '';
    return {
      sentence: `Nobody who goes on reviews is called ‘${typed}’.${perhaps} Type the whole name, or the id of the people file`,
    };
  }
  if (second) {
    const each = found
      .slice(0, MOST_LISTED)
      .map(({ person, member }) => (member === undefined ? person : `${person} (of ${member})`));
    return {
      sentence: `${found.length} people are called ‘${typed}’: ${each.join(', ')}. Type the id of the one you mean`,
    };
  }
  if (!mayBePlanned(first)) {
    const why = first.left ? 'has left' : 'gets no mail, since their address does not work';
    return { sentence: `${first.name} ${why}, so they are in no plan. Name somebody else` };
  }
  return { id: first.person };
}

export function findReview(typed: string, reviews: readonly NamedReview[]): Found {
  const wanted = plain(typed);
  const byUrn = reviews.filter(({ review }) => review === wanted || urnOf(review) === wanted);
  const found = byUrn.length > 0 ? byUrn : reviews.filter(({ hostName }) => plain(hostName) === wanted);
  const [first, second] = found;
  if (!first) {
    const near = reviews
      .filter(({ hostName }) => wanted !== '' && plain(hostName).includes(wanted))
      .slice(0, MOST_LISTED);
    const perhaps = near.length > 0 ? ` Did you mean ${near.map(({ hostName }) => hostName).join(', ')}?` : '';
    return { sentence: `No review of this plan is at ‘${typed}’.${perhaps} Type the school’s whole name, or its URN` };
  }
  if (second) {
    const urns = found.slice(0, MOST_LISTED).map(({ review }) => urnOf(review));
    return {
      sentence: `${found.length} reviews are at a ‘${typed}’: ${urns.join(', ')}. Type the URN of the one you mean`,
    };
  }
  if (first.not !== undefined) return { sentence: `The review of ${first.hostName} ${first.not}. Name another review` };
  return { id: first.review };
}

/** 'qar-2026-100183': the URN of a school, the id of a trust. */
const urnOf = (review: string): string => review.replace(/^[a-z]+-\d+-/, '');
