import type { ReactNode } from 'react';
import { chosenValues, enteredText, errorOf } from '../form-state.ts';
import { BulletList } from './content.tsx';
import { classes, type FieldProps, Hint, OPTIONAL } from './field.tsx';
import { QuestionFieldset } from './fieldset.tsx';

export interface Option {
  readonly value: string;
  readonly text: ReactNode;
  readonly hint?: ReactNode;
}

interface ChoiceProps extends FieldProps {
  readonly legend: ReactNode;
  readonly saysOptional?: true | undefined;
  readonly options: readonly Option[];
}

/** One of a few options. Nothing is chosen beforehand: the person decides. */
export function Radios(
  props: ChoiceProps & {
    /** Side by side: for two short options alone. */
    readonly inline?: boolean | undefined;
    /** Closer together: for the same scale many times on one page. */
    readonly small?: boolean | undefined;
  },
) {
  if (props.form.gather) return gathered(props);
  const chosen = enteredText(props.form, props.name);
  return (
    <Question {...props}>
      <div
        className={classes(
          'govuk-radios',
          props.inline && 'govuk-radios--inline',
          props.small && 'govuk-radios--small',
        )}
      >
        {props.options.map((option, index) => (
          <div className="govuk-radios__item" key={option.value}>
            <input
              className="govuk-radios__input"
              id={optionId(props.name, index)}
              name={props.name}
              type="radio"
              value={option.value}
              defaultChecked={option.value === chosen}
              aria-describedby={optionHintId(props.name, index, option)}
            />
            <label className="govuk-label govuk-radios__label" htmlFor={optionId(props.name, index)}>
              {option.text}
            </label>
            <OptionHint className="govuk-radios__hint" id={optionHintId(props.name, index, option)} option={option} />
          </div>
        ))}
      </div>
    </Question>
  );
}

/** Any number of options. */
export function Checkboxes(props: ChoiceProps) {
  if (props.form.gather) return gathered(props);
  const chosen = chosenValues(props.form, props.name);
  return (
    <Question {...props}>
      <div className="govuk-checkboxes">
        {props.options.map((option, index) => (
          <div className="govuk-checkboxes__item" key={option.value}>
            <input
              className="govuk-checkboxes__input"
              id={optionId(props.name, index)}
              name={props.name}
              type="checkbox"
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
              aria-describedby={optionHintId(props.name, index, option)}
            />
            <label className="govuk-label govuk-checkboxes__label" htmlFor={optionId(props.name, index)}>
              {option.text}
            </label>
            <OptionHint
              className="govuk-checkboxes__hint"
              id={optionHintId(props.name, index, option)}
              option={option}
            />
          </div>
        ))}
      </div>
    </Question>
  );
}

/** Tells what was chosen, in the options' own words. */
function gathered({ form, name, legend, options }: ChoiceProps): null {
  const chosen = options.filter((option) => chosenValues(form, name).includes(option.value));
  const value = chosen.length > 1 ? <BulletList items={chosen.map(({ text }) => text)} /> : chosen[0]?.text;
  form.gather?.({ names: [name], label: legend, value });
  return null;
}

function Question(props: ChoiceProps & { readonly children: ReactNode }) {
  const legend = props.saysOptional ? (
    <>
      {props.legend}
      {OPTIONAL}
    </>
  ) : (
    props.legend
  );
  return (
    <QuestionFieldset id={props.name} legend={legend} hint={props.hint} error={errorOf(props.form, props.name)}>
      {props.children}
    </QuestionFieldset>
  );
}

/** The first option bears the field's own name, so that a link to the field leads to it. */
function optionId(name: string, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

function optionHintId(name: string, index: number, option: Option): string | undefined {
  return option.hint === undefined ? undefined : `${optionId(name, index)}-item-hint`;
}

function OptionHint(props: { readonly className: string; readonly id: string | undefined; readonly option: Option }) {
  if (props.id === undefined) return null;
  return (
    <Hint id={props.id} className={props.className}>
      {props.option.hint}
    </Hint>
  );
}
