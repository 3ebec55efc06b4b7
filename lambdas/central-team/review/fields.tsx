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

export function NumberField(props: FieldProps & { readonly name: 'workingDays'; readonly most: number }) {
  const { name, row, label, most } = props;
  return (
    <label>
      {label} <input name={`${name}.${row}`} type="number" min={1} max={most} size={3} defaultValue={5} />
    </label>
  );
}

export function Choice(
  props: FieldProps & {
    readonly name: 'reason' | 'person' | 'stage';
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
