import * as z from 'zod';
import type { FormFields, ParsedForm } from '../pages/kit.ts';
import type { Store } from '../store/store.ts';
import { withoutPupilData } from './no-pupil-data.tsx';
import type {
  Answering,
  Asked,
  Binding,
  BoundQuestion,
  Deps,
  JsonValue,
  Question,
  ReminderSource,
  Taken,
} from './question.ts';
import { type QuestionFacts, standsReady } from './question-facts.ts';

/** What a question is beside its facts. */
export interface Definition<Answer extends JsonValue> {
  /** What is kept of an answer on the question's row, so that what is said of it later is said of what was kept. */
  readonly answer: z.ZodType<Answer>;
  /** What is written here may stand in a report, so it holds no data about single pupils. */
  readonly noPupilData?: true;
  bind(asked: Asked, deps: Deps): Promise<Binding<Answer>>;
  readAhead?(about: string, store: Store): Promise<unknown>;
  readonly readsReviewAlone?: true;
  readonly readsWholeReview?: true;
}

/** An answer of which nothing is said but that it was given. */
export const anyAnswer: z.ZodType<JsonValue> = z.json();

/** What is said of an answer that an earlier release kept in another shape. */
const WAS_ANSWERED = 'The question was answered.';

/**
 * A question to people, from its facts and its definition. This is the one place at which the type of its answer is lost:
 * the answer that comes from the row is parsed before anything is said of it.
 *
 * @param facts the facts of the stage's questions, which have to hold this one's.
 */
export function defineQuestion<Name extends string, Answer extends JsonValue>(
  facts: Readonly<Record<Name, QuestionFacts>>,
  name: Name,
  definition: Definition<Answer>,
): Question {
  const ofThis: QuestionFacts = facts[name];
  const { stage, reminders, unreachableIsSilence, endless, ifNothing, keepsItsLinks } = ofThis;
  const { answer, noPupilData, readAhead, readsReviewAlone, readsWholeReview } = definition;
  return {
    name,
    ...(stage && { stage }),
    ...((ofThis.personal || ofThis.candidates) && { asksOneself: true as const }),
    ...(keepsItsLinks && { keepsItsLinks }),
    ...(readAhead && { readAhead }),
    ...(readsReviewAlone && { readsReviewAlone }),
    ...(readsWholeReview && { readsWholeReview }),
    async bind(asked, deps) {
      const written = await definition.bind(asked, deps);
      const bound = noPupilData ? withoutPupilData(written) : written;
      const stands = standsReady(ofThis, asked.round);
      return {
        ifNothing,
        ...bound,
        reminders,
        reminderSettings: stands ? withoutReminders(bound.reminderSettings, reminders) : bound.reminderSettings,
        ...(stands && { standing: true }),
        ...(endless && { endless }),
        ...(unreachableIsSilence && { unreachableIsSilence }),
        said(stored) {
          const kept = answer.safeParse(stored);
          return kept.success ? bound.said(kept.data) : WAS_ANSWERED;
        },
        sent(stored) {
          const kept = answer.safeParse(stored);
          return kept.success ? bound.sent?.(kept.data) : undefined;
        },
        since(stored, decision) {
          const kept = answer.safeParse(stored);
          return kept.success ? bound.since?.(kept.data, decision) : undefined;
        },
      };
    },
  };
}

/**
 * Reads what was sent by a form, and says what follows from it.
 *
 * @param read how a form reads what was sent.
 * @param take the answer to record, or by field in words what is wrong with a form whose fields are right one by one.
 */
export const readBy =
  <Form, Answer extends JsonValue>(
    read: (fields: FormFields) => ParsedForm<Form>,
    take: (value: Form, answering: Answering) => Taken<Answer> | { readonly errors: Readonly<Record<string, string>> },
  ): BoundQuestion<Answer>['read'] =>
  (fields, answering) => {
    const form = read(fields);
    if (!form.ok) return form;
    const taken = take(form.value, answering);
    return 'errors' in taken ? { ok: false, errors: taken.errors } : { ok: true, taken };
  };

/** Nobody is reminded of a link that only stands ready, whatever the settings say. */
const withoutReminders = (settings: ReminderSource, kind: string): ReminderSource => ({
  ...settings,
  reminders: { ...settings.reminders, [kind]: [] },
});
