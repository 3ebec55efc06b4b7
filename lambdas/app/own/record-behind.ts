import { ownReader } from '../../portal/own-pages.ts';
import { hashOfLink } from '../../questions/links.ts';
import type { Deps } from '../../questions/question.ts';
import { type DevelopmentRecord, readDevelopmentRecord } from './development-record.ts';
import { showsOwn } from './shows-own.ts';

/** The development record of a link's person, by whichever link of theirs; nothing where the link does not show it. */
export async function recordBehind(
  secret: string | undefined,
  deps: Deps,
  at: string,
): Promise<DevelopmentRecord | undefined> {
  const hash = hashOfLink(secret);
  const link = hash === undefined ? undefined : await deps.store.link(hash);
  if (!link || !(await showsOwn(link, deps, at))) return undefined;
  const person = await ownReader({ person: link.person }, deps.store);
  return person && readDevelopmentRecord(person, deps.store, at);
}
