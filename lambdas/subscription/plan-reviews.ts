import { unchanged } from '../commands/unchanged.ts';
import type { Begun } from '../mail/send-mail.ts';
import { carriedTogether } from '../members/ledger.ts';
import { balancesOf, readLineage, reviewsOf } from '../members/lineage.ts';
import { PROGRAMMES, type Programme, programmeOfHost, programmesOfHost } from '../programmes/programmes.ts';
import { beginLetters, type Letter, sendLetter } from '../questions/letter.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { placementsOwed } from '../settings/team-size.ts';
import { beginOn } from '../store/agenda.ts';
import {
  type Member,
  type Membership,
  NotInTable,
  type Review,
  type Store,
  type WriteItem,
  WriteNotPossibleNow,
} from '../store/store.ts';
import { agreementLetters } from './agreement-letters.ts';
import { asRead } from './as-read.ts';
import { membershipJoined } from './membership-mails.ts';
import { membershipName, turnOf } from './membership-name.ts';
import { readSettingsAhead, type SubscriptionStep } from './open-subscription.ts';
import { type Plan, type PlannedReview, plannedReview, reviewName } from './planned-review.ts';

/** A review was to be planned for a membership that nobody has signed. */
export class MembershipNotSigned extends Error {
  override name = 'MembershipNotSigned';
}

/**
 * Plans what a signed membership entitles to: a review of each programme whose settings have one for what the membership is
 * used for, and the placements that it owes, with what is left over from the year before. Of a membership that was reopened a review that
 * was called off begins again under its name, and one that went on stays as it is. Thanks the head with the dates to come and the agreement as it
 * was signed, which whoever else signed it has too. Doing it again changes and sends nothing; of a membership that has ended since it was signed nothing is planned.
 *
 * @throws MembershipNotSigned before the agreement is signed; NoWeekLeft when it was signed too late in the year.
 */
export async function planReviews(
  step: SubscriptionStep,
  deps: Pick<StepDeps, 'store' | 'mailer' | 'portalOrigin'>,
): Promise<{ readonly reviews: readonly string[] }> {
  const { store } = deps;
  const once = store.readingOnce(); // all that its name tells of in one request, then whoever heads the member
  const ahead = readAhead(step, once);
  const [member, membership, year, reviews, ledger, ledgersBefore] = await Promise.all([
    once.needMember(step.member),
    once.membership(step.member, step.year),
    loadYear(once, step.year),
    reviewsOf(once, step.member),
    once.ledger(step.member, step.year),
    readLineage(once, [step.member]).then((lineage) =>
      Promise.all(balancesOf(lineage, step.member).map((one) => once.ledger(one, String(Number(step.year) - 1)))),
    ),
  ]);
  await ahead;
  const about = membershipName(step.member, step.year);
  // It ended after the signature, or another opening of it is under way by now.
  if (membership?.status === 'ended' || (membership && turnOf(membership) !== turnOf(step))) return { reviews: [] };
  if (membership?.status !== 'signed') throw new MembershipNotSigned(`${about} is not signed, so nothing is planned.`);
  if (!member.head) throw new NotInTable('head of member', member.member);
  const [settings, head, ...offered] = await Promise.all([
    loadSettings(once, step.year, programmeOfHost(member.kind)),
    once.needPerson(member.head),
    ...programmesOfHost(member.kind).map((programme) => loadSettings(once, step.year, programme)),
  ]);
  const plan: Plan = { step, member, membership, year, settings, reviews, ledger, ledgersBefore };

  const entitled = offered.filter((one) => entitles(membership, one));
  const named = await Promise.all(entitled.map(({ programme }) => reviewNamed(programme, step, once)));
  const calledOff = named.filter((review) => review !== undefined && beginsAgain(review, step)) as readonly Review[];
  const known = [
    ...(named.filter((review) => review !== undefined && !calledOff.includes(review)) as readonly Review[]),
    ...reviews.filter((review) => hasComeHere(review, step)),
  ];
  const missing = entitled.filter((one) => !known.some((review) => ofOne([one], review)));
  const isNew = missing.length > 0 || accountOf(plan).owed !== ledger?.owed;
  const added: NewReview[] = [];
  // One after the other: two reviews of one host are not in one week.
  for (const one of missing) {
    const before = calledOff.find((review) => ofOne([one], review));
    added.push({
      review: await plannedReview(plan, one, [...known, ...added.map(({ review }) => review)], store),
      before,
    });
  }
  const planned: readonly PlannedReview[] = [...known.filter(isStillTo), ...added.map(({ review }) => review)];
  const withNames = planned.map((review) => ({ ...review, ...nameOf(offered, review) }));
  const thanks = membershipJoined({
    member,
    year,
    reviews: withNames,
    ...accountOf(plan),
    head,
    turn: membership.turn,
  });
  const letters = await agreementLetters({ thanks, member, membership, year }, step.at, { ...deps, store: once });
  const begun = isNew ? await write(plan, added, letters, store) : [];
  for (const [index, letter] of letters.entries()) await sendLetter(about, letter, step.at, begun[index], deps);
  return { reviews: planned.map((review) => review.about) };
}

/** Whether a review was called off in an earlier opening of the membership. One that the central team has called off since stays so. */
const beginsAgain = ({ status, opening }: Review, step: SubscriptionStep): boolean =>
  status === 'cancelled' && turnOf({ turn: opening }) < turnOf(step);

/** Whether a review of the year that began at a school which has closed goes on at the member: it hosts that one, and no second. */
const hasComeHere = ({ year, goesOnAt, status }: Review, step: SubscriptionStep): boolean =>
  year === step.year && goesOnAt === step.member && status !== 'cancelled';

