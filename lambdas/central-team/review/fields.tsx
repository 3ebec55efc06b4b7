/** Fields of a row: the ending `row` keeps them apart, since all fields of a widget travel together. */
interface FieldProps {
  readonly row: string;
  readonly label: string;
}

export function Field(props: FieldProps & { readonly name: 'reason' | 'person'; readonly hint?: string }) {
  const { name, row, label, hint } = props;
  return (
    <label>
      {label} <input name={`${name}.${row}`} size={name === 'reason' ? 28 : 18} maxLength={200} placeholder={hint} />
    </label>
  );
}

export function NumberField(
  props: FieldProps & {
    readonly name: 'workingDays' | 'places';
    readonly most: number;
    /** What it holds beforehand; 5 unless told. */
    readonly value?: number;
  },
) {
  const { name, row, label, most, value = 5 } = props;
  return (
    <label>
      {label} <input name={`${name}.${row}`} type="number" min={1} max={most} size={3} defaultValue={value} />
    </label>
  );
}

/** A day, a time or a text: the console may show the first two as plain text, so they say how they are written. */
export function Typed(
  props: FieldProps & {
    readonly name: 'date' | 'from' | 'to' | 'venue';
    readonly kind: 'date' | 'time' | 'text';
    readonly hint?: string;
    readonly value?: string;
  },
) {
  const { name, row, label, kind, hint, value } = props;
  return (
    <label>
      {label}{' '}
      <input
        name={`${name}.${row}`}
        type={kind}
        size={kind === 'text' ? 40 : 10}
        maxLength={200}
        placeholder={hint}
        defaultValue={value}
      />
    </label>
  );
}

export function Choice(
  props: FieldProps & {
    readonly name: 'reason' | 'person' | 'stage' | 'programme';
    readonly choices: readonly { readonly value: string; readonly text: string }[];
  },
) {
  const { name, row, label, choices } = props;
  return (
    <label>
      {label}{' '}
      <select name={`${name}.${row}`}>
        {choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
