/** A bar as long as a part of a whole. It is decoration: the number stands beside it. */
function ShareBar(props: { readonly part: number; readonly whole: number }) {
  const percent = props.whole === 0 ? 0 : Math.round((100 * props.part) / props.whole);
  return (
    <svg className="app-share" aria-hidden="true" focusable="false">
      <rect width={`${percent}%`} height="100%" fill="#12355b" />
    </svg>
  );
}

/** How many chose each of a few answers: a table with its numbers, narrow enough for a phone. */
export function CountsTable(props: {
  readonly caption: string;
  readonly columns: readonly [string, string];
  readonly rows: readonly { readonly text: string; readonly count: number }[];
  /** What the bars are parts of. */
  readonly whole: number;
}) {
  const { caption, columns, rows, whole } = props;
  return (
    <table className="govuk-table app-counts">
      <caption className="govuk-table__caption govuk-table__caption--s">{caption}</caption>
      <thead className="govuk-visually-hidden">
        <tr>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{columns[1]}</th>
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {rows.map(({ text, count }) => (
          <tr className="govuk-table__row" key={text}>
            <th scope="row" className="govuk-table__header app-counts__answer">
              {text}
            </th>
            <td className="govuk-table__cell app-counts__cell">
              <div className="app-counts__count">
                <span className="app-counts__number">{count}</span>
                <ShareBar part={count} whole={whole} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
