import type { Thanks } from '../decisions/question.ts';
import {
  Button,
  Form,
  type FormState,
  Heading,
  type House,
  Paragraph,
  page,
  Subheading,
  thanksPage,
} from '../pages/kit.ts';
import { interestForm } from './interest-form.ts';

const title = 'Join the partnership';

/** The public page on which a school or trust registers its interest. `interestForm` is its form. */
export function interestPage(house: House, form: FormState): string {
  return page({
    title,
    charityName: house.charityName,
    serviceLinks: house.serviceLinks,
    form,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          Schools of the partnership review each other once a year, as peers and for three days. Tell us who you are; we
          write to you within two or three weeks with the agreement for the year, and nothing is fixed before you sign
          it.
        </Paragraph>
        <Form>
          {interestForm.showAll(form, {
            urn: <Subheading>For schools only</Subheading>,
            'contact-name': (
              <>
                <Subheading>Who we may write to</Subheading>
                <Paragraph>This should be the head, the chief executive, or somebody who answers for them.</Paragraph>
              </>
            ),
          })}
          <Button>Register our interest</Button>
        </Form>
      </>
    ),
  });
}

/** The page after the form was sent: registered, or why there was nothing to register. */
export const interestTakenPage = (house: House, thanks: Thanks): string =>
  thanksPage(house, { title: thanks.title, next: thanks.paragraphs });