const isStillTo = ({ status }: Review): boolean => status !== 'cancelled';

/** Begins to read what the member may have, whatever kind of member it is. What is not there is for the plan to say that needs it. */
const readAhead = (step: SubscriptionStep, once: Store): Promise<unknown> =>
  Promise.allSettled([
    once.ledger(step.member, String(Number(step.year) - 1)),
    readSettingsAhead(step.year, once),
    ...PROGRAMMES.map((programme) => reviewNamed(programme, step, once)),
  ]);

const reviewNamed = (programme: Programme, step: SubscriptionStep, once: Store): Promise<Review | undefined> =>
  once.rowAt<Review>(once.entities.review.get({ about: reviewName(programme, step) }));

/** What the member owes this year, and takes over from the year before: as reckoned already, else by the setting. */
function accountOf({ ledger, ledgersBefore, settings, step }: Plan): {
  readonly owed: number;
  readonly carried: number;
} {
  // What ended early without a review owed nothing; reopened, it owes as others do.
  const isOwedAgain = turnOf(step) > 1 && ledger?.owed === 0;
  const owed = isOwedAgain ? placementsOwed(settings) : (ledger?.owed ?? placementsOwed(settings));
  return { owed, carried: ledger?.carried ?? carriedTogether(ledgersBefore, owed) };
}

/** Whether the member has a review of this programme in the year. */
const entitles = ({ uses = [] }: Membership, { membershipUses }: ProgrammeSettings): boolean =>
  membershipUses.some(({ use, plansReview }) => plansReview && uses.includes(use));

const ofOne = (programmes: readonly ProgrammeSettings[], review: PlannedReview): boolean =>
  programmes.some(({ programme }) => programme === review.programme);

/** What the programme of a review is called. */
function nameOf(offered: readonly ProgrammeSettings[], review: PlannedReview): { readonly name: string } {
  return { name: offered.find((one) => ofOne([one], review))?.name ?? review.programme };
}

/** @returns what is handed on to the sending of each letter; nothing when an earlier attempt has begun them. */
async function write(
  plan: Plan,
  planned: readonly NewReview[],
  letters: readonly Letter[],
  store: Store,
): Promise<readonly Begun[]> {
  const { member, membership, step } = plan;
  const about = membershipName(member.member, step.year);
  const items = [
    ...planned.flatMap(({ review, before }) => [
      before ? begunAgain(review, before, store) : store.rows.review.create(review).commit(),
      beginOn(store, review.about, review.startsOn),
    ]),
    // Nothing is planned for a membership that ends at this moment.
    store.rows.membership
      .patch({ member: member.member, year: step.year })
      .set({ status: membership.status })
      .where(asRead(membership))
      .commit(),
    ...(plan.ledger?.owed !== accountOf(plan).owed ? [owing(plan, store)] : []),
    // One that closed since it signed stays closed.
    ...(member.standing === 'closed'
      ? []
      : [
          store.rows.member
            .patch({ member: member.member })
            .set({ standing: 'member' })
            .where(asPlannedWith(member))
            .commit(),
        ]),
    store.rows.auditEntry
      .upsert({
        about,
        at: step.at,
        entry: 'planned',
        who: 'workflow',
        role: 'workflow',
        what: 'planned the reviews of the year',
      })
      .commit(),
  ];
  const mails = await beginLetters(about, letters, step.at, store);
  const together = await store.write([...items, ...mails.flatMap(({ rows }) => rows)]);
  if (together.written) return mails.map(({ begun }) => begun);
  // A review that is planned later finds the thanks sent; one that another attempt has planned meanwhile is refused again.
  if ((await store.write(items)).written) return [];
  throw new WriteNotPossibleNow(`The reviews of ${member.member} for ${step.year} were planned by another attempt.`);
}

/** Unless the year's ledgers were reckoned meanwhile. */
function owing(plan: Plan, store: Store): WriteItem {
  const { member, ledger, step } = plan;
  const before = ledger?.owed;
  return store.rows.ledger
    .upsert({ member: member.member, year: step.year, ...accountOf(plan) })
    .where(({ owed }, { eq, notExists }) => (before === undefined ? notExists(owed) : eq(owed, before)))
    .commit();
}

interface Operations {
  eq(attribute: unknown, value: unknown): string;
  ne(attribute: unknown, value: unknown): string;
  notExists(attribute: unknown): string;
}

/** The condition that a member has not closed, and is of the hub and trust that its reviews are planned with. */
const asPlannedWith = (member: Member) =>
  ((row: Record<'standing' | 'hub' | 'trust', unknown>, { eq, ne, notExists }: Operations) =>
    [
      ne(row.standing, 'closed'),
      member.hub === undefined ? notExists(row.hub) : eq(row.hub, member.hub),
      member.trust === undefined ? notExists(row.trust) : eq(row.trust, member.trust),
    ].join(' AND ')) as never;

interface NewReview {
  readonly review: Awaited<ReturnType<typeof plannedReview>>;
  /** Its row as it was called off, where it begins again. */
  readonly before: Review | undefined;
}

/** A review that was called off sleeps again, in another turn: what was answered then counts no more, and what the host told of itself is kept. */
function begunAgain({ about, ...review }: NewReview['review'], before: Review, store: Store): WriteItem {
  return store.rows.review
    .patch({ about })
    .set({ ...review, turn: before.turn + 1, executions: before.executions, searches: [] })
    .remove(['day1', 'clock', 'dates', 'findings', 'steering'])
    .where(unchanged(before))
    .commit();
}
