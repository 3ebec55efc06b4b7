/** Questions to somebody whom no mail reaches, or who has left: who is asked instead, and what the central team hears of it. */
import type { Decision } from '../store/store.ts';
import type { Mailer } from './mailer.ts';
import { nextContact } from './next-contact.ts';
import type { Addressee, Asked, BoundQuestion, Deps } from './question.ts';
import { roleName } from './question.ts';
import { officeOf, reachInWords, telephoneThem } from './reach.ts';
import { centralTeam } from './review-context.ts';

/** A question as it goes to somebody who can be mailed; `nobody` when there is no such person. */
export interface InReach {
  readonly bound: BoundQuestion;
  /** The person it was meant for, when it goes to somebody else. */
  readonly insteadOf?: Addressee;
  readonly nobody?: true;
}

/** Whether somebody can be asked nothing: no mail reaches them, or they have left. */
export const isOutOfReach = ({ noMail, left }: Pick<Addressee, 'noMail' | 'left'>): boolean =>
  noMail !== undefined || left === true;

/** The question for whoever can be asked it: its addressee, or the next contact of the same organisation. */
export async function inReach(bound: BoundQuestion, asked: Pick<Asked, 'subject'>, deps: Deps): Promise<InReach> {
  const { addressee } = bound;
  if (!isOutOfReach(addressee)) return { bound };
  // What is asked of somebody about themselves ('survey.1.1.person-0107') nobody else can answer.
  const next = asked.subject === addressee.person ? undefined : await nextContact(deps.store, addressee);
  if (!next) return { bound, nobody: true };
  return { bound: inPlaceOf(bound, next), insteadOf: addressee };
}

/** The same question with another addressee, whose mail says why they get it. */
export const inPlaceOf = (bound: BoundQuestion, next: Addressee): BoundQuestion => ({
  ...bound,
  addressee: next,
  mail: () => ({
    ...bound.mail(),
    whyYou: `You are asked because ${bound.addressee.left ? `${bound.addressee.name} has left` : `our mail does not reach ${bound.addressee.name}`}, and you are a contact of ${bound.hostName}. If that is wrong, reply to this mail.`,
  }),
});

/** Tells the central team that a question reaches nobody, once for each asking. */
export async function tellNobodyHears(
  bound: BoundQuestion,
  decision: Pick<Decision, 'about' | 'decision' | 'askedAt'>,
  deps: Deps & { readonly mailer: Mailer },
): Promise<void> {
  const { addressee, hostName } = bound;
  const role = roleName[addressee.role];
  const office = await officeOf(addressee, deps.store);
  await deps.mailer.send(
    decision.about,
    {
      to: centralTeam(deps),
      kind: `nobody-reached.${decision.decision}.${decision.askedAt}`,
      subject: `Nobody can be mailed: “${bound.page().title}”, ${hostName}`,
      firstLine: `A question about ${hostName} reaches nobody: ${addressee.left ? `the ${role} has left` : `no mail reaches the ${role}`}, and nobody else can answer it.`,
      paragraphs: bound.unreachableIsSilence
        ? ['The next person on the list is asked now. There is nothing you need to do for this review.']
        : [
            addressee.left
              ? 'Please find out who follows and name them on the dashboard, or ask somebody else from there; the question stays open until then.'
              : `Please ${telephoneThem(addressee, { office })}. Then import the new address, or ask somebody else from the dashboard; the question stays open until then.`,
          ],
      facts: [
        { label: 'Question', value: bound.page().title },
        { label: 'Person', value: `${addressee.name}, ${role}` },
        { label: 'How to reach them', value: reachInWords(addressee, office) },
      ],
      whyYou: 'The central team is told of every question that reaches nobody.',
    },
    decision.askedAt,
  );
}
