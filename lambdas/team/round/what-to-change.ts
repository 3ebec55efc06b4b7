/** Why seats stay empty and what would fill them, in sentences for the central team. Nobody is named. */
import { explainEmptySeats, type Waterfall, waterfallInWords } from '../season/explain.ts';
import type { SeasonInstance, SeasonPlan } from '../season/instance.ts';

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

/** A sentence or two for each review with empty seats: what would fill them, and the counts behind it. */
export function whyEmpty(
  season: SeasonInstance,
  plan: SeasonPlan,
  who: { readonly nobody: string; readonly seat: string },
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    explainEmptySeats(season, plan).map((waterfall) => [
      waterfall.review,
      waterfall.people === 0
        ? [who.nobody]
        : [`${who.seat}: ${whatToChange(waterfall)}`, `${waterfallInWords(waterfall)}.`],
    ]),
  );
}

export function whatToChange({ alone, eligible, taken }: Waterfall): string {
  const [most] = alone.filter(({ words }) => advice[words] !== undefined).toSorted((a, b) => b.count - a.count);
  const busy = taken.find(({ words }) => words === 'busy that week')?.count ?? 0;
  const atLimit = taken.find(({ words }) => words === 'at their limit')?.count ?? 0;
  if (eligible > 0 && busy >= atLimit && busy > 0) {
    return `those who could go are on other reviews that week (${busy}): move this review to a quieter week${moreOf(most)}`;
  }
  if (atLimit > 0) {
    return `those who could go have as many reviews as they offered (${atLimit}): ask one of them for one more${moreOf(most)}`;
  }
  const sentence = most && advice[most.words]?.(peopleInWords(most.count));
  return sentence ?? 'no single change admits anybody: train more people, or let the team go with one fewer.';
}

const moreOf = (most: { readonly words: string; readonly count: number } | undefined): string => {
  const sentence = most && advice[most.words]?.(peopleInWords(most.count));
  return sentence === undefined ? '.' : `. Or: ${sentence}`;
};
