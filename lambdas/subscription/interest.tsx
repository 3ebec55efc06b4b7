import type { Thanks } from '../decisions/question.ts';
import { phaseName } from '../members/phase.ts';
import {
  Button,
  Form,
  type FormState,
  Heading,
  type House,
  Paragraph,
  page,
  Radios,
  Select,
  Subheading,
  Text,
  thanksPage,
} from '../pages/kit.ts';

const title = 'Join the partnership';

/** The public page on which a school or trust registers its interest. `readInterest` reads its form. */
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
          <Radios
            form={form}
            name="kind"
            legend="Are you a school or a trust?"
            options={[
              { value: 'school', text: 'A school' },
              { value: 'trust', text: 'A multi-academy trust' },
            ]}
          />
          <Text form={form} name="name" label="Name of the school or trust" autocomplete="organization" />
          <Text form={form} name="postcode" label="Postcode" width={10} autocomplete="postal-code" />
          <Subheading>For schools only</Subheading>
          <Text
            form={form}
            name="urn"
            label="Unique reference number (URN)"
            hint="6 digits. You find it on ‘Get information about schools’."
            kind="number"
            width={10}
          />
          <Select
            form={form}
            name="phase"
            label="Phase"
            unchosen="Choose the phase"
            options={Object.entries(phaseName).map(([value, text]) => ({ value, text }))}
          />
          <Subheading>Who we may write to</Subheading>
          <Paragraph>This should be the head, the chief executive, or somebody who answers for them.</Paragraph>
          <Text form={form} name="contact-name" label="Your name" autocomplete="name" />
          <Text form={form} name="job-title" label="Your job title" autocomplete="organization-title" />
          <Text form={form} name="email" label="Your work email address" kind="email" autocomplete="email" />
          <Button>Register our interest</Button>
        </Form>
      </>
    ),
  });
}

/** The page after the form was sent: registered, or why there was nothing to register. */
export const interestTakenPage = (house: House, thanks: Thanks): string =>
  thanksPage(house, { title: thanks.title, next: thanks.paragraphs });
