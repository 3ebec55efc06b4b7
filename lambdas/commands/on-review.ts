import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
import { deliver } from '../questions/deliver.ts';
import { finishMove, moveFinished } from '../store/agenda.ts';
import type { Review, Store, WholeReview, WriteItem } from '../store/store.ts';
import {
  type Call,
  type CommandSchema,
  type Form,
  type InputOf,
  type Offered,
  refused,
  type Steered,
} from './command.ts';
import type { CommandContext, MoveContext } from './command-context.ts';
import { start, stop } from './executions.ts';
import { auditItems, CHANGED, CHANGED_NOW, isUnderWay, UNDER_WAY } from './record.ts';
import type { PlannedMove, ReviewState, Steering } from './review-plan.ts';
import { seenOf } from './seen.ts';

/** A command on a whole review, or on a seat of its team. */
export interface ReviewCommand<Schema extends CommandSchema, Shown extends ReviewState> extends Offered<Shown> {
  readonly schema: Schema;
  whyNot(state: ReviewState): string | undefined;
  plan(input: InputOf<Schema>, whole: WholeReview, context: CommandContext): PlannedMove | Promise<PlannedMove>;
  /** Sends the mails that it brings with it, each once however often this is called. */
  tellOfReview?(review: Review, steering: Steering, context: MoveContext): Promise<void>;
  form(state: Shown): Form<InputOf<Schema>> | undefined;
}

type AnyCommand = ReviewCommand<CommandSchema, ReviewState>;
/** Who tells of what, by the name of the command or the move: one that broke off may be completed by the call of another. */
export type Tellers = Readonly<Record<string, { readonly schema?: CommandSchema } & Pick<AnyCommand, 'tellOfReview'>>>;

export const reviewCommand = <Schema extends CommandSchema, Shown extends ReviewState = ReviewState>(
  one: ReviewCommand<Schema, Shown>,
) => ({
  ...one,
  run: (call: Call<InputOf<Schema>>, context: CommandContext, all: Tellers) => run(one, call, context, all),
});

/** Recorded first, carried out after. */
async function run<Schema extends CommandSchema, Shown extends ReviewState>(
  command: ReviewCommand<Schema, Shown>,
  call: Call<InputOf<Schema>>,
  context: CommandContext,
  all: Tellers,
): Promise<Steered> {
  const { store } = context;
  const { input } = call;
  const { about, at } = input;
  let whole = await store.wholeReview(about);
  const unfinished: Steering | undefined = whole?.review.steering;
  if (whole && unfinished) {
    if (isUnderWay(unfinished, call)) return refused(UNDER_WAY);
    await carryOut(whole, unfinished, context, all);
    if (unfinished.act === input.act) return done(unfinished);
    whole = await store.wholeReview(about);
  }
  if (!whole) return refused(`There is no review '${about}'. Its name looks like ${EXAMPLE_REVIEW}.`);
  if (input.seen !== undefined && input.seen !== seenOf(whole.review)) return refused(CHANGED);
  const refusal = command.whyNot({ review: whole.review, at });
  if (refusal) return refused(refusal);
  const planned = await command.plan(input, whole, context);
  if ('refusal' in planned) return refused(planned.refusal);
  const { what, seat } = planned;
  const audit = auditItems(store, call, { what, subject: seat });
  return moveReview(whole, planned, { act: input.act, at, with: audit }, context, all);
}

/**
 * Records what a review comes to, and carries it out. Where something has to follow, the daily round carries out what a call that broke off
 * has left.
 *
 * @param as.act the name of the command, or of whatever else moves it, by which it is told of.
 * @param as.with rows that are written with it.
 */
export async function moveReview(
  whole: WholeReview,
  { sentence, items, follows }: Exclude<PlannedMove, { refusal: string }>,
  as: { readonly act: string; readonly at: string; readonly with: readonly WriteItem[] },
  context: MoveContext,
  all: Tellers,
): Promise<Steered> {
  const steering: Steering = { act: as.act, at: as.at, sentence, ...NOTHING_FOLLOWS, ...follows };
  const { store } = context;
  const { about } = whole.review;
  const finish = follows ? [finishMove(store, about, as.at)] : [];
  const written = await store.write([...items(steering), ...as.with, ...finish]);
  if (!written.written) return refused(CHANGED_NOW);
  if (follows) await carryOut(whole, steering, context, all);
  return done(steering);
}

/** Carries out what was recorded of a review and not finished. */
export async function finishMoveOf(about: string, context: MoveContext, all: Tellers): Promise<void> {
  const whole = await context.store.wholeReview(about);
  if (whole?.review.steering) await carryOut(whole, whole.review.steering, context, all);
}

const NOTHING_FOLLOWS = {
  reason: '',
  stop: null,
  start: null,
  stopSearches: [],
  startSearches: [],
  team: [],
  settled: [],
} as const;

const done = ({ sentence, start: execution }: Steering): Steered => ({
  done: true,
  sentence,
  ...(execution !== null && { execution }),
});

/** Makes the workflows and the people follow what was recorded. However often it is called, it has one effect. */
async function carryOut(
  { review }: WholeReview,
  steering: Steering,
  context: MoveContext,
  all: Tellers,
): Promise<void> {
  const { sfn, reviewMachineArn, placementMachineArn, store } = context;
  const { about } = review;
  const cause = `${steering.act}: recorded on the review`;
  if (steering.stop !== null) await stop(sfn, reviewMachineArn, steering.stop, cause);
  for (const search of steering.stopSearches) await stop(sfn, placementMachineArn, search, cause);
  for (const id of steering.settled) {
    const decision = await store.decision(about, id);
    if (decision?.status === 'expired') await deliver(store, context.callbacks, decision);
  }
  if (steering.start !== null) await start(sfn, reviewMachineArn, steering.start, { about });
  for (const { seat, turn, execution } of steering.startSearches) {
    await start(sfn, placementMachineArn, execution, { about, turn, seat });
  }
  await all[steering.act]?.tellOfReview?.(review, steering, context);
  await store.write([finished(store, about, steering)]);
  await store.write([moveFinished(store, about, steering.at)]);
}

/** Another call may have carried it out meanwhile, and what is recorded since is not carried out. */
const finished = ({ rows }: Store, about: string, { act, at }: Steering): WriteItem =>
  rows.review
    .patch({ about })
    .remove(['steering'])
    .where(({ steering }, { eq }) => `${eq(steering.act, act)} AND ${eq(steering.at, at)}`)
    .commit();
