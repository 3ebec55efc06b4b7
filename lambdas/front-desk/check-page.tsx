import { DRAFT_FIELD } from '../decisions/draft.ts';
import type { OpenedLink } from '../decisions/open-link.ts';
import {
  Button,
  Form,
  type FormFields,
  givenAnswers,
  Heading,
  Help,
  Hidden,
  type House,
  Paragraph,
  page,
  SummaryList,
} from '../pages/kit.ts';
import { STEP_FIELD } from './steps.ts';

/** Shows an answer once more before it binds anybody. Nothing is decided yet: the page's own button does that. */
export function checkPage(opened: OpenedLink, fields: FormFields, house: House): string {
  const content = opened.bound.page();
  const given = givenAnswers((form) => content.body(form), fields).filter(({ value }) => value !== undefined);
  const title = 'Check your answer before you send it';
  return page({
    title,
    charityName: house.charityName,
    serviceLinks: house.serviceLinks,
    children: (
      <>
        <Heading caption={content.caption}>{title}</Heading>
        <SummaryList rows={given.map(({ label, value }) => ({ label, value }))} />
        <Paragraph>Nothing has been sent yet. It counts once you press the button.</Paragraph>
        <Form>
          <Carried fields={{ ...fields, [DRAFT_FIELD]: String(opened.draft?.version ?? 0) }} />
          <div className="govuk-button-group">
            <Button name={STEP_FIELD} value="send">
              {content.button ?? 'Send your answer'}
            </Button>
            <Button kind="secondary" name={STEP_FIELD} value="change">
              Change something
            </Button>
          </div>
        </Form>
        <Help house={house} />
      </>
    ),
  });
}

/** Everything that was typed travels with the page, so that it needs no memory of ours. */
function Carried({ fields }: { readonly fields: FormFields }) {
  return Object.entries(fields)
    .filter(([name]) => name !== STEP_FIELD)
    .flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one, index) => ({ name, one, index })),
    )
    .map(({ name, one, index }) => <Hidden key={`${name} ${index}`} name={name} value={one} />);
}
