import * as z from 'zod';
import { londonDate } from '../calendar/london.ts';
import { factsOf } from '../catalogue/all-facts.ts';
import { mailedToday } from '../questions/hear-of-it.ts';
import { addresseeOf, noMailOf } from '../questions/review-context.ts';
import { scheduledStepsOf } from '../questions/schedule.ts';
import type { Decision, Person, WholeReview } from '../store/store.ts';
import { type InputOf, why } from './command.ts';
import type { CommandContext, QuestionContext } from './command-context.ts';
import { sendFreshLink } from './fresh-link-mail.ts';
import { questionCommand } from './on-question.ts';
import { aboutQuestion, person, reason } from './schema-fields.ts';
import { seenOf } from './seen.ts';
import { planWithdrawal } from './withdraw-invitation.ts';

const schema = z.strictObject({
  ...aboutQuestion,
  act: z.literal('ask-somebody-else'),
  /** May be left out for an invitation alone: then the next candidate is asked. */
  person,
  reason,
});

/**
 * The question goes to another known person, who gets a link of their own; the links of the person asked until then only
 * read from then on. Both are told. An invitation to a team is withdrawn instead, and the next person is asked.
 */
export const askSomebodyElse = questionCommand({
  schema,

  whyNot({ decision, bound }) {
    if (factsOf(decision.question)?.candidates) return undefined;
    if (bound?.standing) return 'This link only stands ready: nobody has to answer, so there is nothing to pass on.';
    if (decision.person === 'central-team') {
      return 'This question waits for the central team itself. Whoever of it has the mail can answer by its link.';
    }
    if (factsOf(decision.question)?.personal) {
      return 'Only this person can answer this: it asks about themselves. To take somebody out of the team, replace them.';
    }
    return undefined;
  },

  async plan(input, { decision }, context) {
    if (factsOf(decision.question)?.candidates) return planWithdrawal(input, decision, context);
    if (input.person === undefined)
      return { refusal: 'Say who is to be asked: "person" with their id, such as person-0107.' };
    const refusal = await whyNotThisPerson(input.person, input, decision, context);
    if (refusal) return { refusal };
    const { about, decision: id, organisation, mails } = decision;
    const { person, at } = input;
    // Their mail goes now, so none is left for the morning.
    const later = scheduledStepsOf(decision).filter(({ act }) => act !== 'first-mail');
    const member = organisation === undefined ? undefined : await context.store.member(organisation);
    const standsIn = decision.role !== 'host' || member?.head !== person;
    return {
      change: (guard, steering) =>
        context.store.rows.decision
          .patch({ about, decision: id })
          .set({ person, openFor: person, standsIn, steering, schedule: later })
          .set({ mails: mails + 1, mailedOn: londonDate(at), remindedAt: at })
          .composite({ nextActionAt: decision.nextActionAt ?? decision.expiresAt })
          .where(guard as never)
          .commit(),
      others: mailedToday(context.store, person, [decision], at),
      sentence: `${person} has been asked. The link of ${decision.person} only reads from now on. Both have been told.`,
      what: 'asked somebody else to answer',
      from: decision.person,
    };
  },

  async tellOfQuestion({ decision, bound, steering: { at, from } }, context) {
    const whyYou = 'You get this mail because the central team asks you to answer in place of somebody else.';
    if (bound) await sendFreshLink(decision, bound, { at, kind: 'question', named: 'passed-on', whyYou }, context);
    if (from !== null && decision.status !== 'answered') await tellWhoIsRelieved(decision, from, at, context);
  },

  /** A colleague at the host, or the next candidate for a place; others are asked for what they are, by hand. */
  form({ decision, who, colleagues }) {
    const says = { about: decision.about, decision: decision.decision, seen: seenOf(decision) };
    if (factsOf(decision.question)?.candidates) {
      const confirmation = `Ask the next candidate for this place now? The invitation to ${who} is withdrawn, and they are told so.`;
      return { says, fields: [why('for the audit')], buttons: [{ label: 'Ask the next candidate', confirmation }] };
    }
    const others = colleagues.filter(
      (one) => one.person !== decision.person && one.left !== true && noMailOf(one) === undefined,
    );
    if (decision.role !== 'host' || others.length === 0) return undefined;
    const choices = others.map(({ person: value, name, jobTitle }) => ({
      value,
      text: jobTitle === undefined ? name : `${name}, ${jobTitle}`,
    }));
    const confirmation = `Ask the colleague you have chosen in place of ${who}? They get the mail with a link of their own; the links sent so far only read from then on.`;
    return {
      says,
      fields: [why('for the audit'), { name: 'person', label: 'Or ask', kind: 'choice', choices }],
      buttons: [{ label: 'Ask somebody else', confirmation }],
    };
  },
});

async function whyNotThisPerson(
  id: string,
  { about }: InputOf<typeof schema>,
  decision: Decision,
  context: CommandContext,
): Promise<string | undefined> {
  if (decision.person === id) return `${id} is the one who is asked already.`;
  const person = await context.store.person(id);
  if (!person) return `There is no person '${id}'. Import them first, or use the id of somebody who is known.`;
  if (person.left) return `${id} has left.`;
  if (noMailOf(person)) return `No mail reaches ${id}. Import their right address first, or ask somebody else.`;
  switch (decision.role) {
    case 'host':
      return whyNotForHost(person, decision);
    case 'lead':
      return whyNotForLead(person, await context.store.needWholeReview(about), context);
    default:
      return 'This question can go to nobody else.';
  }
}

const whyNotForHost = (person: Person, { organisation, hostName }: Decision): string | undefined =>
  organisation !== undefined && (person.member === organisation || person.alsoOf?.includes(organisation))
    ? undefined
    : `${person.person} does not work at ${hostName}, and this is for ${hostName} itself to answer.`;

/** A reviewer of the team may write in the lead's place; so may another lead reviewer whom the rules allow at this host. */
async function whyNotForLead(
  person: Person,
  whole: WholeReview,
  { store, team }: CommandContext,
): Promise<string | undefined> {
  if (whole.seats.some((seat) => seat.status === 'filled' && seat.person === person.person)) return undefined;
  if (person.pool !== 'lead-reviewers') {
    return `${person.person} is neither in the team of this review nor a lead reviewer.`;
  }
  const rule = await team.whyNotThisHost(store, whole, person.person);
  return rule && `${person.person} may not: ${rule}.`;
}

async function tellWhoIsRelieved(
  decision: Decision,
  from: string,
  at: string,
  { store, mailer }: QuestionContext,
): Promise<void> {
  const person = await store.person(from);
  if (!person) return;
  const isInvitation = factsOf(decision.question)?.candidates === true;
  await mailer.send(
    decision.about,
    {
      to: addresseeOf(person, decision.role as 'host' | 'lead' | 'reviewer'),
      kind: `${decision.decision}.relieved.${at}`,
      subject: isInvitation
        ? `You need not answer any more: a review of ${decision.hostName}`
        : `Somebody else answers for you: ${decision.hostName}`,
      firstLine: isInvitation
        ? `We had asked you to go on a review of ${decision.hostName}. We do not need you for it after all.`
        : `We had asked you for ${factsOf(decision.question)?.wanted ?? 'an answer'}, about ${decision.hostName}. Somebody else is asked for it now.`,
      paragraphs: isInvitation
        ? ['You need not do anything, and need not keep the days free. Thank you for being ready to help.']
        : ['You need not do anything. Your link still shows the question, and can no longer answer it.'],
      whyYou: 'You get this mail because you were asked before.',
    },
    at,
  );
}
