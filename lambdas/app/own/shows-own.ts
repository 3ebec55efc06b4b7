import { ownReader, showsOwnPages } from '../../portal/own-pages.ts';
import { isOfPage } from '../../questions/links.ts';
import { isOver, openFoundLink } from '../../questions/open-link.ts';
import type { Deps } from '../../questions/question.ts';
import type { DecisionLink, Person } from '../../store/store.ts';
import { catalogue } from '../catalogue.ts';

/** The person of a link that shows what is their own: any of theirs to a page of their own, and that of a question while they have a part in it. */
export async function ownerShown(link: DecisionLink, deps: Deps, at: string): Promise<Person | undefined> {
  return (await showsOwn(link, deps, at)) ? ownReader({ person: link.person }, deps.store) : undefined;
}

async function showsOwn(link: DecisionLink, deps: Deps, at: string): Promise<boolean> {
  if (isOfPage(link)) return !isOver(link, at);
  const opened = await openFoundLink(link, deps, catalogue, at);
  return opened !== undefined && showsOwnPages(opened);
}
