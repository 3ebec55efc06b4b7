/** Questions whose texts end up in a report: what is typed holds no data about single pupils. */
import { createHash } from 'node:crypto';
import { type PupilData, pupilDataIn } from '../documents/pupil-data.ts';
import { typed } from '../pages/form-fields.ts';
import { Checkboxes, type FormFields, type FormState } from '../pages/kit.ts';
import type { Binding } from './question.ts';

/** What was suspected and is none: the box that whoever wrote it ticks. */
const CONFIRMED_FIELD = 'no-single-pupil';

/**
 * The same question, whose answer is refused where a text holds what is certainly data about a pupil, and asked about where
 * it may be. A tick goes with the very words that it was asked for, so that others that are written later are asked about
 * too, whether a draft lies between or not.
 */
export const withoutPupilData = <Answer,>(bound: Binding<Answer>): Binding<Answer> => ({
  ...bound,
  page() {
    const content = bound.page();
    return {
      ...content,
      body: (form) => (
        <>
          {content.body(form)}
          <AskAboutSuspected form={form} />
        </>
      ),
      // Each part asks about the words of all of them: a tick counts for the whole form.
      ...(content.parts && {
        parts: content.parts.map((part) => ({
          ...part,
          body: (form: FormState) => (
            <>
              {part.body(form)}
              <AskAboutSuspected form={form} />
            </>
          ),
        })),
      }),
    };
  },
  read(fields, answering) {
    const read = bound.read(fields, answering);
    const errors = pupilDataErrors(fields);
    if (Object.keys(errors).length === 0) return read;
    return { ok: false, errors: { ...errors, ...(read.ok ? {} : read.errors) } };
  },
});

/** A box to tick where what was typed may be about a single pupil; nothing where it is not. */
export function AskAboutSuspected({ form }: { readonly form: FormState }) {
  const suspected = suspectedIn(form.values);
  if (suspected.length === 0) return null;
  return (
    <Checkboxes
      form={form}
      name={CONFIRMED_FIELD}
      legend="Is anything here about a single pupil?"
      hint={`It has ${suspected.map((words) => `‘${words}’`).join(', ')} in it, which may be a date of birth or a pupil number.`}
      options={[{ value: digestOf(suspected), text: 'No, nobody can tell from it which pupil is meant' }]}
    />
  );
}

/** What is wrong by field where a text holds data about a single pupil, or may and nobody has said that it does not. */
export function pupilDataErrors(fields: FormFields): Readonly<Record<string, string>> {
  const isConfirmed = typed(fields[CONFIRMED_FIELD]) === digestOf(suspectedIn(fields));
  return Object.fromEntries(
    textsOf(fields).flatMap(([name, text]) => {
      const found = pupilDataIn(text).filter(({ certain }) => certain || !isConfirmed);
      const first = found.find(({ certain }) => certain) ?? found[0];
      return first === undefined ? [] : [[name, sentenceOf(first)]];
    }),
  );
}

const sentenceOf = ({ certain, what, words }: PupilData): string =>
  certain
    ? `‘${words}’ is ${what}. Take it out: no data about single pupils may be here`
    : `‘${words}’ looks like ${what}. Take it out, or tick at the end of the form that nobody can tell from it which pupil is meant`;

/** The words that are asked about, each once and in the order of the alphabet. */
const suspectedIn = (fields: FormFields): readonly string[] =>
  [
    ...new Set(
      textsOf(fields).flatMap(([, text]) => pupilDataIn(text).flatMap(({ certain, words }) => (certain ? [] : words))),
    ),
  ].sort();

const textsOf = (fields: FormFields): readonly (readonly [string, string])[] =>
  Object.entries(fields)
    .filter(([name]) => name !== CONFIRMED_FIELD)
    .map(([name, value]) => [name, typed(value)]);

const digestOf = (words: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
