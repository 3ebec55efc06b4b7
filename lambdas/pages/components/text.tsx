import { enteredText, type FormFields } from '../form-state.ts';
import { TypedText } from './content.tsx';
import { classes, type FieldProps, LabelledField } from './field.tsx';

interface LabelledProps extends FieldProps {
  readonly label: string;
  /** What it stands under, where several fields of a page have the same label. */
  readonly under?: string | undefined;
  readonly saysOptional?: true | undefined;
}

/** One line of text. */
export function Text(
  props: LabelledProps & {
    /** What is typed: decides the keyboard that a phone shows. */
    readonly kind?: 'text' | 'email' | 'tel' | 'number' | 'url' | undefined;
    /** Roughly how many characters are expected. */
    readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined;
    /** What a browser may fill in: 'name', 'email', 'organization', ... */
    readonly autocomplete?: string | undefined;
  },
) {
  const kind = props.kind ?? 'text';
  return (
    <LabelledField {...props}>
      {(input) => (
        <input
          className={classes(
            'govuk-input',
            props.width && `govuk-input--width-${props.width}`,
            input.wrong && 'govuk-input--error',
          )}
          id={props.name}
          name={props.name}
          // A number field changes when somebody scrolls over it, so numbers are text with a keypad.
          type={kind === 'number' ? 'text' : kind}
          inputMode={kind === 'number' ? 'numeric' : undefined}
          spellCheck={kind === 'text' ? undefined : false}
          autoCapitalize={kind === 'email' ? 'none' : undefined}
          autoComplete={props.autocomplete}
          aria-describedby={input.describedBy}
          defaultValue={enteredText(props.form, props.name)}
        />
      )}
    </LabelledField>
  );
}

/** Several lines of text. */
export function TextArea(
  props: LabelledProps & {
    readonly rows?: number | undefined;
    /** Characters allowed. Said in words; the browser does not cut what is pasted, the answer is an error message. */
    readonly maxLength?: number | undefined;
  },
) {
  const { name, maxLength } = props;
  const note = maxLength === undefined ? undefined : `${name}-info`;
  return (
    <LabelledField {...props} note={note} given={<TypedText text={enteredText(props.form, name)} />}>
      {(input) => (
        <>
          <textarea
            className={classes('govuk-textarea', input.wrong && 'govuk-textarea--error')}
            id={name}
            name={name}
            rows={props.rows ?? 5}
            data-limit={maxLength}
            aria-describedby={input.describedBy}
            defaultValue={enteredText(props.form, name)}
          />
          {maxLength !== undefined && (
            <div id={note} className="govuk-hint app-textarea-note">
              {lengthInWords(maxLength)}
            </div>
          )}
        </>
      )}
    </LabelledField>
  );
}

/** English prose has about six characters a word, its space included. */
function lengthInWords(characters: number): string {
  const allowed = `Up to ${characters.toLocaleString('en-GB')} characters`;
  if (characters < 300) return allowed;
  const words = Math.floor(characters / 60) * 10;
  return `${allowed}, about ${words.toLocaleString('en-GB')} words`;
}

/** An entry of a list that opens. */
export interface Entry {
  readonly value: string;
  readonly text: string;
  /** The words under which entries of a kind stand together; those of one kind follow each other. */
  readonly under?: string | undefined;
  /** Shown for its words, and not to be chosen. */
  readonly disabled?: boolean | undefined;
  /** What it is called where the answer is told; its text unless said. */
  readonly given?: string | undefined;
}

/** One of many options, in a list that opens. For up to about seven options `Radios` is easier to use. */
export function Select(
  props: LabelledProps & {
    readonly options: readonly Entry[];
    /** The first entry, which stands for no choice. */
    readonly unchosen?: string | undefined;
    /** What a value is called, where an answer is told, that can be chosen no more; the value itself unless said. */
    readonly inWords?: ((value: string) => string) | undefined;
  },
) {
  const value = enteredText(props.form, props.name);
  return (
    <LabelledField {...props} given={props.form.gather && value !== '' ? inWords(value, props) : undefined}>
      {(input) => (
        <select
          className={classes('govuk-select', input.wrong && 'govuk-select--error')}
          id={props.name}
          name={props.name}
          aria-describedby={input.describedBy}
          defaultValue={enteredText(props.form, props.name)}
        >
          <option value="">{props.unchosen ?? 'Choose one'}</option>
          {groupsOf(props.options).map(({ under, entries }) =>
            under === undefined ? (
              entries.map(entry)
            ) : (
              <optgroup label={under} key={under}>
                {entries.map(entry)}
              </optgroup>
            ),
          )}
        </select>
      )}
    </LabelledField>
  );
}

function inWords(value: string, props: Pick<Parameters<typeof Select>[0], 'options' | 'inWords'>): string {
  const chosen = props.options.find((option) => option.value === value);
  return chosen ? (chosen.given ?? chosen.text) : (props.inWords?.(value) ?? value);
}

const entry = ({ value, text, disabled }: Entry) => (
  <option key={value} value={value} disabled={disabled}>
    {text}
  </option>
);

function groupsOf(
  options: readonly Entry[],
): readonly { readonly under: string | undefined; readonly entries: Entry[] }[] {
  const groups: { under: string | undefined; entries: Entry[] }[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last.under === option.under) last.entries.push(option);
    else groups.push({ under: option.under, entries: [option] });
  }
  return groups;
}

/** A value that travels with the form unseen. */
export function Hidden(props: { readonly name: string; readonly value: string }) {
  return <input type="hidden" name={props.name} value={props.value} />;
}

/** Everything that was typed travels with the page, so that it needs no memory of ours. */
export function CarriedFields({ fields, except }: { readonly fields: FormFields; readonly except?: string }) {
  return Object.entries(fields)
    .filter(([name]) => name !== except)
    .flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one, index) => ({ name, one, index })),
    )
    .map(({ name, one, index }) => <Hidden key={`${name} ${index}`} name={name} value={one} />);
}
