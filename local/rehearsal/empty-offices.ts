/** Offices that nobody holds, as the central team fills them: somebody new comes, or one of the school's people takes it over. */
import { hostOf } from '../../lambdas/central-team/words.ts';
import type { Hub } from '../../lambdas/store/store.ts';
import { pressCommand } from '../people/press-command.ts';
import { importFiles, peopleFile } from '../play/years/import-files.ts';
import { familyNames, givenNames } from '../sample/names.ts';
import type { CentralTeamParts } from './central-team-parts.ts';

/**
 * Has somebody new manage the hub of a review's or membership's host, where whoever managed it has left.
 *
 * @param about the review or membership
 * @param day London date on which it is done
 * @returns whether it was its hub that had nobody: then nothing else is missing there that is known of
 */
export async function findHubManager(about: string, day: string, parts: CentralTeamParts): Promise<boolean> {
  const hub = await hubOf(about, parts);
  if (!hub) return false;
  const { stack, store, draws, trying, onCommand } = parts;
  const manager = hub.manager === undefined ? undefined : await store.person(hub.manager);
  if (manager && !manager.left) return false;
  const id = `manager-${hub.hub}-${day}`;
  const name = `${draws.pick(givenNames, 'given', id)} ${draws.pick(familyNames, 'family', id)}`;
  const record = { id, name, email: `${id}@hubs.example`, jobTitle: 'Hub manager' };
  const { refused } = await trying(() => importFiles({ stack, store }, peopleFile([record])));
  if (refused.length > 0) return true;
  const call = { act: 'name-hub-manager', about: hub.hub, person: id, reason: 'Follows who left' };
  const { done } = await trying(() => pressCommand(stack, call));
  onCommand(call.act, done);
  return true;
}

async function hubOf(about: string, { store }: CentralTeamParts): Promise<Hub | undefined> {
  const review = await store.review(about);
  const member = await store.member(review?.goesOnAt ?? review?.host ?? hostOf(about));
  return member?.hub === undefined ? undefined : store.hub(member.hub);
}
