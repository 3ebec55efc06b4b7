/** A membership that ends before its year does: recorded first, carried out after, finished by the daily round where that broke off. */
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { Call, Steered } from '../commands/command.ts';
import { refused } from '../commands/command.ts';
import {
  type EndingContext,
  type EndMembership,
  endMembership,
  type MembershipCommandContext,
} from '../commands/end-membership.ts';
import { stop } from '../commands/executions.ts';
import { withdrawItem } from '../commands/move.ts';
import { auditItems, CHANGED_NOW, isUnderWay, UNDER_WAY } from '../commands/record.ts';
import { loadYear } from '../settings/load-settings.ts';
import { yearTitle } from '../settings/year-title.ts';
import { endMembershipOn, finishEnding, noMoreEnding } from '../store/agenda.ts';
import { changeOf, news } from '../store/news.ts';
import type { Member, Membership, Store, WriteItem } from '../store/store.ts';
import { asRead } from './as-read.ts';
import { letPeopleLeave } from './ended-people.ts';
import { callOffReviews, isReviewGoingOn } from './ended-reviews.ts';
import { endedEarlyNotices } from './membership-mails.ts';
import { membershipName, membershipOf, openingOf, subscriptionName, turnOf } from './membership-name.ts';

/** What was recorded of an ending, until it is carried out to its end. */
export interface EarlyEnding extends Pick<EndMembership, 'from' | 'reviews' | 'reviewers'> {
  /** When it was recorded. */
  readonly at: string;
}

export const endingOf = ({ ending }: Pick<Membership, 'ending'>): EarlyEnding | undefined =>
  ending as EarlyEnding | undefined;

/** The command of the central team. Made again it completes what broke off, and else is refused with a sentence. */
export async function endEarly(call: Call<EndMembership>, context: MembershipCommandContext): Promise<Steered> {
  const { store } = context;
  const { about, at, from } = call.input;
  const id = membershipOf(about);
  const [member, membership, yearRow] = await Promise.all([
    store.member(id.member),
    store.membership(id.member, id.year),
    store.partnershipYear(id.year),
  ]);
  if (!member) return refused(`There is no school or trust '${id.member}' in the table.`);
  if (!yearRow) return refused(`There is no partnership year ${id.year} in the table.`);
  const recorded = membership && endingOf(membership);
  if (membership && recorded && recorded.from <= londonDate(at)) {
    if (isUnderWay(recorded, call)) return refused(UNDER_WAY);
    return { done: true, sentence: await carryOutEnding(about, at, context) };
  }
  const refusal = endMembership.whyNot({ member, year: yearRow, membership, at });
  if (refusal !== undefined || !membership) return refused(refusal ?? '');
  const title = yearTitle(yearRow);
  const opened = londonDate(membership.openedAt);
  if (from < opened || from > yearRow.ends) {
    return refused(
      `Nothing was done: the membership was opened on ${longDate(opened)} and its year ends on ${longDate(yearRow.ends)}. Write a day from the one to the other.`,
    );
  }
  const ending: EarlyEnding = { at, from, reviews: call.input.reviews, reviewers: call.input.reviewers };
  const isLater = from > londonDate(at);
  const what = `ended the membership from ${from} on; reviews: ${ending.reviews}; reviewers: ${ending.reviewers}`;
  const written = await store.write([
    ...(isLater ? [recordItem(membership, ending, store)] : await endItems(member, membership, ending, at, store)),
    isLater ? endMembershipOn(store, about, from) : finishEnding(store, about, at),
    ...auditItems(store, call, { what }),
  ]);
  if (!written.written) return refused(CHANGED_NOW);
  if (isLater) {
    const sentence = `The membership of ${member.name} for ${title} ends on ${longDate(from)}. Until then nothing changes; its head is told on that morning.`;
    return { done: true, sentence };
  }
  return { done: true, sentence: await carryOutEnding(about, at, context) };
}

const recordItem = ({ member, year, ...read }: Membership, ending: EarlyEnding, { rows }: Store): WriteItem =>
  rows.membership.patch({ member, year }).set({ ending }).where(asRead(read)).commit();

