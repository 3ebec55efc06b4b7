import type { ReactNode } from 'react';
import { type FormState, InsetText, Subheading } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import { estimateField, findingField, reportForm } from './report-form.ts';

const AREA_FIELDS = ['standing', 'title', 'why', 'evidence', 'contact', 'earlier'].map((name) => `area.${name}`);

/**
 * The form of a report in the order of its page.
 *
 * @param above what is said above a part: the comments on it. `address` begins the addresses of its lines: 'ebi.leadership'.
 */
export function ReportFields({
  form,
  framework,
  above,
}: {
  readonly form: FormState;
  readonly framework: Framework;
  readonly above?: (address: string) => ReactNode;
}) {
  const fields = reportForm(framework);
  const withComments = (address: string) => (
    <>
      {above?.(address)}
      {fields.show(address, form)}
    </>
  );
  return (
    <>
      <InsetText>
        Write roles, not names: 'the subject leader for mathematics'. Nothing in a report is about a single pupil: no
        names, no dates of birth, no pupil numbers, and no numbers so small that somebody can be known by them.
      </InsetText>
      <Subheading>Cover</Subheading>
      {above?.('cover')}
      {fields.show(['cover.head-role', 'cover.last-review', 'cover.last-inspection'], form)}
      {withComments('context')}
      {framework.focusChallenge && withComments('focus-challenge')}
      {framework.headings.map((heading) => (
        <div key={heading.key}>
          <Subheading>{heading.title}</Subheading>
          {framework.parts.map((part) => (
            <div key={part.key}>{withComments(findingField(part.key, heading.key))}</div>
          ))}
          {withComments(estimateField(heading.key))}
        </div>
      ))}
      {withComments(estimateField('overall'))}
      {framework.areaOfExcellence && (
        <>
          <Subheading>Area of excellence</Subheading>
          {above?.('area')}
          {fields.show(AREA_FIELDS, form)}
        </>
      )}
      <Subheading>Support</Subheading>
      {withComments('support')}
    </>
  );
}
