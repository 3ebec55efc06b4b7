import { freshLink } from '../questions/fresh-link.ts';
import { linkAddress } from '../questions/links.ts';
import type { BoundQuestion } from '../questions/question.ts';
import { questionMail } from '../questions/question-mail.ts';
import type { Decision } from '../store/store.ts';
import type { QuestionContext } from './command-context.ts';

interface FreshLinkMail {
  readonly at: string;
  /** Asked for the first time, or reminded. */
  readonly kind: 'question' | 'reminder';
  /** What the message is called by beside the question, so that it is sent once. */
  readonly named: string;
  /** Why the person gets it, where the question's own words would not say it. */
  readonly whyYou?: string;
}

/** Sends the mail of a question with a link of its own. */
export async function sendFreshLink(
  decision: Decision,
  bound: BoundQuestion,
  { at, kind, named, whyYou }: FreshLinkMail,
  context: QuestionContext,
): Promise<void> {
  const by = decision.dueAt > at ? decision.dueAt : decision.expiresAt;
  const link = linkAddress(context.portalOrigin, await freshLink(context, decision, at));
  const content = questionMail(bound, link, by, kind === 'question' ? 'first' : 'reminder');
  await context.mailer.sendContent(
    decision.about,
    {
      message: `${decision.decision}.${named}.${at}`,
      kind,
      to: bound.addressee,
      content: whyYou === undefined ? content : { ...content, whyYou },
    },
    at,
  );
}
