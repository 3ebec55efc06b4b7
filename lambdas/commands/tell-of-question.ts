import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { freshLink } from '../decisions/ask.ts';
import { linkAddress } from '../decisions/links.ts';
import { askedOf } from '../decisions/open-link.ts';
import type { BoundQuestion } from '../decisions/question.ts';
import { questionMail } from '../decisions/question-mail.ts';
import { addresseeOf } from '../decisions/review-context.ts';
import type { Decision } from '../store/store.ts';
import type { QuestionSteering } from './question-act.ts';
import type { SteeringDesk } from './steering-desk.ts';

/** The mails that an act on a question brings with it, each once however often it is carried out. */
export async function tellOfQuestion(
  decision: Decision,
  steering: QuestionSteering,
  desk: SteeringDesk,
): Promise<void> {
  // Whoever has answered meanwhile needs no mail about the question any more.
  if (decision.status === 'open') {
    const bound = await desk.catalogue(decision.question).bind(askedOf(decision), desk);
    if (steering.act === 'extend') await tellOfMoreTime(decision, bound, steering, desk);
    else await sendFreshLink(decision, bound, steering, desk);
  }
  if (steering.from !== null && decision.status !== 'answered') {
    await tellWhoIsRelieved(decision, steering.from, steering, desk);
  }
}

async function sendFreshLink(
  decision: Decision,
  bound: BoundQuestion,
  { act, at }: QuestionSteering,
  desk: SteeringDesk,
): Promise<void> {
  const by = decision.dueAt > at ? decision.dueAt : decision.expiresAt;
  const link = linkAddress(desk.portalOrigin, await freshLink(desk, decision, at));
  const passedOn = act === 'ask-somebody-else';
  const content = questionMail(bound, link, by, passedOn ? 'first' : 'reminder');
  await desk.mailer.sendContent(
    decision.about,
    {
      message: `${decision.decision}.${passedOn ? 'passed-on' : 'reminded'}.${at}`,
      kind: passedOn ? 'question' : 'reminder',
      to: bound.addressee,
      content: passedOn
        ? {
            ...content,
            whyYou: 'You get this mail because the central team asks you to answer in place of somebody else.',
          }
        : content,
    },
    at,
  );
}

async function tellOfMoreTime(
  decision: Decision,
  bound: BoundQuestion,
  { at }: QuestionSteering,
  desk: SteeringDesk,
): Promise<void> {
  if (decision.person === 'central-team') return;
  const until = longDate(londonDate(decision.dueAt));
  await desk.mailer.send(
    decision.about,
    {
      to: bound.addressee,
      kind: `${decision.decision}.extended.${at}`,
      subject: `You have until ${until}: ${bound.mail().subject}`,
      firstLine: `You have more time: please answer by ${until}.`,
      paragraphs: ['The link is in the mail that asked you, and it still works.'],
      whyYou: bound.mail().whyYou,
    },
    at,
  );
}

async function tellWhoIsRelieved(
  decision: Decision,
  from: string,
  { at }: QuestionSteering,
  desk: SteeringDesk,
): Promise<void> {
  const person = await desk.store.person(from);
  if (!person) return;
  const isInvitation = decision.question === 'invite';
  await desk.mailer.send(
    decision.about,
    {
      to: addresseeOf(person, decision.role as 'host' | 'lead' | 'reviewer'),
      kind: `${decision.decision}.relieved.${at}`,
      subject: isInvitation
        ? `You need not answer any more: a review of ${decision.hostName}`
        : `Somebody else answers for you: ${decision.hostName}`,
      firstLine: isInvitation
        ? `We had asked you to go on a review of ${decision.hostName}. We do not need you for it after all.`
        : `We have asked somebody else to answer a question about ${decision.hostName} that waited for you.`,
      paragraphs: isInvitation
        ? ['You need not do anything, and need not keep the days free. Thank you for being ready to help.']
        : ['You need not do anything. Your link still shows the question, and can no longer answer it.'],
      whyYou: 'You get this mail because you were asked before.',
    },
    at,
  );
}
