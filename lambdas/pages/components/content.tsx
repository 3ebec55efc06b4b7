import { Fragment, type ReactNode } from 'react';

interface WithChildren {
  readonly children: ReactNode;
}

/** The page's one heading, with what it belongs to in smaller type above it. */
export function Heading(props: WithChildren & { readonly caption?: ReactNode }) {
  return (
    <>
      {props.caption !== undefined && <span className="govuk-caption-l">{props.caption}</span>}
      <h1 className="govuk-heading-l">{props.children}</h1>
    </>
  );
}

/** A heading within the page. */
export function Subheading(props: WithChildren) {
  return <h2 className="govuk-heading-m">{props.children}</h2>;
}

export function Paragraph(props: WithChildren) {
  return <p className="govuk-body">{props.children}</p>;
}

/** Paragraphs of text that somebody typed: empty lines part them, line breaks stay. */
export function TypedText(props: { readonly text: string }) {
  const paragraphs = props.text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p className="govuk-body" key={paragraph}>
          {paragraph.split('\n').map((line, index) => (
            <Fragment key={line}>
              {index > 0 && <br />}
              {line}
            </Fragment>
          ))}
        </p>
      ))}
    </>
  );
}

/** A list with a mark before each item. */
export function BulletList(props: { readonly items: readonly ReactNode[] }) {
  return (
    <ul className="govuk-list govuk-list--bullet">
      {props.items.map((item, index) => (
        <li key={typeof item === 'string' ? item : index}>{item}</li>
      ))}
    </ul>
  );
}

/** A consequence that the person should know before pressing the button. */
export function Warning(props: WithChildren) {
  return (
    <div className="govuk-warning-text">
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">Warning</span>
        {props.children}
      </strong>
    </div>
  );
}

/** Something set off from the text around it: a quotation, an example. */
export function InsetText(props: WithChildren) {
  return <div className="govuk-inset-text">{props.children}</div>;
}

/** Facts as pairs of label and value. */
export function SummaryList(props: {
  readonly rows: readonly { readonly label: ReactNode; readonly value: ReactNode }[];
}) {
  return (
    <dl className="govuk-summary-list">
      {props.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and several may bear one label
        <div className="govuk-summary-list__row" key={index}>
          <dt className="govuk-summary-list__key">{row.label}</dt>
          <dd className="govuk-summary-list__value">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The confirmation that something was done. Its title is the page's heading. */
export function Panel(props: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className="govuk-panel govuk-panel--confirmation">
      <h1 className="govuk-panel__title">{props.title}</h1>
      {props.children !== undefined && <div className="govuk-panel__body">{props.children}</div>}
    </div>
  );
}

/** Text that only some need, which opens when asked for. */
export function Details(
  props: WithChildren & {
    readonly summary: ReactNode;
    /** Stands open: for a part in which something has to be mended, or is filled in already. */
    readonly open?: boolean;
  },
) {
  return (
    <details className="govuk-details" open={props.open}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div className="govuk-details__text">{props.children}</div>
    </details>
  );
}

/** News about the page's subject: that dates have moved, that an answer was saved. */
export function NotificationBanner(props: WithChildren & { readonly title?: string; readonly success?: boolean }) {
  const titleId = 'notification-banner-title';
  const content = (
    <>
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (props.success ? 'Done' : 'Important')}
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <div className="govuk-notification-banner__heading">{props.children}</div>
      </div>
    </>
  );
  return props.success ? (
    <div className="govuk-notification-banner govuk-notification-banner--success" role="alert">
      {content}
    </div>
  ) : (
    <section className="govuk-notification-banner" aria-labelledby={titleId}>
      {content}
    </section>
  );
}
