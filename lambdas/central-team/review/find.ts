import { reviewsOf } from '../../members/lineage.ts';
import { ANY_SLUG, EXAMPLE_REVIEW } from '../../programmes/programmes.ts';
import { type ReviewLine, reviewLines } from '../../store/network-reads.ts';
import type { Review, Store } from '../../store/store.ts';
import { yearsAround } from '../years.ts';

/** What a search came to: one review or membership by its name, several to choose from, or nothing, in a sentence. */
export type Found =
  | { readonly kind: 'one'; readonly about: string }
  | { readonly kind: 'several'; readonly reviews: readonly (Review | ReviewLine)[] }
  | { readonly kind: 'none'; readonly sentence: string };

/** What the name of a review or a membership looks like. */
const ABOUT = new RegExp(`^(${ANY_SLUG}|membership)-20\\d\\d-[\\w-]+$`);

/** A list of names that is longer is no help to anybody. */
const MOST_NAMES = 20;

/**
 * Finds a review by what somebody typed: the URN of a school or the id of a trust (the latest of its reviews), a review's
 * own name (`qar-2026-100183`), or a part of the school's name among the reviews of these years.
 */
export async function find(typed: string, today: string, store: Store): Promise<Found> {
  const wanted = typed.toLowerCase();
  if (ABOUT.test(wanted)) return { kind: 'one', about: wanted };
  if (/^(\d{6}|trust-[\w-]+)$/.test(wanted)) return ofHost(wanted, today, store);
  return byName(wanted, today, store);
}

async function ofHost(host: string, today: string, store: Store): Promise<Found> {
  const reviews = await reviewsOf(store, host);
  const latest = reviews.at(-1);
  if (latest) return { kind: 'one', about: latest.about };
  const memberships = await Promise.all(
    [...yearsAround(today)].toReversed().map((year) => store.membership(host, year)),
  );
  const membership = memberships.find((row) => row !== undefined);
  if (membership) return { kind: 'one', about: `membership-${membership.year}-${host}` };
  const member = await store.member(host);
  const sentence = member
    ? `${member.name} (${host}) has no review and has not been asked to renew.`
    : `No school or trust has the number ${host}. A URN has six digits; a trust looks like trust-12.`;
  return { kind: 'none', sentence };
}

async function byName(wanted: string, today: string, store: Store): Promise<Found> {
  if (wanted.length < 3) {
    return { kind: 'none', sentence: `Type a URN, a review such as ${EXAMPLE_REVIEW}, or three letters of a name.` };
  }
  const years = await Promise.all(
    yearsAround(today).map((year) => reviewLines(store, year, `${year}-01-01`, `${Number(year) + 1}-12-31`)),
  );
  const reviews = years.flat().filter(({ hostName }) => hostName.toLowerCase().includes(wanted));
  const [only] = reviews;
  if (only === undefined)
    return { kind: 'none', sentence: `No review of these years is of a school called ‘${wanted}’.` };
  if (reviews.length === 1) return { kind: 'one', about: only.about };
  if (reviews.length > MOST_NAMES) {
    return { kind: 'none', sentence: `${reviews.length} schools have ‘${wanted}’ in their name: type more of it.` };
  }
  return { kind: 'several', reviews };
}
