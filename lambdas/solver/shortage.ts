/**
 * Where reviews seek more people together than there are: a largest flow, and the smallest cut that ends it, which names the
 * reviews and the limits. Schools in a team and swaps are no part of it, so that a shortage found is one for certain.
 */
import { roomInTerm, type Season } from './compile-season.ts';
import { FlowNetwork } from './min-cost-flow.ts';

export interface Shortage {
  readonly reviews: readonly string[];
  readonly seats: number;
  /** How many of the seats can be filled at most. */
  readonly fillable: number;
  /** What the fillable seats are bounded by: places, not people. */
  readonly limits: readonly { readonly words: string; readonly places: number }[];
}

interface Bound {
  readonly arc: number;
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

export function shortagesOf(season: Season): Shortage[] {
  const reviewsFrom = 1;
  const firstTimersFrom = reviewsFrom + season.reviews.length;
  const peopleFrom = firstTimersFrom + season.reviews.length;
  const numbers = new Map<string, number>();
  const nodeOf = (key: string): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const node = peopleFrom + season.people.length + numbers.size;
    numbers.set(key, node);
    return node;
  };
  // Each pair needs at most a node for the week and one for the term.
  const network = new FlowNetwork(new Int32Array(peopleFrom + season.people.length + 2 * season.pairPerson.length));
  const bounds: Bound[] = [];
  const bounded = (from: number, to: number, capacity: number, words: string): void => {
    bounds.push({ arc: network.arc(from, to, capacity, 0), from, to, words });
  };
  season.reviews.forEach(({ firstTimers }, index) => {
    bounded(
      reviewsFrom + index,
      firstTimersFrom + index,
      firstTimers,
      'for first-timers, of whom a team has only so many',
    );
  });
  season.people.forEach(({ room }, index) => {
    bounded(peopleFrom + index, 0, room, 'of people who reach their limit of the year');
  });
  season.pairPerson.forEach((person, pair) => {
    const review = season.pairReview[pair] ?? 0;
    const row = season.people[person];
    const at = season.reviews[review]?.review;
    if (!row || !at) return;
    const [weekKey, termKey] = [`week ${person} ${at.week}`, `term ${person} ${at.term}`];
    if (!numbers.has(termKey)) {
      const room = roomInTerm(row, at.term, season.facts);
      bounded(nodeOf(termKey), peopleFrom + person, room, 'of people who reach their limit of the term');
    }
    if (!numbers.has(weekKey))
      bounded(nodeOf(weekKey), nodeOf(termKey), 1, 'of people who can be on one review a week');
    network.arc((row.firstTimer ? firstTimersFrom : reviewsFrom) + review, nodeOf(weekKey), 1, 0);
  });
  const filled = season.reviews.map(({ seats }, index) => {
    let count = 0;
    while (count < seats && network.augment(reviewsFrom + index, 0)) count += 1;
    return count;
  });
  const found = new Map<string, Shortage>();
  season.reviews.forEach(({ seats }, index) => {
    if ((filled[index] ?? 0) >= seats) return;
    const within = network.reachable(reviewsFrom + index);
    const inside = [...season.reviews.keys()].filter((one) => within.has(reviewsFrom + one));
    const limits = new Map<string, number>();
    for (const { arc, from, to, words } of bounds) {
      if (within.has(from) && !within.has(to)) limits.set(words, (limits.get(words) ?? 0) + network.flow(arc));
    }
    found.set(inside.join(' '), {
      reviews: inside.map((one) => season.reviews[one]?.review.review ?? ''),
      seats: inside.reduce((sum, one) => sum + (season.reviews[one]?.seats ?? 0), 0),
      fillable: inside.reduce((sum, one) => sum + (filled[one] ?? 0), 0),
      limits: [...limits].map(([words, places]) => ({ words, places })).filter(({ places }) => places > 0),
    });
  });
  return [...found.values()];
}

/** '3 reviews (...) seek 9 people, and 7 can come at most: 5 places of people who can be on one review a week, ...'. */
export function shortageInWords({ reviews, seats, fillable, limits }: Shortage): string {
  const who = reviews.length === 1 ? `${reviews[0]} seeks` : `${reviews.length} reviews (${reviews.join(', ')}) seek`;
  const why = limits.map(({ words, places }) => `${places} ${places === 1 ? 'place' : 'places'} ${words}`).join(', ');
  return `${who} ${seats} people, and ${fillable} can come at most${why === '' ? '' : `: ${why}`}.`;
}
