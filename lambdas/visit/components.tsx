import { BulletList, InsetText, Paragraph, Subheading, SummaryList, TypedText } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import { type FindingsText, OVERALL } from './findings.ts';

/** The name of an estimate; '' where there is none. */
export const estimateTitle = (framework: Framework, key: string | undefined): string =>
  framework.estimates?.scale.find((point) => point.key === key)?.title ?? '';

/** The findings as they read, in the framework's own order and words. */
export function FindingsList(props: { readonly framework: Framework; readonly findings: FindingsText }) {
  const { framework, findings } = props;
  return (
    <>
      {framework.headings.map((heading) => {
        const found = findings.headings[heading.key];
        return (
          <div key={heading.key}>
            <Subheading>{heading.title}</Subheading>
            {framework.parts.map((part) => (
              <Points key={part.key} title={part.title} points={found?.[part.key] ?? []} />
            ))}
            {framework.estimates && (
              <SummaryList
                rows={[{ label: 'Estimate', value: estimateTitle(framework, findings.estimates?.[heading.key]) }]}
              />
            )}
          </div>
        );
      })}
      {framework.estimates && (
        <SummaryList
          rows={[{ label: 'Overall estimate', value: estimateTitle(framework, findings.estimates?.[OVERALL]) }]}
        />
      )}
    </>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <>
      <Paragraph>{title}:</Paragraph>
      {points.length === 0 ? <Paragraph>Nothing noted.</Paragraph> : <BulletList items={points} />}
    </>
  );
}

/** The challenge that a trust brought to the review. */
export function FocusChallenge({ text }: { readonly text: string | undefined }) {
  if (text === undefined || text === '') return null;
  return (
    <>
      <Paragraph>The focus challenge:</Paragraph>
      <InsetText>
        <TypedText text={text} />
      </InsetText>
    </>
  );
}
