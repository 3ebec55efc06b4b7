/** What becomes of a year's reviews of a member whose membership ends early. */
import { londonDate } from '../calendar/london.ts';
import { calledOff as planOf } from '../commands/cancel.ts';
import { ReviewIsSteered } from '../commands/carry-out-leaving.ts';
import type { EndingContext, EndMembership } from '../commands/end-membership.ts';
import { finishMoveOf, moveReview } from '../commands/on-review.ts';
import { isUnderWay } from '../commands/record.ts';
import { TELLERS } from '../commands/tellers.ts';
import { programmesOfHost, slugOf } from '../programmes/programmes.ts';
import type { Member, Review, Store, WholeReview } from '../store/store.ts';

/** By their names, since an index may not show yet what was planned a moment ago. */
const namesOf = ({ member, kind }: Pick<Member, 'member' | 'kind'>, year: string): readonly string[] =>
  programmesOfHost(kind).map((programme) => `${slugOf(programme)}-${year}-${member}`);

/** Whether a year's review of a member takes place, or has. */
export async function isReviewGoingOn(
  member: Pick<Member, 'member' | 'kind'>,
  year: string,
  store: Store,
): Promise<boolean> {
  const reviews = await Promise.all(namesOf(member, year).map((about) => store.review(about)));
  return reviews.some((review) => review !== undefined && review.status !== 'cancelled');
}

/**
 * Calls off the reviews whose visit has not begun, where that was chosen. Whatever its host was told of the choice, a visit that has begun
 * goes on to its report: the report is the school's.
 *
 * @returns their names, those that go on apart.
 * @throws ReviewIsSteered while somebody else moves one of them.
 */
export async function callOffReviews(
  member: Member,
  year: string,
  { reviews }: Pick<EndMembership, 'reviews'>,
  at: string,
  context: EndingContext,
): Promise<{ readonly calledOff: readonly string[]; readonly goOn: readonly string[] }> {
  const calledOff: string[] = [];
  const goOn: string[] = [];
  for (const about of namesOf(member, year)) {
    const whole = await readFinished(about, at, context);
    if (!whole) continue;
    const { review } = whole;
    // One that an earlier attempt has called off is named once more.
    if (review.status === 'cancelled') calledOff.push(about);
    else if (reviews === 'go-on' || hasBegun(review, londonDate(at))) goOn.push(about);
    else {
      await callOff(whole, member, at, context);
      calledOff.push(about);
    }
  }
  return { calledOff, goOn };
}

const hasBegun = ({ stage, day1 }: Review, today: string): boolean =>
  ['report', 'publication', 'feedback', 'closed'].includes(stage) || (day1 !== undefined && day1 <= today);

async function readFinished(about: string, at: string, context: EndingContext): Promise<WholeReview | undefined> {
  const whole = await context.store.wholeReview(about);
  if (!whole?.review.steering) return whole;
  if (isUnderWay(whole.review.steering, { input: { act: 'end-membership', about, at }, isAtGiven: true })) {
    throw new ReviewIsSteered(`${about} is being steered at this moment.`);
  }
  await finishMoveOf(about, context, TELLERS);
  return context.store.wholeReview(about);
}

async function callOff(whole: WholeReview, { name }: Member, at: string, context: EndingContext): Promise<void> {
  const { store } = context;
  const { about } = whole.review;
  const reason = `the membership of ${name} has ended`;
  const planned = await planOf(whole, { at, reason }, store);
  const audit = store.rows.auditEntry
    .create({ about, at, entry: 'membership-ended', who: 'workflow', role: 'workflow', what: 'cancelled it', reason })
    .commit();
  const moved = await moveReview(whole, planned, { act: 'cancel', at, with: [audit] }, context, TELLERS);
  if (!moved.done) throw new ReviewIsSteered(`${about} changed at the same moment.`);
}
