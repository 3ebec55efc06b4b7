import type { FormState } from '../pages/form-state.ts';
import { Button, Details, emptyForm, Form, Heading, Help, Paragraph, page, type Site } from '../pages/kit.ts';
import { colleagueForm, isHandedOverOftenEnough, mayHandOver } from '../questions/hand-over.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { longMoment } from './moment.ts';
import { moreTimeOffer } from './more-time.ts';
import { StepButton } from './step-button.tsx';
import { STEP_FIELD } from './steps.ts';
import { StopReviewingOffer } from './stop-reviewing.tsx';

/**
 * What somebody can do with a question beside answering it.
 *
 * @param handingOver what was typed into the part that names a colleague, when something in it has to be mended.
 */
export function OtherWays(props: {
  readonly opened: OpenedLink;
  readonly at: string;
  readonly handingOver: FormState | undefined;
}) {
  const { opened, at, handingOver } = props;
  const more = moreTimeOffer(opened, at);
  return (
    <>
      {mayHandOver(opened) && <HandOver form={handingOver ?? emptyForm} open={handingOver !== undefined} />}
      {isHandedOverOftenEnough(opened) && (
        <Paragraph>
          This question has come from colleague to colleague, so please answer it yourself if you can. If somebody else
          should, write to us and we ask them.
        </Paragraph>
      )}
      {more && (
        <Details summary="Ask for more time">
          <Paragraph>You can have it once for this question.</Paragraph>
          <StepButton step="more-time">{`Give me until ${longMoment(more.dueAt)}`}</StepButton>
        </Details>
      )}
      {opened.decides && <StopReviewingOffer opened={opened} />}
      {opened.decision.person !== 'central-team' && (
        <Details summary="This is not for me">
          <Paragraph>
            Did this mail reach you by mistake, or have you left {placeOf(opened)}? Tell us, and we ask somebody else.
          </Paragraph>
          <StepButton step="not-me">This is not for me</StepButton>
        </Details>
      )}
    </>
  );
}

/** What whoever is asked may have left: the host is asked about itself, all others about somebody else's school. A lead works for none. */
function placeOf({ bound, decision }: OpenedLink): string {
  switch (decision.role) {
    case 'host':
      return bound.hostName;
    case 'lead':
      return 'your work as a lead reviewer';
    case 'hub-manager':
      return 'your hub';
    default:
      return 'your school or trust';
  }
}

/** Open when something in it has to be mended: a closed part would hide the fields that the summary links to. */
function HandOver({ form, open }: { readonly form: FormState; readonly open: boolean }) {
  return (
    <Details summary="Ask a colleague to answer instead" open={open}>
      <Paragraph>
        They get a mail with their own link, for this question alone. Yours will then only show this page.
      </Paragraph>
      <Form>
        {colleagueForm.showAll(form)}
        <Button kind="secondary">Ask this colleague</Button>
      </Form>
    </Details>
  );
}

/** For somebody whose link has had its day: whatever waits for them comes by mail. */
export function FreshLinks() {
  return (
    <Details summary="Get fresh links to what waits for you">
      <Paragraph>We mail them to the address that this link was sent to.</Paragraph>
      <StepButton step="fresh-links">Mail me fresh links</StepButton>
    </Details>
  );
}

/** Says what follows before somebody tells us that a mail was not for them. */
export function notMePage(opened: OpenedLink, site: Site): string {
  const title = 'Is this question not for you?';
  return page({
    title,
    site,
    children: (
      <>
        <Heading caption={opened.bound.page().caption}>{title}</Heading>
        <Paragraph>
          If this mail was meant for somebody else, or you have left, press the button. Then we ask somebody else this
          question, and the central team finds out where our other mails should go.
        </Paragraph>
        <Paragraph>If you only have no time, go back: you can ask for more time, or name a colleague.</Paragraph>
        <Form>
          <div className="govuk-button-group">
            <Button kind="warning" name={STEP_FIELD} value="surely-not-me">
              Yes, this is not for me
            </Button>
            <Button kind="secondary" href="?">
              Go back to the question
            </Button>
          </div>
        </Form>
        <Help site={site} />
      </>
    ),
  });
}
