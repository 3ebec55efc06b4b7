import type { ReactNode } from 'react';
import { Paragraph, SummaryList } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import type { ReportContent } from './report-content.ts';
import { type LabelledLine, type ReportLine, type ReportPart, sections } from './report-lines.ts';

interface ReportViewProps {
  readonly content: ReportContent;
  readonly framework: Framework;
  /** What stands below a line: a place for a comment. The line may have a label before it. */
  readonly below?: (line: ReportLine | LabelledLine) => ReactNode;
  /** What the ids of its sections begin with, where a page shows several texts. */
  readonly called?: string;
}

/** A whole report under the page's own heading: a section for everything that it says, in the programme's order. */
export function ReportView({ content, framework, below, called = 'report' }: ReportViewProps) {
  return (
    <>
      {sections(content, framework).map(({ title, note, labelled, parts }, index) => (
        // By number: a framework may name one of its headings as a section of every report is named.
        <section key={title} aria-labelledby={`${called}-${index + 1}`}>
          <h2 className="govuk-heading-m" id={`${called}-${index + 1}`}>
            {title}
          </h2>
          {note?.map((paragraph) => (
            <Paragraph key={paragraph}>{paragraph}</Paragraph>
          ))}
          {labelled && <Labelled lines={labelled} below={below} />}
          {parts?.map((part) => (
            <Part key={part.title ?? ''} part={part} below={below} />
          ))}
        </section>
      ))}
    </>
  );
}

type Below = ReportViewProps['below'] | undefined;

function Labelled({ lines, below }: { readonly lines: readonly LabelledLine[]; readonly below: Below }) {
  return (
    <SummaryList
      rows={lines.map((line) => ({
        label: line.label,
        value: (
          <>
            {line.text}
            {below?.(line)}
          </>
        ),
      }))}
    />
  );
}

function Part({ part, below }: { readonly part: ReportPart; readonly below: Below }) {
  return (
    <>
      {part.title !== undefined && <h3 className="govuk-heading-s">{part.title}</h3>}
      {part.lines.length === 0 ? (
        <Paragraph>Nothing is written here.</Paragraph>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {part.lines.map((line) => (
            <li key={line.address}>
              {line.text}
              {below?.(line)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