/** The rows by which it has ended: whoever was asked to sign, or to admit, is asked no more. */
async function endItems(
  { member: id, standing }: Member,
  membership: Membership,
  ending: EarlyEnding,
  at: string,
  store: Store,
): Promise<readonly WriteItem[]> {
  const { member, year } = membership;
  const about = membershipName(member, year);
  const [decisions, next] = await Promise.all([
    store.decisionsAbout(about),
    store.membership(member, String(Number(year) + 1)),
  ]);
  return [
    store.rows.membership
      .patch({ member, year })
      .set({ status: 'ended', decidedAt: at, endedOn: ending.from, ending })
      .where(asRead(membership))
      .commit(),
    ...decisions.filter(({ status }) => status === 'open').map((row) => withdrawItem(store, row)),
    ...(standing === 'closed' || next?.status === 'signed'
      ? []
      : [
          store.rows.member
            .patch({ member: id })
            .set({ standing: 'lapsed' })
            .where((row, { ne }) => ne(row.standing, 'closed'))
            .commit(),
        ]),
    news(store, changeOf(about, at)),
  ];
}

/**
 * Carries out what was recorded, from its day on. However often it is called it has one effect, and it can be called again from the
 * start wherever it broke off; what it finds of reviews and people it looks for by what they are now.
 *
 * @returns what was done, for the central team.
 * @throws ReviewIsSteered, SilenceNotSettled, MailNotSent; then it is made again.
 */
export async function carryOutEnding(about: string, at: string, context: EndingContext): Promise<string> {
  const { store } = context;
  const id = membershipOf(about);
  const [member, membership, year] = await Promise.all([
    store.needMember(id.member),
    store.membership(id.member, id.year),
    loadYear(store, id.year),
  ]);
  const ending = membership && endingOf(membership);
  // It was taken back, or somebody else came first.
  if (!membership || !ending || ending.from > londonDate(at)) return `Nothing is left to be done about ${about}.`;
  if (membership.status !== 'ended') {
    const written = await store.write([
      ...(await endItems(member, membership, ending, at, store)),
      audit(store, about, at, 'ended', 'the membership ended early, as was recorded'),
    ]);
    // It was signed, declined or taken back at the same moment: as it is now it is looked at again.
    if (!written.written) return carryOutEnding(about, at, context);
  }
  const turn = turnOf(membership);
  const name = subscriptionName(openingOf(membership));
  await stop(context.sfn, context.subscriptionMachineArn, name, 'The membership ended early');
  const { calledOff, goOn } = await callOffReviews(member, id.year, ending, at, context);
  const left = ending.reviewers === 'leave' ? await letPeopleLeave(member, id.year, at, context) : [];
  for (const notice of await endedEarlyNotices({ member, year, turn, on: ending.from }, store)) {
    await context.mailer.send(about, notice, at);
  }
  await store.write([
    store.rows.membership
      .patch({ member: id.member, year: id.year })
      .remove(['ending'])
      .where(({ status }, { eq }) => eq(status, 'ended'))
      .commit(),
    noMoreEnding(store, about),
    ...(await owesNothing(member, id.year, store)),
  ]);
  return [
    `The membership of ${member.name} for ${yearTitle(year)} has ended on ${longDate(ending.from)}, and its head was told.`,
    ...(calledOff.length > 0 ? [`Called off: ${calledOff.join(', ')}.`] : []),
    ...(goOn.length > 0 ? [`Going on: ${goOn.join(', ')}.`] : []),
    ...(left.length > 0 ? [`In no team any more, and asked no more: ${left.join(', ')}.`] : []),
  ].join(' ');
}

/** What has had no review in the year, and has none, owes none. What it gave counts, also in the year in which it returns. */
async function owesNothing({ member, kind }: Member, year: string, store: Store): Promise<readonly WriteItem[]> {
  if (await isReviewGoingOn({ member, kind }, year, store)) return [];
  const ledger = await store.ledger(member, year);
  return ledger?.owed === undefined || ledger.owed === 0
    ? []
    : [store.rows.ledger.upsert({ member, year }).set({ owed: 0 }).commit()];
}

const audit = (store: Store, about: string, at: string, entry: string, what: string): WriteItem =>
  store.rows.auditEntry.upsert({ about, at, entry, who: 'workflow', role: 'workflow', what }).commit();
