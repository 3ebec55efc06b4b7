import type { Field } from '../commands/command.ts';

/** Fields of a row: the ending `row` keeps them apart, since all fields of a widget travel together. */
export function CommandField({ field, row }: { readonly field: Field; readonly row: string }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what `Input` draws
    <label>
      {field.label} <Input field={field} name={`${field.name}.${row}`} />
    </label>
  );
}

const LONGEST = 200;

function Input({ field, name }: { readonly field: Field; readonly name: string }) {
  switch (field.kind) {
    case 'number':
      return <input name={name} type="number" min={1} max={field.most} size={3} defaultValue={field.value} />;
    case 'choice':
      return (
        <select name={name}>
          {field.choices.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      );
    default:
      return (
        <input
          name={name}
          type={field.kind === 'text' ? undefined : field.kind}
          size={field.size}
          maxLength={LONGEST}
          placeholder={field.hint}
          defaultValue={field.value}
        />
      );
  }
}
