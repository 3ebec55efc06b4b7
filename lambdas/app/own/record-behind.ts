import { ownReader, showsOwnPages } from '../../portal/own-pages.ts';
import { hashOfLink, isOfPage } from '../../questions/links.ts';
import { isOver, openFoundLink } from '../../questions/open-link.ts';
import type { Deps } from '../../questions/question.ts';
import type { DecisionLink } from '../../store/store.ts';
import { catalogue } from '../catalogue.ts';
import { type DevelopmentRecord, readDevelopmentRecord } from './development-record.ts';

/** The development record of a link's person, by whichever link of theirs; nothing where the link does not show it. */
export async function recordBehind(
  secret: string | undefined,
  deps: Deps,
  at: string,
): Promise<DevelopmentRecord | undefined> {
  const hash = hashOfLink(secret);
  const link = hash === undefined ? undefined : await deps.store.link(hash);
  if (!link || !(await showsRecord(link, deps, at))) return undefined;
  const person = await ownReader({ person: link.person }, deps.store);
  return person && readDevelopmentRecord(person, deps.store, at);
}

async function showsRecord(link: DecisionLink, deps: Deps, at: string): Promise<boolean> {
  if (isOfPage(link)) return !isOver(link, at);
  const opened = await openFoundLink(link, deps, catalogue, at);
  return opened !== undefined && showsOwnPages(opened);
}
