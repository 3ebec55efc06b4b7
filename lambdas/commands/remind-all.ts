import * as z from 'zod';
import { inParallel } from '../platform/in-parallel.ts';
import type { Call, Form, InputOf, Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { QuestionTellers } from './on-question.ts';
import type { QuestionShown } from './open-question.ts';
import { actOfRequest, requestOfList } from './record.ts';
import { remind } from './remind.ts';
import { aboutReview, name } from './schema-fields.ts';
import { seenOf } from './seen.ts';

/** As many as a page of a list shows. */
const MOST = 20;
/** SES takes 14 mails a second of a new account; a reminder takes some three tenths of one. */
const AT_ONCE = 4;
/** So many are named before the button acts. */
const NAMED = 5;

const schema = z.strictObject({
  ...aboutReview,
  act: z.literal('remind-all'),
  /** It is about each of its questions, and about none of them alone. */
  about: z.string().default('questions'),
  questions: z
    .array(
      z.strictObject({
        about: name('a review'),
        decision: name('a question'),
        /** What the caller saw of it: whatever has changed since is left alone. */
        seen: z.string(),
      }),
      'must list the questions to remind of',
    )
    .min(1, 'must list one question or more')
    .max(MOST, `must list ${MOST} or fewer`),
});

/** Some questions of a list, as it shows them. */
export interface QuestionsShown {
  readonly questions: readonly QuestionShown[];
}

const remindable = ({ questions }: QuestionsShown): readonly QuestionShown[] =>
  questions.filter((one) => remind.instead?.(one) === undefined && remind.whyNot(one) === undefined);

/** Each as by its own button: recorded, audited and mailed by itself, so one that is refused holds up no other. */
export const remindAll = {
  schema,

  /** One alone has its own button beside it. */
  whyNot: (shown: QuestionsShown) =>
    remindable(shown).length < 2 ? 'Fewer than two people of this list can be reminded now.' : undefined,

  /** @param all whoever completes a command that broke off on one of the questions. */
  async run(call: Call<InputOf<typeof schema>>, context: CommandContext, all: QuestionTellers): Promise<Steered> {
    const { input, isAtGiven, request } = call;
    const { store } = context;
    if (request !== undefined) await store.write([requestOfList(store, { ...call, request }, input.questions.length)]);
    const results: Steered[] = [];
    const calls = input.questions.map((one, index) => ({
      input: { act: 'remind', at: input.at, ...one } as const,
      isAtGiven,
      request: request === undefined ? undefined : actOfRequest(request, index),
    }));
    // Each puts one row of its review into the agenda, and transactions on one row refuse each other.
    const ofEach = Map.groupBy(calls, (one) => one.input.about).values();
    await inParallel(
      ofEach,
      async (same) => {
        for (const one of same) results.push(await remind.run(one, context, all));
      },
      AT_ONCE,
    );
    const sent = results.filter(({ done }) => done).length;
    const refusals = Map.groupBy(
      results.filter(({ done }) => !done),
      ({ sentence }) => sentence,
    );
    const gone =
      sent === 0
        ? 'No reminder has gone.'
        : sent === 1
          ? 'One reminder with a fresh link has gone.'
          : `${sent} reminders with fresh links have gone.`;
    const left = [...refusals].map(([sentence, same]) => `Not reminded, ${same.length}: ${sentence}`);
    return { done: sent > 0, sentence: [gone, ...left].join(' ') };
  },

  form(shown: QuestionsShown): Form<InputOf<typeof schema>> {
    const all = remindable(shown);
    const names = all.slice(0, NAMED).map(({ who, decision }) => `${who} of ${decision.hostName}`);
    const more = all.length - names.length;
    const whom = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
    return {
      says: {
        about: 'questions',
        questions: all.map(({ decision }) => ({
          about: decision.about,
          decision: decision.decision,
          seen: seenOf(decision),
        })),
      },
      fields: [],
      buttons: [
        {
          label: `Remind all ${all.length} of this page`,
          confirmation: `Remind ${whom} now? Each gets one mail about their question, with a fresh link.`,
        },
      ],
    };
  },
};
