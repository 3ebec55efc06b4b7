import { BulletList, Details, Paragraph, SummaryList, TypedText } from '../pages/kit.ts';
import type { LastReview, LastReviewReader } from './last-review.ts';

/** What the review of the year before left: its points with what became of them, and its facts. Nothing where there was none. */
export function WhatTheLastReviewLeft(props: {
  readonly last: LastReview | undefined;
  readonly reader: LastReviewReader;
  readonly open?: boolean;
}) {
  const { last, reader, open } = props;
  if (!last) return null;
  const headings = Map.groupBy(last.points, ({ heading }) => heading);
  const facts = [
    { label: 'Review', value: last.title },
    ...(last.overall === undefined ? [] : [{ label: 'Overall estimate', value: last.overall }]),
    ...(last.accredited.length === 0
      ? []
      : [{ label: 'Areas of excellence', value: <TypedText text={last.accredited.join('\n')} /> }]),
    ...(last.lastInspection === undefined ? [] : [{ label: 'Last inspection', value: last.lastInspection }]),
  ];
  return (
    <Details summary="What last year’s review left" open={open ?? false}>
      <SummaryList rows={facts} />
      {last.withdrawnBy.length > 0 && <Paragraph>{withdrawnInWords(last.withdrawnBy, reader)}</Paragraph>}
      {last.points.length === 0 && !(reader === 'team' && last.withdrawnBy.length > 0) && (
        <Paragraph>Its report named no points to work on.</Paragraph>
      )}
      {[...headings].map(([heading, points]) => (
        <div key={heading}>
          <Paragraph>
            <strong>{heading}</strong>
          </Paragraph>
          <BulletList items={points.map((point) => pointInWords(point))} />
        </div>
      ))}
    </Details>
  );
}

const withdrawnInWords = (hosts: readonly string[], reader: LastReviewReader): string =>
  reader === 'host'
    ? `The report of ${hosts.join(' and of ')} is withdrawn. What it said is shown to you here, and not to the team that comes.`
    : `The report of ${hosts.join(' and of ')} was withdrawn, so what it said is not shown here.`;

/** 'Feedback in writing. What became of it: Under way: We began in spring.' */
export const pointInWords = ({ text, progress }: LastReview['points'][number]): string =>
  `${beginning(text)}${progress === undefined ? ' has not been said.' : `: ${progress}`}`;

/** Whether a line is a point in words, whatever had been said of it when the line was made. */
export const beginsPoint = (line: string, { text }: LastReview['points'][number]): boolean =>
  line.startsWith(beginning(text));

const beginning = (text: string): string => `${text.replace(/[.\s]+$/, '')}. What became of it`;
