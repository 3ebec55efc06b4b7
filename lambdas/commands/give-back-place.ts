/** Somebody in a team says that they can no longer come, at any time before day 1. */
import { londonDate } from '../calendar/london.ts';
import { CANNOT_COME } from '../members/reasons.ts';
import type { ReviewAtHand, WholeReview } from '../store/store.ts';
import type { MoveContext } from './command-context.ts';
import { isTaken, leaveTeam, type Taken } from './leave-team.ts';
import { finishMoveOf, moveReview } from './on-review.ts';
import { isUnderWay } from './record.ts';
import type { Steering } from './review-plan.ts';
import { GIVE_BACK, TELLERS } from './tellers.ts';

/** Whether somebody can give their place back by themselves: until day 1 of the visit begins, in London. */
export type GivingBack =
  | { readonly can: true; readonly seat: Taken }
  /** From day 1 on nobody can join in their place, so that somebody has to be telephoned. */
  | { readonly can: false; readonly why: 'begun' }
  | { readonly can: false; readonly why: 'no-place' };

export function givingBack({ review, seats }: ReviewAtHand, person: string, at: string): GivingBack {
  const seat = seats.filter(isTaken).find((row) => row.person === person);
  const { day1, stage, status } = review;
  if (!seat || day1 === undefined || status === 'cancelled' || !STAGES_OF_A_PLACE.includes(stage)) {
    return { can: false, why: 'no-place' };
  }
  return londonDate(at) < day1 ? { can: true, seat } : { can: false, why: 'begun' };
}

const STAGES_OF_A_PLACE: readonly string[] = ['team', 'preparation', 'visit'];

export interface GivesBack {
  readonly about: string;
  readonly person: string;
  /** Why, as they wrote it. Only the central team reads it. */
  readonly reason: string;
  readonly at: string;
  /** The link by which they say so, as the audit has it. */
  readonly link: string;
}

export type GivenBack = 'given-back' | 'begun' | 'no-place' | 'busy';

/** So often it is looked at anew when somebody else steers the review at the same moment. */
const ATTEMPTS = 3;

/**
 * Takes somebody out of the team by their own wish: their days are free, the ledger notes that the place could not be kept, the next one
 * is asked, and they, the host and the central team are told. All that follows stands in the agenda with it, so that the daily round does
 * what this call did not.
 *
 * @returns 'given-back' also for whoever has said so before with the same words; 'no-place' where they have none any more, since they
 * were replaced or the review moves; 'busy' where the review is being changed at this moment by somebody else.
 */
export async function giveBackPlace(gives: GivesBack, context: MoveContext): Promise<GivenBack> {
  const { person, at } = gives;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const whole = await readFinished(gives, context);
    if (whole === 'busy') return (await isGivenBack(gives, context)) ? 'given-back' : 'busy';
    if (!whole) return 'no-place';
    const may = givingBack(whole, person, at);
    if (!may.can) return may.why === 'no-place' && saidBefore(whole, gives) ? 'given-back' : may.why;
    const moved = await moveReview(
      whole,
      planOf(whole, may.seat, gives, context),
      recorded(gives, may.seat, context),
      context,
      TELLERS,
    );
    if (moved.done) return 'given-back';
  }
  return 'busy';
}

/** The review as it is once whatever was recorded of it before is carried out. */
async function readFinished({ about, at }: GivesBack, context: MoveContext): Promise<WholeReview | 'busy' | undefined> {
  const whole = await context.store.wholeReview(about);
  const unfinished: Steering | undefined = whole?.review.steering;
  if (!unfinished) return whole;
  if (isUnderWay(unfinished, { input: { act: GIVE_BACK, about, at }, isAtGiven: false })) return 'busy';
  await finishMoveOf(about, context, TELLERS);
  return context.store.wholeReview(about);
}

/** Whether it is this very wish that is carried out at the moment: a button that was pressed twice. */
async function isGivenBack(gives: GivesBack, { store }: MoveContext): Promise<boolean> {
  const whole = await store.wholeReview(gives.about);
  return (
    whole !== undefined &&
    saidBefore(whole, gives) &&
    !whole.seats.some((seat) => isTaken(seat) && seat.person === gives.person)
  );
}

const reasonOf = ({ reason }: GivesBack): string => `${CANNOT_COME}: ${reason}`;

const saidBefore = ({ placements }: WholeReview, gives: GivesBack): boolean =>
  placements.some((row) => row.person === gives.person && row.status === 'withdrawn' && row.reason === reasonOf(gives));

const planOf = (whole: WholeReview, seat: Taken, gives: GivesBack, { store }: MoveContext) => ({
  what: 'gave the place back',
  sentence: `${gives.person} has given the place '${seat.seat}' back, and the next candidate is asked.`,
  ...leaveTeam(store, whole, seat, { reason: reasonOf(gives), failed: true, at: gives.at, who: 'workflow' }),
});

const recorded = ({ about, person, at, link }: GivesBack, { seat, kind }: Taken, { store }: MoveContext) => ({
  act: GIVE_BACK,
  at,
  with: [
    store.rows.auditEntry
      .create({
        ...{ about, at, entry: `gave-back.${seat}`, who: person, role: kind, link },
        what: 'cannot come any more, and gave the place back',
      })
      .commit(),
  ],
});
