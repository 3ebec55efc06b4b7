/** The kinds of fields and folds that the form of a year is made of. */
import { longText, text } from '../../forms/fields.tsx';
import { Details, type FormState } from '../../pages/kit.ts';

/** Lines of a year's dates are typed as text; more than this is none of ours. */
const LONGEST = 5000;

/** Several lines, of which each is a row. */
export const linesOf = (
  label: string,
  what: string,
  more: { readonly hint: string; readonly rows: number; readonly under?: string },
) => longText({ label, what, ...more, max: LONGEST, tellMax: false });

/** @param under what it stands under, where several fields of the form have the same label. */
export const numberField = (label: string, under?: string) =>
  text({ label, what: `‘${label}’`, kind: 'number', width: 5, ...(under && { under }) });

/** Text that opens when asked for, and stands open where something in it has to be mended. */
export function Folded(props: {
  readonly summary: string;
  readonly names: readonly string[];
  readonly form: FormState;
  readonly children: React.ReactNode;
}) {
  if (props.form.gather) return props.children;
  return (
    <Details summary={props.summary} open={props.names.some((name) => Object.hasOwn(props.form.errors, name))}>
      {props.children}
    </Details>
  );
}
