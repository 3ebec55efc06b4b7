import type { DraftReport } from '../documents/draft-report.ts';
import { latestVersion } from '../documents/report-versions.ts';
import { placeOf } from '../questions/offices.ts';
import { rightsOf } from '../questions/who-sees-what.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Review, ReviewAtHand, Store } from '../store/store.ts';
import { draftOfVersion } from './draft-document.ts';

/**
 * Whether a report has a text that somebody may read before it is final: the lead reviewer has handed one in, nothing is final, and they have a place in the team
 * today (domain.md, 'Who may see what': lead and team until final).
 */
export function isShownToTeam(whole: ReviewAtHand, person: string): boolean {
  const may = rightsOf(placeOf(whole, person), whole);
  return may.draft && whole.review.status !== 'cancelled' && latestVersion(whole) !== undefined;
}

/** The newest text of a report before it is final, and the review: shown to whoever has a place in its team today. Two requests. */
export async function draftForTeam(
  about: string,
  person: string,
  store: Store,
): Promise<{ readonly draft: DraftReport; readonly review: Review } | undefined> {
  const whole = await store.reviewAtHand(about);
  const version = whole && latestVersion(whole);
  if (!whole || !version || !isShownToTeam(whole, person)) return undefined;
  const { review } = whole;
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  return { draft: draftOfVersion(version, { review, settings }), review };
}
