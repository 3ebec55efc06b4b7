import { factsOf } from '../catalogue/all-facts.ts';
import { noMailOf } from '../decisions/review-context.ts';
import type { Decision, Person, WholeReview } from '../store/store.ts';
import type { Act } from './act.ts';
import type { OpenQuestion, Planned } from './question-act.ts';
import type { SteeringDesk } from './steering-desk.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

/**
 * The question goes to another known person, who gets a link of their own; the links of the person asked until then only
 * read from then on. Both are told. An invitation to a team is withdrawn instead, and the next person is asked.
 */
export async function askSomebodyElse(
  act: Act<'ask-somebody-else'>,
  open: OpenQuestion,
  desk: SteeringDesk,
): Promise<Planned> {
  const { decision } = open;
  const { store } = desk;
  if (factsOf(decision.question)?.candidates) return withdrawInvitation(act, open, desk);
  if (act.person === undefined)
    return { refusal: 'Say who is to be asked: "person" with their id, such as person-0107.' };
  const refusal = await whyNot(act.person, act, open, desk);
  if (refusal) return { refusal };
  const { about, decision: id } = decision;
  const { person } = act;
  return {
    change: (guard, steering) =>
      store.rows.decision
        .patch({ about, decision: id })
        .set({ person, openFor: person, steering })
        .composite({ nextActionAt: decision.nextActionAt ?? decision.expiresAt })
        .where(guard as never)
        .commit(),
    sentence: `${person} has been asked. The link of ${decision.person} only reads from now on. Both have been told.`,
    what: 'asked somebody else to answer',
    from: decision.person,
  };
}

async function whyNot(
  id: string,
  { about }: Act<'ask-somebody-else'>,
  { decision, bound }: OpenQuestion,
  desk: SteeringDesk,
): Promise<string | undefined> {
  if (bound.standing) return 'This link only stands ready: nobody has to answer, so there is nothing to pass on.';
  if (decision.person === 'central-team') {
    return 'This question waits for the central team itself. Whoever of it has the mail can answer by its link.';
  }
  if (factsOf(decision.question)?.personal) {
    return 'Only this person can answer this: it asks about themselves. To take somebody out of the team, replace them.';
  }
  if (decision.person === id) return `${id} is the one who is asked already.`;
  const person = await desk.store.person(id);
  if (!person) return `There is no person '${id}'. Import them first, or use the id of somebody who is known.`;
  if (person.left) return `${id} has left.`;
  if (noMailOf(person)) return `No mail reaches ${id}. Import their right address first, or ask somebody else.`;
  switch (decision.role) {
    case 'host':
      return whyNotForHost(person, decision);
    case 'lead':
      return whyNotForLead(person, await desk.store.needWholeReview(about), desk);
    default:
      return 'This question can go to nobody else.';
  }
}

const whyNotForHost = (person: Person, { organisation, hostName }: Decision): string | undefined =>
  organisation !== undefined && person.member === organisation
    ? undefined
    : `${person.person} does not work at ${hostName}, and this is for ${hostName} itself to answer.`;

/** A reviewer of the team may write in the lead's place; so may another lead reviewer whom the rules allow at this host. */
async function whyNotForLead(
  person: Person,
  whole: WholeReview,
  { store, team }: SteeringDesk,
): Promise<string | undefined> {
  if (whole.seats.some((seat) => seat.status === 'filled' && seat.person === person.person)) return undefined;
  if (person.pool !== 'lead-reviewers') {
    return `${person.person} is neither in the team of this review nor a lead reviewer.`;
  }
  const rule = await team.whyNotThisHost(store, whole, person.person);
  return rule && `${person.person} may not: ${rule}.`;
}
