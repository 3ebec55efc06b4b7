import type { ReactNode } from 'react';
import type { FormState } from '../pages/form-state.ts';
import {
  alreadyAnsweredPage,
  Button,
  Form,
  type FormFields,
  givenAnswers,
  Heading,
  Help,
  Hidden,
  InsetText,
  NotificationBanner,
  Paragraph,
  page,
  type Site,
  Subheading,
  SummaryList,
  tooLatePage,
} from '../pages/kit.ts';
import { DRAFT_FIELD } from '../questions/draft.ts';
import { HAND_OVER_FIELD, hasHandedOver } from '../questions/hand-overs.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { type FormPart, ifNothingInWords } from '../questions/question.ts';
import { wasTakenBack } from '../questions/settle.ts';
import type { Decision } from '../store/store.ts';
import { DraftNote } from './draft-note.tsx';
import { DraftToRead } from './draft-of-question.tsx';
import { errorsOf, errorsOfList, PartForm, PartsList, savedFields, wrongIn } from './form-parts.tsx';
import { GiveBackOffer } from './give-back.tsx';
import { longMoment } from './moment.ts';
import { FreshLinks, OtherWays } from './other-ways.tsx';
import { showsOwnPages } from './own-pages.ts';
import { STEP_FIELD } from './steps.ts';
import { StopReviewingOffer } from './stop-reviewing.tsx';
import { NotesForLead } from './team-note.tsx';
import { answeredBy, answeredOn, WhatWasSent } from './what-was-sent.tsx';

/** What a question's page shows beside the question itself. */
export interface Showing {
  /** The instant of the request. */
  readonly at: string;
  /** What was typed, and what is wrong with it. */
  readonly typed?: FormState;
  /** What was done just now: the draft was saved, a part was put back, or there is more time. */
  readonly news?: 'saved' | 'started-again' | 'more-time';
  /** Stands before the form. */
  readonly above?: ReactNode;
  /** Of a form in parts the one that is shown; the list of them unless said. */
  readonly part?: string | undefined;
}

/** The page of a question that is open, as somebody sees it who may answer, or who may only read. */
export function questionPage(opened: OpenedLink, site: Site, { at, typed, news, above, part: named }: Showing): string {
  const { bound, decision, decides, draft } = opened;
  const content = bound.page();
  const handingOver = typed !== undefined && Object.hasOwn(typed.values, HAND_OVER_FIELD);
  const part = decides ? content.parts?.find(({ name }) => name === named) : undefined;
  const form = typed && !handingOver ? typed : formNow(opened, part, at);
  const title = part?.title ?? content.title;
  const isList = content.parts !== undefined && part === undefined;
  const shown = typed ?? (part && form);
  const summed = shown && isList && !handingOver ? { ...shown, errors: errorsOfList(shown.errors) } : shown;
  return page({
    title,
    site,
    ...(summed && { form: summed }),
    children: (
      <>
        <Heading caption={part ? content.title : content.caption}>{title}</Heading>
        {decides && content.nothingToAnswer ? (
          content.body(form)
        ) : decides ? (
          <>
            {news === 'more-time' && (
              <NotificationBanner success>You have until {longMoment(decision.dueAt)} now.</NotificationBanner>
            )}
            {!bound.standing && <AnswerBy opened={opened} at={at} />}
            {above}
            {news === 'started-again' && (
              <NotificationBanner success>This part is again {content.beginsWith}.</NotificationBanner>
            )}
            {!typed && news !== 'started-again' && <DraftNote opened={opened} justSaved={news === 'saved'} />}
            <DraftToRead opened={opened} />
            <NotesForLead opened={opened} />
            {part && <PartForm opened={opened} part={part} form={form} />}
            {isList && <PartsList opened={opened} at={at} />}
            {!content.parts && (
              <Form savesWhileTyping={content.longForm}>
                {content.body(form)}
                {content.longForm && <Hidden name={DRAFT_FIELD} value={String(draft?.version ?? 0)} />}
                <div className="govuk-button-group">
                  <Button>{content.binding ? 'Continue' : (content.button ?? 'Send your answer')}</Button>
                  {content.longForm && (
                    <Button kind="secondary" name={STEP_FIELD} value="save">
                      Save and finish later
                    </Button>
                  )}
                </div>
              </Form>
            )}
            {!part && <OtherWays opened={opened} at={at} handingOver={handingOver ? typed : undefined} />}
          </>
        ) : (
          <OnlyReads opened={opened} />
        )}
        <WhereItStands opened={opened} />
        <OwnPages opened={opened} />
        <Help site={site} />
      </>
    ),
  });
}

/** What the form holds when the page is opened; of a part also what is wrong with what was saved of it. */
function formNow(opened: OpenedLink, part: FormPart | undefined, at: string): FormState {
  const { bound, draft } = opened;
  if (part) return { values: savedFields(opened), errors: errorsOf(part, wrongIn(opened, at)) };
  return { values: (draft?.fields as FormFields | undefined) ?? bound.page().values ?? {}, errors: {} };
}

