import type { ReportContent } from '../documents/report-content.ts';
import type { LabelledLine, ReportLine } from '../documents/report-lines.ts';
import { ReportView } from '../documents/report-view.tsx';
import { enteredText, type FormState, inUse, Radios, Subheading, TextArea } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import { WHOLE_REPORT } from './comments.ts';
import { kindField, textFieldOf } from './fact-check-form.ts';

/** A report with a place for a comment below every line, and one for the whole at its end. */
export function FactCheckView(props: {
  readonly content: ReportContent;
  readonly framework: Framework;
  readonly form: FormState;
}) {
  const { content, form, framework } = props;
  return (
    <>
      <ReportView
        content={content}
        framework={framework}
        below={(line) => <LineComment form={form} address={line.address} line={inFull(line)} />}
      />
      <Subheading>The report as a whole</Subheading>
      <CommentFields form={form} address={WHOLE_REPORT} line="something that is missing, or is about the whole" />
    </>
  );
}

/** With its label, since 'Effective' alone may stand in several lines. */
const inFull = (line: ReportLine | LabelledLine): string =>
  'label' in line ? `${line.label}: ${line.text}` : line.text;

/** Closed until it is wanted: a report has some sixty lines, and most need no comment. */
function LineComment(props: { readonly form: FormState; readonly address: string; readonly line: string }) {
  const { form, address } = props;
  const names = [kindField(address), textFieldOf(address)];
  return (
    <details className="govuk-details" open={inUse(form, names)}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          Comment<span className="govuk-visually-hidden"> on: {props.line}</span>
        </span>
      </summary>
      <div className="govuk-details__text">
        <CommentFields {...props} />
      </div>
    </details>
  );
}

const COMMENT_KINDS = [
  { value: 'fact', text: 'A fact is wrong' },
  { value: 'disagree', text: 'I disagree' },
];

function CommentFields({
  form,
  address,
  line,
}: {
  readonly form: FormState;
  readonly address: string;
  readonly line: string;
}) {
  const names = [kindField(address), textFieldOf(address)];
  if (form.gather) {
    const [kind = '', text = ''] = names.map((name) => enteredText(form, name).trim());
    const value = `${COMMENT_KINDS.find((option) => option.value === kind)?.text ?? 'Comment'}: ${text}`;
    form.gather({
      names,
      label: line,
      value: kind + text === '' ? undefined : value,
      sample: Object.fromEntries(names.map((name) => [name, ''])),
    });
    return null;
  }
  const about = <span className="govuk-visually-hidden"> ({line})</span>;
  return (
    <>
      <Radios form={form} name={kindField(address)} legend={<>What is it?{about}</>} options={COMMENT_KINDS} />
      <TextArea form={form} name={textFieldOf(address)} label="Your comment" under={line} rows={3} />
    </>
  );
}
