import { longDate } from '../calendar/dates.ts';
import { londonDateAndTime } from '../calendar/london.ts';
import { phaseName } from '../members/phase.ts';
import {
  BulletList,
  Button,
  Form,
  type FormFields,
  type FormState,
  Heading,
  Help,
  Hidden,
  InsetText,
  Paragraph,
  type PublicWords,
  page,
  type Site,
  Subheading,
  SummaryList,
  TOO_MANY_FORMS,
  thanksPage,
  WHOLE_FORM,
} from '../pages/kit.ts';
import type { Thanks } from '../questions/question.ts';
import type { Registration } from '../store/store.ts';
import { type Interest, interestForm } from './interest-form.ts';
import { interestOf } from './registration.ts';

const title = 'Join the partnership';

/** The public page on which a school or trust registers its interest. `interestForm` is its form. */
export function interestPage(site: Site & Pick<PublicWords, 'membershipCost'>, form: FormState): string {
  return page({
    title,
    site,
    form,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          Schools of the partnership review each other once a year, as peers and for three days:{' '}
          <a className="govuk-link" href="/how-it-works">
            how a review works
          </a>
          . A member hosts one review a year, and its leaders go out on those of others.
        </Paragraph>
        <Subheading>What it costs</Subheading>
        <Paragraph>{site.membershipCost}</Paragraph>
        <Subheading>What happens next</Subheading>
        <BulletList
          items={[
            'We send you a mail to confirm your address.',
            'We write to you within two or three weeks after that.',
            'Nothing is fixed, and nothing is to be paid, before you sign the agreement for the year.',
          ]}
        />
        <Paragraph>
          What you type here is deleted within weeks unless you confirm it, and after two years if you do not join:{' '}
          <a className="govuk-link" href="/privacy">
            what we keep and why
          </a>
          .
        </Paragraph>
        <Subheading>Who you are</Subheading>
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

/** The same for every form that was sent: a stranger learns nothing of a school, nor of an address. */
export const lookIntoMailPage = (site: Site): string =>
  thanksPage(site, {
    title: 'Now look into your mail',
    next: [
      'A mail goes to the address that you typed. Open the page behind its button and confirm there: only then does the central team hear of you.',
      'It goes once, however often the form is sent. If you cannot find it, look among the unwanted mails, or write to us.',
    ],
  });

/** For the forms beyond those of a day: what was typed is still there. Status 429. */
export const tooManyTodayPage = (site: Site & Pick<PublicWords, 'membershipCost'>, values: FormFields): string =>
  interestPage(site, {
    values,
    errors: {
      [WHOLE_FORM]: `More forms have come today than we take in a day, so yours was not sent. Please send it again tomorrow, or write to ${site.helpAddress}.`,
    },
  });

/** For one form too many from a network. Status 429. */
export const tooManyFormsPage = (site: Site & Pick<PublicWords, 'membershipCost'>, values: FormFields): string =>
  interestPage(site, { values, errors: { [WHOLE_FORM]: TOO_MANY_FORMS } });

/** When no year can be joined. */
export const notOpenPage = (site: Site): string =>
  thanksPage(site, {
    title: 'The partnership cannot be joined at the moment',
    next: ['No year is open for joining yet. Write to us, and we tell you when the next one opens.'],
  });

/** The field by which the button of `confirmPage` says what was seen. */
export const SEEN_FIELD = 'seen';

const shown = ({ kind, urn, phase, name, postcode, contactName, jobTitle, email }: Interest) => [
  { label: kind === 'trust' ? 'Trust' : 'School', value: name },
  { label: 'Postcode', value: postcode },
  ...(urn === undefined ? [] : [{ label: 'URN', value: urn }]),
  ...(phase === undefined ? [] : [{ label: 'Phase', value: phaseName[phase] }]),
  { label: 'Your name', value: contactName },
  { label: 'Your job title', value: jobTitle },
  { label: 'Your work email address', value: email },
];

/** By whom a registration was confirmed, and when; nothing before. */
function confirmedBy({ confirmedAt, ...row }: Registration) {
  if (confirmedAt === undefined) return [];
  const { date, time } = londonDateAndTime(confirmedAt);
  return [
    { label: 'Registered by', value: interestOf(row).contactName },
    { label: 'Registered on', value: `${longDate(date)}, ${time}` },
  ];
}

/** What was registered, to be printed; nothing before it was confirmed. */
export const printedInterest = (row: Registration, { charityName }: Site) =>
  row.confirmedAt === undefined
    ? undefined
    : { title, charityName, writtenAt: row.confirmedAt, facts: confirmedBy(row), sent: shown(interestOf(row)) };

/** For whoever opens the link again once it has been confirmed. */
export const confirmedPage = (site: Site, row: Registration): string =>
  page({
    title: 'You have registered this',
    site,
    children: (
      <>
        <Heading caption={title}>You have registered this</Heading>
        <SummaryList rows={[...confirmedBy(row), ...shown(interestOf(row))]} />
        <Paragraph>
          <a className="govuk-link app-link-alone" href="?show=answer">
            What was sent as a PDF
          </a>
        </Paragraph>
        <Paragraph>The central team writes to you within two or three weeks. You do not need to do anything.</Paragraph>
        <Help site={site} />
      </>
    ),
  });

/**
 * What was typed, for whoever reads at the address to confirm.
 *
 * @param changed whether somebody sent the form again since the page was opened.
 */
export function confirmPage(site: Site, row: Registration, changed = false): string {
  const heading = 'Is this what you want to register?';
  return page({
    title: heading,
    site,
    children: (
      <>
        <Heading caption={title}>{heading}</Heading>
        {changed && (
          <InsetText>
            The form has been sent again since you opened this page, so it shows something else now. Nothing has been
            registered yet.
          </InsetText>
        )}
        <SummaryList rows={shown(interestOf(row))} />
        <Paragraph>Nothing has been sent to the central team yet. It hears of you once you press the button.</Paragraph>
        <Form>
          <Hidden name={SEEN_FIELD} value={row.version} />
          <Button>Yes, register our interest</Button>
        </Form>
        <Paragraph>
          If something is wrong,{' '}
          <a className="govuk-link" href="/join">
            fill in the form again
          </a>{' '}
          with the same address, then open the link in your mail once more. If you did not send the form, close this
          page: it is deleted after a week.
        </Paragraph>
        <Help site={site} />
      </>
    ),
  });
}

/** After the button was pressed. */
export const interestTakenPage = (site: Site, thanks: Thanks): string =>
  thanksPage(site, { title: thanks.title, next: thanks.paragraphs });
