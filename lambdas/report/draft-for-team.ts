import { latestVersion } from '../documents/report-versions.ts';
import { rightsOf } from '../questions/who-sees-what.ts';
import type { ReviewAtHand } from '../store/store.ts';

/**
 * Whether a report has a text that somebody may read before it is final: the lead reviewer has handed one in, nothing is final, and they have a place in the team
 * today (domain.md, 'Who may see what': lead and team until final).
 */
export function isShownToTeam(whole: ReviewAtHand, person: string): boolean {
  const isInTeam = whole.seats.some((seat) => seat.status === 'filled' && seat.person === person);
  const may = rightsOf(isInTeam ? 'in-team' : 'nobody', whole);
  return may.draft && whole.review.status !== 'cancelled' && latestVersion(whole) !== undefined;
}
