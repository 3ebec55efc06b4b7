/** Why seats stay empty and what would fill them, in sentences for the central team. Nobody is named. */
import { explainEmptySeats, type Waterfall, waterfallInWords } from '../../solver/explain.ts';
import type { SeasonInstance, SeasonPlan } from '../../solver/instance.ts';

/** What admits those whom one rule alone keeps out; by the rule's own words in eligibility.ts. */
const advice: Readonly<Record<string, (people: string) => string>> = {
  'untrained, or with training out of date': (people) =>
    `${people} could go once they are trained: offer them a session before the visit.`,
  'not available on these days': (people) => `${people} could go on other days: think about moving the review.`,
  'in the same hub': (people) =>
    `${people} of the same hub could go: name one with a reason when the seat is to be filled.`,
  'too far': (people) => `${people} could go if they travelled farther or stayed a night: ask the nearest.`,
  'reviewed this host last year': (people) => `${people} could go, but reviewed this host last year.`,
  'declined or objected to': (people) =>
    `${people} could go, but declined, were objected to, or are not wanted by your own wish.`,
  'busy that week': (people) => `${people} could go if they were not on another review: think about moving one.`,
};

const peopleInWords = (count: number): string => (count === 1 ? '1 more person' : `${count} more people`);

/** For each review with empty seats a sentence with what would fill them, and one with the counts behind it. */
export function whyEmpty(
  season: SeasonInstance,
  plan: SeasonPlan,
  who: { readonly nobody: string; readonly empty: (seats: number, of: number) => string },
): ReadonlyMap<string, readonly string[]> {
  const filled = Map.groupBy(plan.placements, ({ review }) => review);
  const seats = new Map(season.reviews.map((review) => [review.review, review.seats]));
  return new Map(
    explainEmptySeats(season, plan).map((waterfall) => {
      const { review, people } = waterfall;
      const of = seats.get(review) ?? 0;
      const empty = who.empty(of - (filled.get(review)?.length ?? 0), of);
      const sentences =
        people === 0
          ? [`${empty}: ${who.nobody}`]
          : [`${empty}: ${whatToChange(waterfall)}`, `Looked at ${waterfallInWords(waterfall)}.`];
      return [review, sentences];
    }),
  );
}

export function whatToChange({ alone, eligible, taken }: Waterfall): string {
  const [most] = alone.filter(({ words }) => advice[words] !== undefined).toSorted((a, b) => b.count - a.count);
  const busy = taken.find(({ words }) => words === 'busy that week')?.count ?? 0;
  const atLimit = taken.find(({ words }) => words === 'at their limit')?.count ?? 0;
  if (eligible > 0 && busy >= atLimit && busy > 0) {
    return `those who could go are on other reviews that week (${busy}). Move this review to a quieter week${moreOf(most)}`;
  }
  if (atLimit > 0) {
    return `those who could go have as many reviews as they offered (${atLimit}). Ask one of them for one more${moreOf(most)}`;
  }
  const sentence = most && advice[most.words]?.(peopleInWords(most.count));
  return sentence ?? 'no single change admits anybody. Train more people, or let the team go with fewer.';
}

const moreOf = (most: { readonly words: string; readonly count: number } | undefined): string => {
  const sentence = most && advice[most.words]?.(peopleInWords(most.count));
  return sentence === undefined ? '.' : `, or: ${sentence}`;
};
