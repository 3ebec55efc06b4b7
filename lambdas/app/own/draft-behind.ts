import type { DraftReport } from '../../documents/draft-report.ts';
import { draftOfQuestion } from '../../portal/draft-of-question.tsx';
import { hashOfLink, isOfPage } from '../../questions/links.ts';
import { openFoundLink } from '../../questions/open-link.ts';
import type { Deps } from '../../questions/question.ts';
import { draftForTeam } from '../../report/draft-for-team.ts';
import { catalogue } from '../catalogue.ts';
import { ownerShown } from './shows-own.ts';

/**
 * The draft of a report that a link may show: that of the review which is named, for whoever is in its team, by any link of theirs; else that
 * about which the link's own question asks.
 */
export async function draftBehind(
  secret: string | undefined,
  review: string | undefined,
  deps: Deps,
  at: string,
): Promise<DraftReport | undefined> {
  const hash = hashOfLink(secret);
  const link = hash === undefined ? undefined : await deps.store.link(hash);
  if (!link) return undefined;
  if (review === undefined) {
    const opened = isOfPage(link) ? undefined : await openFoundLink(link, deps, catalogue, at);
    return opened && draftOfQuestion(opened);
  }
  const person = await ownerShown(link, deps, at);
  return person && (await draftForTeam(review, person.person, deps.store))?.draft;
}
