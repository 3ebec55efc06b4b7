import type { ReactNode } from 'react';

export type TagColour = 'blue' | 'green' | 'yellow' | 'red' | 'grey';

/** A state in a word or two. */
export function Tag(props: { readonly colour?: TagColour; readonly children: ReactNode }) {
  return <strong className={`govuk-tag govuk-tag--${props.colour ?? 'blue'}`}>{props.children}</strong>;
}

/** Rows under column headings; the first cell of a row is its heading. On a phone it scrolls sideways by itself. */
export function Table(props: {
  readonly caption: string;
  readonly columns: readonly ReactNode[];
  readonly rows: readonly (readonly ReactNode[])[];
}) {
  return (
    // A region that scrolls must be reachable by keyboard, so it takes focus and has a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the only way for keyboard users to scroll it
    <section className="app-table" aria-label={props.caption} tabIndex={0}>
      <table className="govuk-table">
        <caption className="govuk-table__caption govuk-table__caption--m">{props.caption}</caption>
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {props.columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
              <th scope="col" className="govuk-table__header" key={index}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {props.rows.map(([heading, ...cells], rowIndex) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
            <tr className="govuk-table__row" key={rowIndex}>
              <th scope="row" className="govuk-table__header">
                {heading}
              </th>
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells never move
                <td className="govuk-table__cell" key={index}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export interface Step {
  readonly text: string;
  readonly state: 'done' | 'now' | 'later';
  /** When it was or will be: 'Tuesday 12 January 2027'. */
  readonly when?: string;
}

const stateInWords = { done: 'Done', now: 'Now', later: 'Later' } as const;

/** How far a review has come, step by step. */
export function StepsSoFar(props: { readonly steps: readonly Step[] }) {
  return (
    <ol className="govuk-task-list app-steps">
      {props.steps.map((step) => (
        <li className="govuk-task-list__item" key={step.text} aria-current={step.state === 'now' ? 'step' : undefined}>
          <div className="govuk-task-list__name-and-hint">
            <div className={step.state === 'now' ? 'app-steps__now' : undefined}>{step.text}</div>
            {step.when !== undefined && <div className="govuk-task-list__hint">{step.when}</div>}
          </div>
          <div className="govuk-task-list__status">
            {step.state === 'now' ? <Tag>{stateInWords.now}</Tag> : stateInWords[step.state]}
          </div>
        </li>
      ))}
    </ol>
  );
}
