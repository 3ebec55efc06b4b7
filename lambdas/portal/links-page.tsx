import { email } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import {
  Button,
  Form,
  type FormFields,
  type FormState,
  Heading,
  Help,
  Paragraph,
  page,
  type Site,
  TOO_MANY_FORMS,
  thanksPage,
  WHOLE_FORM,
} from '../pages/kit.ts';

/** The form of `linksPage`. */
export const linksForm = fieldsOf({
  email: email({ label: 'Your email address', what: 'your email address', autocomplete: 'email' }),
});

/** The field of the button beside the main one: what is wished instead of fresh links. */
const WISH_FIELD = 'wish';
const HELD_DATA = 'held-data';

/** Whether somebody wishes to know what is held on them. */
export const wishesHeldData = (fields: FormFields): boolean => fields[WISH_FIELD] === HELD_DATA;

/** For somebody who has lost their links, or whose mail program has cut them short. */
export function linksPage(site: Site, form: FormState): string {
  const title = 'Get fresh links by mail';
  return page({
    title,
    site,
    form,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          If something waits for your answer, we mail you a list of it with fresh links. It also has links by which you
          change when you can go on reviews, if you told us, and who may see the reports of a school or trust that you
          lead. It goes to the address at which we write to you. If you would like to know what we hold on you, we mail
          you a link to it.
        </Paragraph>
        <Form>
          {linksForm.showAll(form)}
          <div className="govuk-button-group">
            <Button>Mail me fresh links</Button>
            <Button kind="secondary" name={WISH_FIELD} value={HELD_DATA}>
              Mail me a link to everything you hold on me
            </Button>
          </div>
        </Form>
        <Help site={site} />
      </>
    ),
  });
}

/** For one form too many from a network, with the address that was typed. Status 429. */
export const tooManyLinksPage = (site: Site, values: FormFields): string =>
  linksPage(site, { values, errors: { [WHOLE_FORM]: TOO_MANY_FORMS } });

/** The same whether or not the address is known: a stranger learns nothing. */
export const heldDataSentPage = (site: Site): string =>
  thanksPage(site, {
    title: 'Look into your mail',
    next: [
      'If we write to somebody at this address, a mail with a link to everything we hold on them is on its way. The link opens it for a week.',
      'If none arrives within ten minutes, we hold nothing under this address; we may write to you at another.',
    ],
  });

/** The same whether or not the address is known and anything waits: a stranger learns nothing. */
export function linksSentPage(site: Site): string {
  return thanksPage(site, {
    title: 'Look into your mail',
    next: [
      'If something waits for an answer from this address, or you can change an answer or who may see reports, a mail with fresh links is on its way.',
      'If none arrives within ten minutes, there is nothing of these, or we write to you at another address.',
    ],
  });
}
