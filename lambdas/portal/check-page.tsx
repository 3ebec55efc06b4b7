import {
  Button,
  CarriedFields,
  Form,
  type FormFields,
  givenAnswers,
  Heading,
  Help,
  Paragraph,
  page,
  type Site,
  SummaryList,
} from '../pages/kit.ts';
import { DRAFT_FIELD } from '../questions/draft.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { MADE_OF_FIELD } from './form-parts.tsx';
import { STEP_FIELD } from './steps.ts';

/**
 * Shows an answer once more before it binds anybody. Nothing is decided yet: the page's own button does that.
 *
 * @param carried what travels with the page; nothing of a form whose parts were saved.
 */
export function checkPage(opened: OpenedLink, fields: FormFields, site: Site, carried: FormFields = fields): string {
  const content = opened.bound.page();
  const given = givenAnswers((form) => content.body(form), fields).filter(({ value }) => value !== undefined);
  const title = 'Check your answer before you send it';
  return page({
    title,
    site,
    children: (
      <>
        <Heading caption={content.caption}>{title}</Heading>
        <SummaryList rows={given.map(({ label, value }) => ({ label, value }))} />
        <Paragraph>Nothing has been sent yet. It counts once you press the button.</Paragraph>
        <Form>
          <CarriedFields
            fields={{
              ...carried,
              [DRAFT_FIELD]: String(opened.draft?.version ?? 0),
              ...(content.madeOf !== undefined && { [MADE_OF_FIELD]: content.madeOf }),
            }}
            except={STEP_FIELD}
          />
          <div className="govuk-button-group">
            <Button name={STEP_FIELD} value="send">
              {content.button ?? 'Send your answer'}
            </Button>
            <Button kind="secondary" name={STEP_FIELD} value="change">
              Change something
            </Button>
          </div>
        </Form>
        <Help site={site} />
      </>
    ),
  });
}
