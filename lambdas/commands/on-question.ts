import { deliver } from '../questions/deliver.ts';
import { bindAgain } from '../questions/open-link.ts';
import { finishQuestions } from '../store/agenda.ts';
import type { Decision, Store, WriteItem } from '../store/store.ts';
import {
  type AnyInput,
  type Call,
  type CommandSchema,
  type Form,
  type InputOf,
  type Offered,
  refused,
  type Steered,
} from './command.ts';
import type { CommandContext, QuestionContext } from './command-context.ts';
import type {
  Guard,
  OpenQuestion,
  Planned,
  QuestionShown,
  QuestionState,
  QuestionSteering,
  SteeredQuestion,
} from './open-question.ts';
import { auditItems, CHANGED, CHANGED_NOW, isUnderWay, UNDER_WAY } from './record.ts';
import { seenOf } from './seen.ts';

/** A command on a question that waits, such as reminding of it. */
export interface QuestionCommand<Schema extends QuestionSchema> extends Offered<QuestionShown> {
  readonly schema: Schema;
  whyNot(question: QuestionState): string | undefined;
  plan(input: InputOf<Schema>, question: OpenQuestion, context: CommandContext): Planned | Promise<Planned>;
  /** Sends the mails that it brings with it, each once however often this is called. */
  tellOfQuestion(steered: SteeredQuestion, context: QuestionContext): Promise<void>;
  form(question: QuestionShown): Form<InputOf<Schema>> | undefined;
}

type QuestionSchema = CommandSchema<AnyInput & { readonly decision: string }>;

/** Who tells of what, by the name of the command: one that broke off may be completed by the call of another. */
export type QuestionTellers = Readonly<
  Record<string, { readonly schema: CommandSchema } & Partial<Pick<AnyCommand, 'tellOfQuestion'>>>
>;
type AnyCommand = QuestionCommand<QuestionSchema>;

export const questionCommand = <Schema extends QuestionSchema>(one: QuestionCommand<Schema>) => ({
  ...one,
  whyNot: (question: QuestionState) => whyClosed(question.decision, question.at) ?? one.whyNot(question),
  run: (call: Call<InputOf<Schema>>, context: CommandContext, all: QuestionTellers) => run(one, call, context, all),
});

/** Recorded first, carried out after. */
async function run<Schema extends QuestionSchema>(
  command: QuestionCommand<Schema>,
  call: Call<InputOf<Schema>>,
  context: CommandContext,
  all: QuestionTellers,
): Promise<Steered> {
  const { input } = call;
  const { store } = context;
  const found = await store.decision(input.about, input.decision);
  if (!found)
    return refused(`There is no question '${input.decision}' about '${input.about}'. Look at the list again.`);
  const unfinished: QuestionSteering | undefined = found.steering;
  if (unfinished) {
    if (isUnderWay(unfinished, call)) return refused(UNDER_WAY);
    await carryOut(found, unfinished, context, all);
    if (unfinished.act === input.act) return { done: true, sentence: unfinished.sentence };
  }
  const decision = unfinished ? await store.decision(input.about, input.decision) : found;
  if (!decision) return refused(CHANGED_NOW);
  if (input.seen !== undefined && input.seen !== seenOf(decision)) return refused(CHANGED);
  const closed = whyClosed(decision, input.at);
  if (closed) return refused(closed);

  const bound = await bindAgain(decision, context.catalogue(decision.question), context);
  const refusal = command.whyNot({ decision, bound, at: input.at });
  if (refusal) return refused(refusal);
  const planned = await command.plan(input, { decision, bound }, context);
  if ('refusal' in planned) return refused(planned.refusal);
  const { sentence, what, from = null } = planned;
  const steering: QuestionSteering = { act: input.act, at: input.at, sentence, from };
  const guard: Guard = (row, { eq }) =>
    `${eq(row.status, 'open')} AND ${eq(row.person, decision.person)} AND ${eq(row.expiresAt, decision.expiresAt)} AND ${eq(row.mails, decision.mails)}`;
  const written = await store.write([
    planned.change(guard, steering),
    ...(planned.others ?? []),
    ...auditItems(store, call, { what, subject: input.decision, decision: input.decision }),
    finishQuestions(store, input.about, input.at),
  ]);
  if (!written.written) return refused(CHANGED_NOW);
  const now = await store.decision(input.about, input.decision);
  if (now) await carryOut(now, steering, context, all);
  return { done: true, sentence };
}

/**
 * Carries out what was recorded of the questions about something and not finished. One that fails holds up no other.
 *
 * @throws the first that failed, once all were tried.
 */
export async function finishQuestionsOf(about: string, context: QuestionContext, all: QuestionTellers): Promise<void> {
  const failures: unknown[] = [];
  for (const decision of await context.store.decisionsAbout(about)) {
    const unfinished: QuestionSteering | undefined = decision.steering;
    if (!unfinished) continue;
    try {
      await carryOut(decision, unfinished, context, all);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Why nothing can be done about a question any more. */
function whyClosed(decision: Pick<Decision, 'status' | 'expiresAt'>, at: string): string | undefined {
  switch (decision.status) {
    case 'answered':
      return 'This question has been answered.';
    case 'expired':
      return 'The time for this question is over, and the review has gone on without an answer.';
    case 'superseded':
      return 'This question was withdrawn. If the review is paused, resume it: then what is still needed is asked again.';
    case 'open':
      return decision.expiresAt <= at
        ? 'The time for this question has just run out, and the review is going on without an answer.'
        : undefined;
  }
}

/** The workflow is told of a question that was settled, then the people; each as often as this is called, and once in effect. */
async function carryOut(
  decision: Decision,
  steering: QuestionSteering,
  context: QuestionContext,
  all: QuestionTellers,
): Promise<void> {
  const { store, catalogue } = context;
  if (decision.status === 'expired') await deliver(store, context.callbacks, decision);
  const isOpen = decision.status === 'open';
  const bound = isOpen ? await bindAgain(decision, catalogue(decision.question), context) : undefined;
  await all[steering.act]?.tellOfQuestion?.({ decision, bound, steering }, context);
  await store.write([finished(store, decision, steering)]);
}

/** Another call may have carried it out meanwhile, and what is recorded since is not carried out. */
const finished = ({ rows }: Store, { about, decision }: Decision, { act, at }: QuestionSteering): WriteItem =>
  rows.decision
    .patch({ about, decision })
    .remove(['steering'])
    .where(({ steering }, { eq }) => `${eq(steering.act, act)} AND ${eq(steering.at, at)}`)
    .commit();
