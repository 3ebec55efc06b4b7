import type { ReactNode } from 'react';
import { type FormState, InsetText, Subheading } from '../pages/kit.ts';
import type { FormPart } from '../questions/question.ts';
import type { Framework } from '../settings/framework.ts';
import { estimateField, findingField, reportForm } from './report-form.ts';

const AREA_FIELDS = ['standing', 'title', 'why', 'evidence', 'contact', 'earlier'].map((name) => `area.${name}`);

/** What is said above a part: the comments on it. `address` begins the addresses of its lines: 'ebi.leadership'. */
type Above = (form: FormState, address: string) => ReactNode;

/** What whoever writes a report has before their eyes on each page of its form. */
const RolesNotNames = () => (
  <InsetText>
    Write roles, not names: 'the subject leader for mathematics'. Nothing in a report is about a single pupil: no names,
    no dates of birth, no pupil numbers, and no numbers so small that somebody can be known by them.
  </InsetText>
);

/** The form of a report section by section, in the order of its page. */
export const reportParts = (framework: Framework, above?: Above): readonly FormPart[] =>
  sections(framework, above).map(({ body, ...part }) => ({
    ...part,
    body: (form) => (
      <>
        <RolesNotNames />
        {body(form)}
      </>
    ),
  }));

function sections(framework: Framework, above?: Above): readonly FormPart[] {
  const fields = reportForm(framework);
  const part = (name: string, title: string, shown: (form: FormState) => ReactNode): FormPart => ({
    name,
    title,
    body: shown,
  });
  const withComments = (address: string, form: FormState) => (
    <div key={address}>
      {above?.(form, address)}
      {fields.show(address, form)}
    </div>
  );
  return [
    part('cover', 'Cover', (form) => (
      <>
        {above?.(form, 'cover')}
        {fields.show(['cover.head-role', 'cover.last-review', 'cover.last-inspection'], form)}
      </>
    )),
    part('context', framework.focusChallenge ? 'Context and focus challenge' : 'Context', (form) =>
      ['context', ...(framework.focusChallenge ? ['focus-challenge'] : [])].map((name) => withComments(name, form)),
    ),
    ...framework.headings.map((heading, index) =>
      part(`heading-${index + 1}`, heading.title, (form) =>
        [...framework.parts.map(({ key }) => findingField(key, heading.key)), estimateField(heading.key)].map((name) =>
          withComments(name, form),
        ),
      ),
    ),
    ...(framework.estimates
      ? [part('overall', 'Overall estimate', (form) => withComments(estimateField('overall'), form))]
      : []),
    ...(framework.areaOfExcellence
      ? [
          part('area', 'Area of excellence', (form) => (
            <>
              {above?.(form, 'area')}
              {fields.show(AREA_FIELDS, form)}
            </>
          )),
        ]
      : []),
    part('support', 'Support wanted from the network', (form) => withComments('support', form)),
  ];
}

/** The whole form on one page. */
export const ReportFields = (props: { readonly form: FormState; readonly framework: Framework }) => (
  <>
    <RolesNotNames />
    {sections(props.framework).map(({ name, title, body }) => (
      <div key={name}>
        <Subheading>{title}</Subheading>
        {body(props.form)}
      </div>
    ))}
  </>
);
