import { hashOfLink } from '../../questions/links.ts';
import type { Deps } from '../../questions/question.ts';
import { type DevelopmentRecord, readDevelopmentRecord } from './development-record.ts';
import { ownerShown } from './shows-own.ts';

/** The development record of a link's person, by whichever link of theirs; nothing where the link does not show it. */
export async function recordBehind(
  secret: string | undefined,
  deps: Deps,
  at: string,
): Promise<DevelopmentRecord | undefined> {
  const hash = hashOfLink(secret);
  const link = hash === undefined ? undefined : await deps.store.link(hash);
  const person = link && (await ownerShown(link, deps, at));
  return person && readDevelopmentRecord(person, deps.store, at);
}
