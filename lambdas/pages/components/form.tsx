import type { ReactNode } from 'react';
import { type FormState, WHOLE_FORM } from '../form-state.ts';
import { classes } from './field.tsx';

/**
 * A form that is sent to the page's own address by a press of its button: without the part after '#' to which somebody
 * has gone, since a browser that is led there takes the focus from the error summary. The browser checks nothing: the answer says
 * in words what is missing and keeps what was typed.
 */
export function Form(props: {
  readonly children: ReactNode;
  /** Where the browser runs scripts, what is typed is saved as its draft meanwhile. */
  readonly savesWhileTyping?: boolean | undefined;
}) {
  return (
    <form method="post" action="?" noValidate data-saves={props.savesWhileTyping ? 'yes' : undefined}>
      {props.children}
    </form>
  );
}

/** A button that sends the form, or a link that looks like one when `href` is given. */
export function Button(props: {
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'secondary' | 'warning';
  /** What is sent when this button is pressed, where a form has several. */
  readonly name?: string;
  readonly value?: string;
  readonly href?: string;
}) {
  const kind = props.kind ?? 'primary';
  const className = classes(
    'govuk-button',
    kind === 'secondary' && 'govuk-button--secondary',
    kind === 'warning' && 'govuk-button--warning',
  );
  if (props.href !== undefined) {
    return (
      <a href={props.href} draggable={false} className={className}>
        {props.children}
      </a>
    );
  }
  return (
    <button type="submit" className={className} name={props.name} value={props.value}>
      {props.children}
    </button>
  );
}

/**
 * What is wrong with the form, each line a link to its field. `page` puts it at the top of every page whose form has
 * errors, so a page's own content does not.
 */
export function ErrorSummary({ form }: { readonly form: FormState }) {
  const errors = Object.entries(form.errors);
  if (errors.length === 0) return null;
  return (
    // Focus moves here as the page opens, which otherwise takes a script.
    // biome-ignore lint/a11y/noAutofocus: somebody who does not see the page must hear first that it was refused
    <div className="govuk-error-summary" tabIndex={-1} autoFocus>
      <div role="alert">
        <h2 className="govuk-error-summary__title">There is a problem</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {errors.map(([field, message]) => (
              <li key={field}>{field === WHOLE_FORM ? message : <a href={`#${field}`}>{message}</a>}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
