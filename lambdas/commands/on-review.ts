import { EXAMPLE_REVIEW } from '../programmes/programmes.ts';
import { deliver } from '../questions/deliver.ts';
import type { Review, WholeReview } from '../store/store.ts';
import {
  type Call,
  type CommandSchema,
  type Form,
  type InputOf,
  type Offered,
  refused,
  type Steered,
} from './command.ts';
import type { CommandContext } from './command-context.ts';
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
  tellOfReview?(review: Review, steering: Steering, context: CommandContext): Promise<void>;
  form(state: Shown): Form<InputOf<Schema>> | undefined;
}

type AnyCommand = ReviewCommand<CommandSchema, ReviewState>;
/** Who tells of what, by the name of the command: one that broke off may be completed by the call of another. */
type Tellers = Readonly<Record<string, { readonly schema: CommandSchema } & Pick<AnyCommand, 'tellOfReview'>>>;

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
  const { what, seat, sentence, follows } = planned;
  const steering: Steering = { act: input.act, at, sentence, ...NOTHING_FOLLOWS, ...follows };
  const written = await store.write([...planned.items(steering), ...auditItems(store, call, { what, subject: seat })]);
  if (!written.written) return refused(CHANGED_NOW);
  if (follows) await carryOut(whole, steering, context, all);
  return done(steering);
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
  context: CommandContext,
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
  await store.entities.review.patch({ about }).remove(['steering']).go({ response: 'none' });
}
