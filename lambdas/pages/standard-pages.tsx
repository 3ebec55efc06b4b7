import { Fragment, type ReactNode } from 'react';
import { BulletList, Heading, InsetText, Panel, Paragraph, SummaryList, TypedText } from './components/content.tsx';
import { Button, Form } from './components/form.tsx';
import { CarriedFields } from './components/text.tsx';
import type { FormFields } from './form-state.ts';
import { page, type Site } from './page.tsx';

/**
 * For a link that was never made, was cut short, or whose row is gone. All three look alike, so that a stranger who
 * tries links learns nothing. Status 404.
 */
export function linkUnknownPage(site: Site): string {
  const title = 'This link does not open anything';
  return plainPage(site, title, [
    <Paragraph key="why">It may have been cut short by your mail program, or it may be too old.</Paragraph>,
    <BulletList
      key="what"
      items={[
        'Open the link from the mail again, or copy all of it into your browser.',
        'If you have had a newer mail about the same question, use the link in that one.',
      ]}
    />,
    <Paragraph key="fresh">
      Or{' '}
      <a className="govuk-link" href="/links">
        get fresh links by mail
      </a>
      .
    </Paragraph>,
    <Help key="help" site={site} />,
  ]);
}

/** For an address that no page has. Status 404. */
export function notFoundPage(site: Site): string {
  return plainPage(site, 'Page not found', [
    <Paragraph key="why">
      If you typed the address, check that it is right. If you pasted it, check that all of it is there.
    </Paragraph>,
    <Paragraph key="fresh">
      If you came from one of our mails, open its link again or{' '}
      <a className="govuk-link" href="/links">
        get fresh links by mail
      </a>
      .
    </Paragraph>,
    <Help key="help" site={site} />,
  ]);
}

/** For a question that has its answer. Says what was decided, by which role and when; never by which person. */
export function alreadyAnsweredPage(
  site: Site,
  answer: {
    /** What it is about: 'QAR at Hill View Primary School'. */
    readonly about: string;
    /** The question's own title: 'Which weeks suit you?' */
    readonly question: string;
    /** 'You accepted this place.' */
    readonly decided: string;
    /** 'The review was cancelled.' Nothing while the answer stands. */
    readonly since?: string | undefined;
    /** 'The lead reviewer', or the school or trust that answered. */
    readonly byRole: string;
    /** 'Tuesday 12 January 2027'. */
    readonly on: string;
    readonly facts?: readonly { readonly label: string; readonly value: ReactNode }[];
    /** What the page goes on showing below, such as the report that was agreed. */
    readonly reading?: ReactNode;
  },
): string {
  return plainPage(
    site,
    'This has been answered',
    [
      <InsetText key="decided">{answer.decided}</InsetText>,
      answer.since !== undefined && (
        <Paragraph key="since">
          <strong>This has changed since.</strong> {answer.since}
        </Paragraph>
      ),
      <SummaryList
        key="facts"
        rows={[
          { label: 'Question', value: answer.question },
          { label: 'Answered by', value: answer.byRole },
          { label: 'Answered on', value: answer.on },
          ...(answer.facts ?? []),
        ]}
      />,
      <Paragraph key="what">
        You do not need to do anything. If the answer is wrong or has changed, tell us soon.
      </Paragraph>,
      <Fragment key="reading">{answer.reading}</Fragment>,
      <Help key="help" site={site} />,
    ],
    answer.about,
  );
}

/** For a question whose time is over. `whatNow` says what happened instead of an answer. */
export function tooLatePage(
  site: Site,
  question: {
    readonly about: string;
    /** 'The time to answer is over' when nothing says it better. */
    readonly title?: string | undefined;
    /** 'Monday 4 January 2027'; nothing when it was not time that closed it. */
    readonly closedOn?: string | undefined;
    readonly whatNow: string;
    /** What the page goes on showing below. */
    readonly reading?: ReactNode;
  },
): string {
  return plainPage(
    site,
    question.title ?? 'The time to answer is over',
    [
      question.closedOn !== undefined && <Paragraph key="when">You could answer until {question.closedOn}.</Paragraph>,
      <Paragraph key="what">{question.whatNow}</Paragraph>,
      <Fragment key="reading">{question.reading}</Fragment>,
      <Help key="help" site={site} />,
    ],
    question.about,
  );
}

