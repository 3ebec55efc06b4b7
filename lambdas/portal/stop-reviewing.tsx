/** 'I no longer review': what somebody reads and presses who wants to go on no more reviews. */
import { factsOf } from '../catalogue/all-facts.ts';
import { BulletList, Button, Details, Form, Heading, Help, Paragraph, page, type Site } from '../pages/kit.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { StepButton } from './step-button.tsx';
import { STEP_FIELD } from './steps.ts';

/** Whether a question asks somebody as a reviewer, so that they can say by its link that they are none any more. */
export function asksAReviewer({ decision, link }: OpenedLink): boolean {
  const facts = factsOf(decision.question);
  if (!facts || !['lead', 'reviewer'].includes(link.role)) return false;
  return Boolean(facts.personal || facts.unreachableIsSilence || facts.standing);
}

export function StopReviewingOffer({ opened }: { readonly opened: OpenedLink }) {
  if (!asksAReviewer(opened)) return null;
  return (
    <Details summary="I no longer review">
      <Paragraph>
        Have you changed jobs, or can you no longer go on reviews? Then we ask you for no more of them. The next page
        says what follows.
      </Paragraph>
      <StepButton step="stop-reviewing">I no longer review</StepButton>
    </Details>
  );
}

/** Says what follows. Nothing is decided yet. */
export function stopReviewingPage(opened: OpenedLink, site: Site): string {
  const title = 'Do you no longer review?';
  return page({
    title,
    site,
    children: (
      <>
        <Heading caption={opened.bound.page().caption}>{title}</Heading>
        <Paragraph>If you press the button:</Paragraph>
        <BulletList
          items={[
            'we no longer ask you to go on reviews, when you can come, or to book training;',
            'if you have a place on a review to come, somebody else is asked for it at once;',
            'what you have done stays in your record and counts for your school.',
          ]}
        />
        <Paragraph>
          If you only cannot come to one review, or not this term, go back and say that instead. If you come back one
          day, write to us.
        </Paragraph>
        <Form>
          <div className="govuk-button-group">
            <Button kind="warning" name={STEP_FIELD} value="surely-stop-reviewing">
              Yes, I no longer review
            </Button>
            <Button kind="secondary" href="?">
              Go back
            </Button>
          </div>
        </Form>
        <Help site={site} />
      </>
    ),
  });
}
