/** A membership that is opened once more in its year, or for the first time by the central team. */
import { londonDate } from '../calendar/london.ts';
import { type Call, refused, type Steered } from '../commands/command.ts';
import { type MembershipCommandContext, type ReopenMembership, reopenMembership } from '../commands/end-membership.ts';
import { start } from '../commands/executions.ts';
import { auditItems, CHANGED_NOW, isUnderWay, UNDER_WAY } from '../commands/record.ts';
import { readLineage, withClosedPredecessors } from '../members/lineage.ts';
import { yearTitle } from '../settings/year-title.ts';
import { admissionBegun, beginAdmission, noMoreEnding } from '../store/agenda.ts';
import type { Member, Membership, Store, WriteItem } from '../store/store.ts';
import { asRead } from './as-read.ts';
import { carryOutEnding, endingOf } from './end-early.ts';
import { peopleBack } from './ended-people.ts';
import { membershipOf, openingOf, subscriptionName, turnOf } from './membership-name.ts';

/**
 * Asks a member to sign for a year again, or takes back that its membership is to end. The workflow that asks is named by the turn, so
 * it is started once however often this is made; where this breaks off, the daily round starts it.
 */
export async function reopen(call: Call<ReopenMembership>, context: MembershipCommandContext): Promise<Steered> {
  const { store } = context;
  const { about, at } = call.input;
  const id = membershipOf(about);
  const [member, found, year] = await Promise.all([
    store.member(id.member),
    store.membership(id.member, id.year),
    store.partnershipYear(id.year),
  ]);
  if (!member) return refused(`There is no school or trust '${id.member}' in the table.`);
  if (!year) return refused(`There is no partnership year ${id.year} in the table.`);
  let membership = found;
  const unfinished = membership && endingOf(membership);
  if (unfinished && unfinished.from <= londonDate(at)) {
    if (isUnderWay(unfinished, { ...call, isAtGiven: false })) return refused(UNDER_WAY);
    await carryOutEnding(about, at, context);
    membership = await store.membership(id.member, id.year);
  }
  const refusal = reopenMembership.whyNot({ member, year, membership, at });
  if (refusal !== undefined) return refused(refusal);
  const title = yearTitle(year);
  if (membership && endingOf(membership)) {
    const { member: key, year: named } = membership;
    const written = await store.write([
      store.rows.membership.patch({ member: key, year: named }).remove(['ending']).where(asRead(membership)).commit(),
      noMoreEnding(store, about),
      ...auditItems(store, call, { what: 'took back that the membership ends' }),
    ]);
    return written.written
      ? { done: true, sentence: `The membership of ${member.name} for ${title} goes on.` }
      : refused(CHANGED_NOW);
  }
  const opened = openedAgain(member, membership, id.year, at, store);
  const before = membership ? [membership] : await lastMembership(id.member, id.year, store);
  const written = await store.write([
    opened.item,
    ...(await peopleBack(member, before, store)),
    beginAdmission(store, about),
    ...auditItems(store, call, {
      what: membership ? `reopened the membership, turn ${opened.turn}` : 'opened the membership',
    }),
  ]);
  if (!written.written) return refused(CHANGED_NOW);
  const opening = openingOf({ ...id, turn: opened.turn });
  await start(context.sfn, context.subscriptionMachineArn, subscriptionName(opening), opening);
  await store.write([admissionBegun(store, about)]);
  const who = opened.status === 'invited' ? 'Whoever leads it is asked to sign' : 'You are asked whether to admit it';
  return { done: true, sentence: `The membership of ${member.name} for ${title} is open again. ${who}.` };
}

/** The row of the next opening. A newcomer whom nobody has admitted is admitted first; what an earlier opening came to stays on record. */
function openedAgain(
  { member: id, head }: Member,
  membership: Membership | undefined,
  year: string,
  at: string,
  store: Store,
): { readonly item: WriteItem; readonly turn: number; readonly status: 'invited' | 'awaiting-admission' } {
  const status = head === undefined ? 'awaiting-admission' : 'invited';
  if (!membership) {
    const item = store.rows.membership.create({ member: id, year, kind: 'renewal', status, openedAt: at }).commit();
    return { item, turn: 1, status };
  }
  const turn = turnOf(membership) + 1;
  const { member, year: named } = membership;
  const item = store.rows.membership
    .patch({ member, year: named })
    .set({ status, turn, openedAt: at, ...(membership.agreement && { kind: 'renewal' as const }) })
    .remove(['agreement', 'uses', 'reason', 'endedOn', 'stoppedPeople'])
    .where(asRead(membership))
    .commit();
  return { item, turn, status };
}

/** Of somebody who was away for a year or more, the membership that ended last: its own, or that of each school which it followed. */
async function lastMembership(member: string, year: string, store: Store): Promise<readonly Membership[]> {
  const hosts = withClosedPredecessors(await readLineage(store, [member]), member);
  const all = await Promise.all(
    hosts.map((host) =>
      store.entities.membership.query.primary({ member: host }).go({ consistent: true, pages: 'all' }),
    ),
  );
  return all.flatMap(({ data }) =>
    data
      .filter((row) => row.year < year)
      .toSorted((a, b) => b.year.localeCompare(a.year))
      .slice(0, 1),
  );
}