/** Why the link does not decide: the question is somebody else's, or it came back to whoever handed it over by this link. */
function OnlyReads({ opened: { link, decision } }: { readonly opened: OpenedLink }) {
  if (!hasHandedOver(link, decision) || decision.person !== link.person) {
    return <InsetText>Somebody else has been asked to answer. You can read this page but not answer.</InsetText>;
  }
  return (
    <>
      <InsetText>
        You passed this question on to a colleague by this link, so the link only shows the page now. The question has
        come back to you since, in a newer mail with a link that answers it.
      </InsetText>
      <FreshLinks />
    </>
  );
}

/** Once the due time has passed, the time that still matters is the one at which the question closes. */
function AnswerBy({ opened: { bound, decision }, at }: { readonly opened: OpenedLink; readonly at: string }) {
  const otherwise = (
    <>
      <br />
      {ifNothingInWords(bound)}
    </>
  );
  if (at <= decision.dueAt) {
    return (
      <Paragraph>
        Please answer by <strong>{longMoment(decision.dueAt)}</strong>.{otherwise}
      </Paragraph>
    );
  }
  return (
    <Paragraph>
      Your answer was due by {longMoment(decision.dueAt)}. You can still send it until{' '}
      <strong>{longMoment(decision.expiresAt)}</strong>.{otherwise}
    </Paragraph>
  );
}

/** The way from each link about a review to the page of the review itself. */
function WhereItStands({ opened }: { readonly opened: OpenedLink }) {
  if (!opened.whole || !opened.may.dates) return null;
  return (
    <Paragraph>
      <a className="govuk-link" href="?show=review">
        See where this review stands
      </a>
      : its dates, its team and its three days.
    </Paragraph>
  );
}

/** The way to what is its reader's own: the record of whoever goes on reviews, and a hub's share of the surveys for its manager. */
function OwnPages({ opened }: { readonly opened: OpenedLink }) {
  if (!showsOwnPages(opened)) return null;
  const { link, reader, whole } = opened;
  return (
    <>
      {reader?.pool !== undefined && (
        <Paragraph>
          <a className="govuk-link" href="?show=record">
            See your own page
          </a>
          : your reviews and when you can go, your training, and your record as a PDF.
        </Paragraph>
      )}
      <Paragraph>
        <a className="govuk-link" href="?show=details">
          See and correct your details
        </a>
        : your telephone number, and where we write to you.
      </Paragraph>
      {link.role === 'hub-manager' && whole?.review.hub !== undefined && (
        <Paragraph>
          <a className="govuk-link" href="?show=hub">
            See what people said of your hub’s reviews
          </a>
          , as counts without names.
        </Paragraph>
      )}
    </>
  );
}

/** The page for a text that can no longer be sent: somebody may have worked on it for hours. */
function WhatYouTyped({ opened, typed }: { readonly opened: OpenedLink; readonly typed: FormFields }) {
  const { body } = opened.bound.page();
  const given = givenAnswers(body, typed).filter(({ value }) => value !== undefined);
  if (given.length === 0) return null;
  return (
    <>
      <Subheading>What you wrote</Subheading>
      <Paragraph>It was not sent. Copy from here what you want to keep.</Paragraph>
      <SummaryList rows={given.map(({ label, value }) => ({ label, value }))} />
    </>
  );
}

/**
 * The page of a question that needs no answer any more: what was decided, by which role and when, or what silence meant.
 *
 * @param when.at the instant of the request, by which it is worked out what else the person can still do.
 * @param when.typed what somebody sent who came too late: shown, so that they can keep it.
 */
export function settledPage(
  opened: OpenedLink,
  decision: Decision,
  site: Site,
  when: { readonly at?: string | undefined; readonly typed?: FormFields } = {},
): string {
  const { bound, link, whole } = opened;
  const { at, typed } = when;
  const reading = (
    <>
      {typed && <WhatYouTyped opened={opened} typed={typed} />}
      <WhatWasSent opened={opened} decision={decision} />
      {bound.reading?.()}
      {at && <GiveBackOffer whole={whole} person={link.person} role={link.role} at={at} site={site} />}
      <StopReviewingOffer opened={opened} />
      <WhereItStands opened={opened} />
      <OwnPages opened={opened} />
      <FreshLinks />
    </>
  );
  const { caption: about, title: question } = bound.page();
  if (decision.status === 'answered') {
    return alreadyAnsweredPage(site, {
      about,
      question,
      decided: bound.said(decision.answer),
      since: opened.since,
      byRole: answeredBy(opened, decision),
      on: answeredOn(decision),
      reading,
    });
  }
  if (wasTakenBack(decision)) {
    return tooLatePage(site, {
      about,
      title: 'This question is no longer asked',
      whatNow: `You were asked: ‘${question}’ The review has changed since. If you are needed again, we will write to you.`,
      reading,
    });
  }
  if (bound.standing) {
    return tooLatePage(site, {
      about,
      title: question,
      whatNow: bound.endless
        ? 'Nothing can be changed by this link any more. Get fresh links below: the mail has one that can.'
        : 'Nothing can be changed by this link any more. If you need to change something, write to us.',
      reading,
    });
  }
  return tooLatePage(site, {
    about,
    closedOn: longMoment(decision.expiresAt),
    whatNow: `You were asked: ‘${question}’ We have gone on without an answer. If you need to change something, write to us soon.`,
    reading,
  });
}
