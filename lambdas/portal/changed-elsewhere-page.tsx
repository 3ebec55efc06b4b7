import {
  type FormFields,
  givenAnswers,
  InsetText,
  Paragraph,
  type Site,
  Subheading,
  SummaryList,
  WHOLE_FORM,
} from '../pages/kit.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { FormPart } from '../questions/question.ts';
import { longMoment } from './moment.ts';
import { questionPage } from './question-page.tsx';

/** For somebody whose form was saved from elsewhere while they wrote. Both texts are on the page; theirs is in the fields. */
export function changedElsewherePage(
  opened: OpenedLink,
  site: Site,
  typed: FormFields,
  at: string,
  part?: FormPart,
): string {
  const when = opened.draft === undefined ? '' : `, on ${longMoment(opened.draft.savedAt)},`;
  return questionPage(opened, site, {
    at,
    part: part?.name,
    typed: {
      values: typed,
      errors: {
        [WHOLE_FORM]: `Somebody else saved this form${when} while you were writing. Nothing is lost: what you wrote is in the fields, and what they wrote is shown first. Take over what you want to keep. Then go on as before.`,
      },
    },
    above: <SavedElsewhere opened={opened} typed={typed} body={(part ?? opened.bound.page()).body} />,
  });
}

function SavedElsewhere(props: {
  readonly opened: OpenedLink;
  readonly typed: FormFields;
  readonly body: FormPart['body'];
}) {
  const { opened, typed, body } = props;
  const saved = (opened.draft?.fields ?? {}) as FormFields;
  const differing = givenAnswers(body, saved).filter(
    ({ names, value }) => value !== undefined && names.some((name) => String(saved[name]) !== String(typed[name])),
  );
  return (
    <InsetText>
      <Subheading>What was saved from elsewhere</Subheading>
      {differing.length === 0 ? (
        <Paragraph>Only fields that they left empty differ from yours.</Paragraph>
      ) : (
        <SummaryList rows={differing.map(({ label, value }) => ({ label, value }))} />
      )}
    </InsetText>
  );
}