/** After an answer. `next` says what happens now, in the order in which it happens. */
export function thanksPage(
  site: Site,
  answer: {
    /** 'Your answer has been saved'. */
    readonly title: string;
    /** One line under it that says what it is about: 'QAR at Hill View Primary School'. */
    readonly done?: ReactNode;
    readonly next: readonly ReactNode[];
    readonly children?: ReactNode;
    /** The words of a link to the page that the form was on. */
    readonly back?: string | undefined;
  },
): string {
  return page({
    title: answer.title,
    site,
    children: (
      <>
        <Panel title={answer.title}>{answer.done}</Panel>
        {answer.children}
        <h2 className="govuk-heading-m">What happens next</h2>
        {answer.next.length === 1 ? <Paragraph>{answer.next[0]}</Paragraph> : <BulletList items={answer.next} />}
        {answer.back !== undefined && (
          <Paragraph>
            <a className="govuk-link app-link-alone" href="?">
              {answer.back}
            </a>
          </Paragraph>
        )}
        <Paragraph>You can close this page.</Paragraph>
        <Help site={site} />
      </>
    ),
  });
}

/** When something failed on our side. Status 500 or 503. */
export function problemPage(site: Site): string {
  return plainPage(site, 'Sorry, something went wrong on our side', [
    <Paragraph key="kept">We do not know whether your answer was saved.</Paragraph>,
    <Paragraph key="again">
      Wait a few minutes and open the link in your mail again. It shows whether your answer has arrived, and sending it
      twice does no harm.
    </Paragraph>,
    <Help key="help" site={site} />,
  ]);
}

/** When the form that was sent could not be read; `sentence` says why. Status 400, 413 or 415. */
export function unreadableFormPage(site: Site, sentence: string): string {
  return plainPage(site, 'Your answer could not be read', [
    <Paragraph key="why">{sentence}</Paragraph>,
    <Paragraph key="what">Nothing was saved. Go back, shorten or correct the answer, and send it again.</Paragraph>,
    <Help key="help" site={site} />,
  ]);
}

/**
 * For one form too many in a few minutes. All that was typed and chosen travels with the page, so that its button sends it
 * again, and long texts are shown, so that they can be kept elsewhere. Status 429.
 */
export function tooManyPage(site: Site, typed: FormFields): string {
  const texts = Object.values(typed)
    .flat()
    .filter((text) => text.length > 100);
  return plainPage(site, 'Please wait ten minutes', [
    <Paragraph key="why">
      A great many forms have come from your link or your network, and this one was not saved.
    </Paragraph>,
    <Paragraph key="what">
      Wait ten minutes, then press the button. Leave this page open until then: what you typed is in it.
    </Paragraph>,
    <Form key="again">
      <CarriedFields fields={typed} />
      <Button>Send it again</Button>
    </Form>,
    ...texts.map((text) => (
      <InsetText key={text}>
        <TypedText text={text} />
      </InsetText>
    )),
    <Help key="help" site={site} />,
  ]);
}

/** The same in a sentence, for a form that is shown again with what was typed. */
export const TOO_MANY_FORMS =
  'A great many forms have come from your network, so this one was not sent. What you typed is still here. Wait ten minutes, then press the button again.';

/** Whom to write to, at the end of every page. */
export function Help({ site }: { readonly site: Site }) {
  return (
    <Paragraph>
      Need help? Write to{' '}
      <a className="govuk-link" href={`mailto:${site.helpAddress}`}>
        {site.helpAddress}
      </a>
      .
    </Paragraph>
  );
}

function plainPage(site: Site, title: string, content: ReactNode, caption?: string): string {
  return page({
    title,
    site,
    children: (
      <>
        <Heading caption={caption}>{title}</Heading>
        {content}
      </>
    ),
  });
}
