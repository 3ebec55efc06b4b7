/** The form in which the host comments on a report: a kind and a text for every line, named by the line's address. */
import type { ReportLine } from '../documents/report-lines.ts';
import { choice } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { COUNT_MORE, typed } from '../pages/form-fields.ts';
import type { FormFields, ParsedForm } from '../pages/kit.ts';
import { type Comment, WHOLE_REPORT } from './comments.ts';

export const LONGEST_COMMENT = 1000;
/** Bytes: all comments are kept in one row with the version they are about. */
const LONGEST_TOGETHER = 60_000;

export const kindField = (address: string): string => `kind.${address}`;
export const textFieldOf = (address: string): string => `text.${address}`;

export type HostComment = Pick<Comment, 'address' | 'line' | 'text'> & { readonly kind: 'fact' | 'disagree' };

/** Whether there are comments at all. */
export const verdictForm = fieldsOf({
  checked: choice({
    legend: 'Is the report right?',
    what: 'whether you have comments',
    options: [
      { value: 'right', text: 'Yes, I have no comments' },
      { value: 'comments', text: 'I have comments, as written above' },
    ],
  }),
});

/** Reads the form: every comment in the order of the report, or none. */
export function readFactCheck(
  fields: FormFields,
  reportLines: readonly ReportLine[],
): ParsedForm<readonly HostComment[]> {
  const verdict = verdictForm.read(fields);
  const places = [...reportLines, { address: WHOLE_REPORT, text: '' }];
  const read = places.map((line) => readComment(fields, line));
  const errors = Object.assign({}, verdict.ok ? {} : verdict.errors, ...read.map((one) => one.errors));
  const comments = read.flatMap(({ comment }) => comment ?? []);
  const touched = read.some(({ comment, errors: own }) => comment !== undefined || Object.keys(own).length > 0);
  if (verdict.ok && verdict.value.checked === 'right' && touched) {
    errors.checked = 'You wrote comments. Select that you have comments, or empty the fields';
  }
  if (verdict.ok && verdict.value.checked === 'comments' && !touched) {
    errors.checked = 'Write at least one comment below, or select that the report is right';
  }
  if (comments.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) > LONGEST_TOGETHER) {
    errors.checked = `All comments together must be ${LONGEST_TOGETHER.toLocaleString('en-GB')} characters or fewer; ${COUNT_MORE}`;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: comments };
}

/** Comments as they are typed into the form. */
export const fieldsOfFactCheck = (comments: readonly Pick<Comment, 'address' | 'kind' | 'text'>[]): FormFields => ({
  checked: comments.length > 0 ? 'comments' : 'right',
  ...Object.fromEntries(
    comments.flatMap(({ address, kind, text }) => [
      [kindField(address), kind],
      [textFieldOf(address), text],
    ]),
  ),
});

function readComment(
  fields: FormFields,
  line: ReportLine,
): { readonly comment?: HostComment; readonly errors: Readonly<Record<string, string>> } {
  const { address } = line;
  const kind = typed(fields[kindField(address)]);
  const text = typed(fields[textFieldOf(address)]);
  if (kind === '' && text === '') return { errors: {} };
  if (kind !== 'fact' && kind !== 'disagree') {
    return {
      errors: { [kindField(address)]: `Select whether a fact is wrong or you disagree, for ${placeInWords(line)}` },
    };
  }
  const wrong =
    text === ''
      ? `Write your comment on ${placeInWords(line)}, or leave both fields empty`
      : text.length > LONGEST_COMMENT
        ? `Your comment on ${placeInWords(line)} must be ${LONGEST_COMMENT.toLocaleString('en-GB')} characters or fewer`
        : undefined;
  if (wrong !== undefined) return { errors: { [textFieldOf(address)]: wrong } };
  return { comment: { address, line: line.text, kind, text }, errors: {} };
}

/** A line as an error message names it: by its first words. */
function placeInWords({ address, text }: ReportLine): string {
  if (address === WHOLE_REPORT) return 'the report as a whole';
  const words = text.split(' ');
  return words.length <= 6 ? `'${text}'` : `'${words.slice(0, 6).join(' ')} …'`;
}
