/** Surveys of years that have ended: what was counted of them when their names went. */
import type { Store, SurveyCount } from './store.ts';

/** What counts are of: everything of a year, of a hub's schools, of the reviews that somebody led. */
export type CountedOf = { readonly year: string } | { readonly hub: string } | { readonly lead: string };

/** As the row names it: 'year-2026', 'hub-hub-north', 'lead-person-0901'. */
export function countedOf(of: CountedOf): string {
  if ('year' in of) return `year-${of.year}`;
  return 'hub' in of ? `hub-${of.hub}` : `lead-${of.lead}`;
}

/** All counts of a year, a hub or a lead reviewer: one request, and none of them is about fewer than five people. */
export async function surveyCounts(store: Store, of: CountedOf): Promise<readonly SurveyCount[]> {
  const { data } = await store.entities.surveyCount.query
    .primary({ of: countedOf(of) })
    .go({ consistent: true, pages: 'all' });
  return data;
}
