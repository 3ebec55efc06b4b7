import { BulletList, Details, Paragraph, SummaryList, TypedText } from '../pages/kit.ts';
import type { LastReview } from './last-review.ts';

/** What the review of the year before left: its points with what became of them, and its facts. Nothing where there was none. */
export function WhatTheLastReviewLeft(props: { readonly last: LastReview | undefined; readonly open?: boolean }) {
  const { last, open } = props;
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
      {last.points.length === 0 && <Paragraph>Its report named no points to work on.</Paragraph>}
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

/** 'Feedback in writing. What became of it: Under way: We began in spring.' */
export const pointInWords = ({ text, progress }: LastReview['points'][number]): string =>
  `${text.replace(/[.\s]+$/, '')}. ${progress === undefined ? 'What became of it has not been said.' : `What became of it: ${progress}`}`;
