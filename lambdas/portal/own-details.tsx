/** 'My details': by what others reach somebody at work, for themselves to correct. */
import { onlyIf, telephone } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { officeTelephone, whereOfficeTelephoneIsFrom } from '../members/telephones.ts';
import {
  Button,
  Form,
  type FormState,
  Heading,
  Help,
  NotificationBanner,
  Paragraph,
  page,
  type Site,
  SummaryList,
} from '../pages/kit.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { Member, Person, Store } from '../store/store.ts';
import { showsOwnPages } from './own-pages.ts';
import { STEP_FIELD } from './steps.ts';

/** Whose details they are, and the school or trust that they lead, whose office has a number too. */
export interface OwnDetails {
  readonly person: Person;
  readonly led: Member | undefined;
}

/** Nothing where the link shows nothing of its reader's own. */
export async function readOwnDetails(
  opened: OpenedLink,
  store: Pick<Store, 'member'>,
): Promise<OwnDetails | undefined> {
  const { reader } = opened;
  if (!reader || !showsOwnPages(opened)) return undefined;
  const works = reader.member === undefined ? undefined : await store.member(reader.member);
  return { person: reader, led: works?.head === reader.person ? works : undefined };
}

export const detailsForm = ({ led }: Pick<OwnDetails, 'led'>) =>
  fieldsOf({
    telephone: telephone({
      label: 'Your telephone number at work',
      what: 'your telephone number',
      hint: 'Once a review team is confirmed, its members and the host see each other’s. The central team sees it too.',
      sample: '07700 900123',
    }),
    ...onlyIf(led !== undefined, {
      office: telephone({
        label: `The office of ${led?.name}`,
        what: 'the number of the office',
        hint: `The same people see it. ${led ? whereOfficeTelephoneIsFrom(led) : ''}`,
        sample: '01632 960123',
      }),
    }),
  });

/** What the form begins with. */
export const detailsNow = ({ person, led }: OwnDetails) => ({
  telephone: person.telephone ?? '',
  ...(led && { office: officeTelephone(led) ?? '' }),
});

/** @param isSaved whether it was saved just now. */
export function ownDetailsPage(details: OwnDetails, site: Site, form: FormState, isSaved = false): string {
  const title = 'Your details';
  const { person } = details;
  return page({
    title,
    site,
    form,
    children: (
      <>
        <Heading caption={person.name}>{title}</Heading>
        {isSaved && <NotificationBanner success>Your details are saved.</NotificationBanner>}
        <SummaryList
          rows={[
            { label: 'Email address', value: person.email },
            ...(person.jobTitle === undefined ? [] : [{ label: 'Job title', value: person.jobTitle }]),
          ]}
        />
        <Paragraph>If one of these is wrong, write to us.</Paragraph>
        <Form>
          {detailsForm(details).showAll(form)}
          <Button name={STEP_FIELD} value="save-details">
            Save
          </Button>
        </Form>
        <Paragraph>
          <a className="govuk-link app-link-alone" href="?">
            Back
          </a>
        </Paragraph>
        <Help site={site} />
      </>
    ),
  });
}
