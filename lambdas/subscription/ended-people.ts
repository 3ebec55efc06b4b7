/** The people of a member whose membership ends early, and who come back when it is reopened. */
import { carryOutLeaving } from '../commands/carry-out-leaving.ts';
import type { EndingContext } from '../commands/end-membership.ts';
import { leavingItems, returningItem, whyOutOfPools } from '../members/leaving.ts';
import { leavingCarriedOut } from '../store/agenda.ts';
import type { Member, Membership, Person, Store, WriteItem } from '../store/store.ts';

/**
 * Takes everybody of a member out of the teams to come and out of the pools. Who it was is kept with the membership, in the transaction
 * of each, so that nobody who stopped by themselves is brought back by its reopening.
 *
 * @returns their ids, those of an attempt that broke off among them.
 * @throws ReviewIsSteered, SilenceNotSettled
 */
export async function letPeopleLeave(
  { member }: Pick<Member, 'member'>,
  year: string,
  at: string,
  context: EndingContext,
): Promise<readonly string[]> {
  const { store } = context;
  const found = await store.peopleOfMember(member);
  // The index may show somebody as they were before.
  for (const person of await store.people(found.map((row) => row.person))) {
    if (person.member !== member || person.pool === undefined || whyOutOfPools(person) !== undefined) continue;
    // Not written when they left, came back or stopped at the same moment by their own wish, which counts.
    await store.write([
      ...leavingItems(store, person, 'reviews', at),
      store.rows.membership
        .patch({ member, year })
        .append({ stoppedPeople: [person.person] })
        .where(({ status }, { eq }) => eq(status, 'ended'))
        .commit(),
    ]);
  }
  const stopped = (await store.membership(member, year))?.stoppedPeople ?? [];
  for (const person of stopped) {
    await carryOutLeaving(person, at, context);
    await store.write([leavingCarriedOut(store, person, at)]);
  }
  return stopped;
}

/** Brings back whoever stopped because these memberships ended, and neither has left since nor works elsewhere. */
export async function peopleBack(
  { member }: Pick<Member, 'member'>,
  memberships: readonly Membership[],
  store: Store,
): Promise<readonly WriteItem[]> {
  const ids = new Set(memberships.flatMap(({ stoppedPeople = [] }) => stoppedPeople));
  const people: readonly Person[] = await store.people([...ids]);
  return people
    .filter(({ erasureAskedAt, left, member: of, stoppedOn }) => {
      const mayReturn = left !== true && erasureAskedAt === undefined;
      return of === member && mayReturn && stoppedOn !== undefined;
    })
    .map((one) => returningItem(store, one));
}
