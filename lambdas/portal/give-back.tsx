/** 'I can no longer come': what somebody in a team reads and presses to give their place back. */
import { londonDate } from '../calendar/london.ts';
import { visitDays } from '../calendar/working-days.ts';
import { givingBack } from '../commands/give-back-place.ts';
import { longText } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import {
  Button,
  CarriedFields,
  Details,
  emptyForm,
  Form,
  type FormFields,
  type FormState,
  givenAnswers,
  Heading,
  Help,
  InsetText,
  Paragraph,
  page,
  type Site,
  SummaryList,
} from '../pages/kit.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { ReviewAtHand, ReviewRead } from '../store/store.ts';
import { withTeam } from '../store/whole-review.ts';
import { StepButton } from './step-button.tsx';
import { STEP_FIELD } from './steps.ts';

/** Why somebody cannot come; as long as what the central team may write of it. */
export const giveBackForm = fieldsOf({
  'why-not': longText({
    label: 'Why can you no longer come?',
    what: 'why you can no longer come',
    hint: 'A few words are enough. Only the central team sees this.',
    rows: 3,
    max: 400,
  }),
});

/** The way out of a team for somebody who is in it; from day 1 on whom to call. Nothing for everybody else. */
export function GiveBackOffer(props: {
  readonly whole: ReviewRead | undefined;
  readonly person: string;
  readonly role: string;
  readonly at: string;
  readonly site: Site;
}) {
  const { person, role, at, site } = props;
  const whole = withTeam(props.whole);
  if (!whole || !['lead', 'reviewer'].includes(role)) return null;
  const may = givingBack(whole, person, at);
  if (may.can) {
    return (
      <Details summary="I can no longer come">
        <Paragraph>
          Then give your place back, as soon as you know. We ask somebody else at once, and your three days are free
          again.
        </Paragraph>
        <StepButton step="give-back">I can no longer come</StepButton>
      </Details>
    );
  }
  if (may.why === 'no-place' || isPast(whole, at)) return null;
  return <InsetText>{whomToCall(site)}</InsetText>;
}

const isPast = ({ review }: ReviewAtHand, at: string): boolean =>
  review.day1 === undefined || londonDate(at) > (visitDays(review.day1).at(-1) ?? '');

/** A mail may be read too late on the day itself. */
export const whomToCall = (site: Site): string =>
  `The visit has begun, so nobody else can be asked for your place any more. If you cannot come, telephone us at once on ${site.urgentTelephone}. The numbers of the host and the team are on the page that shows where this review stands.`;

const captionOf = ({ bound }: OpenedLink): string => bound.page().caption;

/** Asks why, before anything is decided. */
export function giveBackPage(opened: OpenedLink, site: Site, form: FormState = emptyForm): string {
  const title = 'Can you no longer come?';
  return page({
    title,
    site,
    form,
    children: (
      <>
        <Heading caption={captionOf(opened)}>{title}</Heading>
        <Paragraph>
          We then ask somebody else for your place. If only a part of the three days is a problem, write to us first.
        </Paragraph>
        <Form>
          {giveBackForm.showAll(form)}
          <div className="govuk-button-group">
            <Button name={STEP_FIELD} value="check-give-back">
              Continue
            </Button>
            <Button kind="secondary" href="?">
              Keep my place
            </Button>
          </div>
        </Form>
        <Help site={site} />
      </>
    ),
  });
}

/** Shows once more what will be sent, and what follows from it. Nothing is decided yet. */
export function checkGiveBackPage(opened: OpenedLink, fields: FormFields, site: Site): string {
  const title = 'Give your place back?';
  const given = givenAnswers((form) => giveBackForm.showAll(form), fields).filter(({ value }) => value !== undefined);
  return page({
    title,
    site,
    children: (
      <>
        <Heading caption={captionOf(opened)}>{title}</Heading>
        <SummaryList rows={given.map(({ label, value }) => ({ label, value }))} />
        <Paragraph>
          Once you press the button, your three days are free and somebody else is asked. You cannot take the place back
          yourself after that.
        </Paragraph>
        <Form>
          <CarriedFields fields={fields} except={STEP_FIELD} />
          <div className="govuk-button-group">
            <Button kind="warning" name={STEP_FIELD} value="surely-give-back">
              Give my place back
            </Button>
            <Button kind="secondary" name={STEP_FIELD} value="give-back">
              Change something
            </Button>
          </div>
        </Form>
        <Help site={site} />
      </>
    ),
  });
}
