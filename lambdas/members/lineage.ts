/**
 * Schools convert, merge and close; what was known of them counts for whoever followed. The register's links say who that is:
 * `successor` on the row of the one that closed, `predecessors` on the row of the one that followed.
 */
import type { Member, Review, Store } from '../store/store.ts';

/** Members by their ids, with whoever they followed and whoever followed them. */
export type Lineage = ReadonlyMap<string, Member>;

/** How often one school may have followed another: more than a school sees in ten years, and an end to circles. */
const MOST_STEPS = 4;

/**
 * Reads members, and everything that goes before or after them, a generation at a time. Members that followed nobody and that
 * nobody followed, which nearly all are, are read once and nothing more; of a store that reads each row once in batches of 100.
 */
export async function readLineage(store: Pick<Store, 'member'>, ids: Iterable<string>): Promise<Lineage> {
  const found = new Map<string, Member>();
  const asked = new Set<string>();
  let next = [...new Set(ids)];
  for (let step = 0; step <= 2 * MOST_STEPS && next.length > 0; step += 1) {
    for (const id of next) asked.add(id);
    const rows = (await Promise.all(next.map((id) => store.member(id)))).filter((row) => row !== undefined);
    for (const row of rows) found.set(row.member, row);
    const around = rows.flatMap(({ predecessors = [], successor }) => [...predecessors, successor ?? []].flat());
    next = [...new Set(around)].filter((id) => !asked.has(id));
  }
  return found;
}

/**
 * The member that stands for one today: itself while it is open, else whoever followed it. Where nobody did, or whoever did is no
 * member of ours, or several did, it is the last that is known.
 *
 * @returns nothing where there is no row for it.
 */
export function memberToday(lineage: Lineage, id: string): Member | undefined {
  let now = lineage.get(id);
  const seen = new Set([id]);
  while (now?.standing === 'closed' && now.successor !== undefined && !seen.has(now.successor)) {
    seen.add(now.successor);
    const next = lineage.get(now.successor);
    if (next === undefined) return now;
    now = next;
  }
  return now;
}

/** A member with those it followed, itself first: one that became an academy, those that were merged, and whom these followed. */
export function withPredecessors(lineage: Lineage, id: string): readonly string[] {
  const all = new Set([id]);
  let generation: readonly string[] = [id];
  for (let step = 0; step < MOST_STEPS && generation.length > 0; step += 1) {
    generation = generation.flatMap((one) => lineage.get(one)?.predecessors ?? []).filter((one) => !all.has(one));
    for (const one of generation) all.add(one);
  }
  return [...all];
}

/**
 * A member with those whose history is its own: all it followed, but none that is open. A closure that the register takes back leaves the
 * link, as does a successor that is named before its school has closed, and a school that is open has its history for itself.
 */
export const withClosedPredecessors = (lineage: Lineage, id: string): readonly string[] =>
  withPredecessors(lineage, id).filter((one) => {
    const row = lineage.get(one);
    return one === id || row === undefined || row.standing === 'closed';
  });

/**
 * Everything that is one school for the rules about teams: the member that stands for `id` today, all it followed, and `id` with
 * all that it followed. The two schools of which one was split are two.
 */
export const familyOf = (lineage: Lineage, id: string): ReadonlySet<string> =>
  new Set([id, memberToday(lineage, id)?.member ?? id].flatMap((one) => withPredecessors(lineage, one)));

/** The member that is asked for a review's host: the one that it was planned for, or on whose behalf it goes on. */
export const hostOf = ({ host, goesOnAt }: Pick<Review, 'host' | 'goesOnAt'>): string => goesOnAt ?? host;

/**
 * The member whose head says who may see a review's report today: its host, and once that has closed whoever followed it. Until there
 * is a report, the host that is asked is the one that the review goes on at.
 */
export async function ownerToday(
  store: Pick<Store, 'member'>,
  review: Pick<Review, 'host' | 'goesOnAt' | 'publishedAt'>,
): Promise<Member | undefined> {
  const host = await store.member(hostOf(review));
  if (review.publishedAt === undefined || host?.standing !== 'closed') return host;
  return memberToday(await readLineage(store, [host.member]), host.member);
}

/**
 * The members whose balance is a member's: its own, and that of all whom it alone followed and that have closed. What was owed by
 * a school of which several became is nobody's, since it cannot be told whose.
 */
export const balancesOf = (lineage: Lineage, id: string): readonly string[] =>
  withPredecessors(lineage, id).filter((one) => one === id || memberToday(lineage, one)?.member === id);

/**
 * The reviews of a member over the years, and of those it followed and that have closed, oldest first: a query for each. A review that
 * goes on at it is its own, though the school where it began is open again.
 */
export async function reviewsOf(
  store: Pick<Store, 'member' | 'reviewsOfHost'>,
  member: string,
): Promise<readonly Review[]> {
  const lineage = await readLineage(store, [member]);
  const hosts = withPredecessors(lineage, member);
  const theirs = new Set(withClosedPredecessors(lineage, member));
  const found = (await Promise.all(hosts.map((host) => store.reviewsOfHost(host)))).flat();
  const reviews = found.filter((review) => review.host === member || theirs.has(hostOf(review)));
  return hosts.length === 1
    ? reviews
    : reviews.toSorted((a, b) => a.year.localeCompare(b.year) || a.about.localeCompare(b.about));
}
