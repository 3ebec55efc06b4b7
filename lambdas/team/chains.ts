/**
 * Chains over two teams, for a seat that nobody can take as things are: somebody who is to go elsewhere comes here, and
 * somebody else takes their place there. They are proposed to the central team and never made by themselves.
 */
import * as z from 'zod';
import { loadYear } from '../settings/load-settings.ts';
import { termOf } from '../settings/terms.ts';
import { Mending } from '../solver/mend.ts';
import type { Placement, Store, WholeReview } from '../store/store.ts';
import { readSeasonRows } from './term-plan/read-season.ts';
import { type DatedReviewRow, seasonOfRows } from './term-plan/season-of-rows.ts';
import { noContext } from './term-plan/season-rows.ts';

export const Chain = z.object({
  /** Who would come. */
  moves: z.string(),
  /** The place that they would leave: 'planned' while nobody has asked them for it. */
  from: z.object({
    about: z.string(),
    hostName: z.string(),
    day1: z.string(),
    turn: z.number(),
    seat: z.string(),
    status: z.enum(['planned', 'accepted']),
  }),
  /** Who would take it. */
  replacement: z.string(),
});
export type Chain = z.infer<typeof Chain>;

/** Nobody compares more than a few. Whoever was not asked yet is disturbed by none of it, so they come first. */
const MOST_PLANNED = 3;
const MOST_ACCEPTED = 2;
/** So many are looked through for these. */
const LOOKED_AT = 60;

/**
 * The best chains for a reviewer's seat, by the season's points, as the season stands; none for a visit outside the terms.
 * Whoever is being asked stays where they are. The season is the 25 to 29 requests of read-season.ts, and one of the year.
 */
export async function proposeChains(store: Store, { review }: Pick<WholeReview, 'review'>): Promise<readonly Chain[]> {
  const year = await loadYear(store, review.year);
  const term = review.day1 === undefined ? undefined : termOf(year, review.day1);
  if (!term) return [];
  const rows = await readSeasonRows(store, review.year, term.term);
  const { teams, reviews } = seasonOfRows(rows, noContext);
  const reviewOf = new Map(reviews.map((row) => [row.about, row]));
  const movable = new Map(
    rows.placements.flatMap((row) =>
      mayMove(row, reviewOf.get(row.about)) ? [[nameOf(row.about, row.person), row]] : [],
    ),
  );
  const season = {
    ...teams,
    reviews: teams.reviews.map((row) => ({
      ...row,
      fixed: row.fixed.filter((person) => !movable.has(nameOf(row.review, person))),
    })),
  };
  const placements = [...movable.values()].map(({ about, person }) => ({ review: about, person }));
  const chains = new Mending(season, { placements }).chains(review.about, [], LOOKED_AT).flatMap((found): Chain[] => {
    const place = movable.get(nameOf(found.from, found.moves));
    const from = reviewOf.get(found.from);
    if (!place || !from) return [];
    const { about, day1, turn, seat } = place;
    const status = place.status === 'accepted' ? 'accepted' : 'planned';
    return [
      {
        ...{ moves: found.moves, replacement: found.replacement },
        from: { about, hostName: from.hostName, day1, turn, seat, status },
      },
    ];
  });
  const of = (status: Chain['from']['status']) => chains.filter(({ from }) => from.status === status);
  return [...of('planned').slice(0, MOST_PLANNED), ...of('accepted').slice(0, MOST_ACCEPTED)];
}

const nameOf = (about: string, person: string): string => `${about} ${person}`;

/** Somebody who is planned, or has accepted a review whose visit has not begun. */
function mayMove({ kind, status, turn }: Placement, review: DatedReviewRow | undefined): boolean {
  if (kind !== 'reviewer' || review === undefined) return false;
  if (status === 'planned') return turn === review.turn;
  return status === 'accepted' && (review.stage === 'team' || review.stage === 'preparation');
}
