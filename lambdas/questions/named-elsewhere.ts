/** A colleague whose mail goes elsewhere than that of the organisation's own people. */
import type { Decision } from '../store/store.ts';
import { isConfirmed } from './confirmed-contact.ts';
import type { Addressee, BoundQuestion, Deps, Notice } from './question.ts';
import { reachInWords } from './reach.ts';
import { centralTeam } from './review-context.ts';

/**
 * Whether nobody of the colleague's organisation is written to at the same domain. Those whom a page named do not count before
 * they are confirmed: whoever passes a question on to a stranger would make the stranger's domain a known one.
 */
export async function isElsewhere(colleague: Addressee, { store }: Pick<Deps, 'store'>): Promise<boolean> {
  const people = await store.peopleOfMember(colleague.organisation ?? '');
  return !people.some((person) => isConfirmed(person) && domainOf(person.email) === domainOf(colleague.email));
}

/**
 * What the central team is told, once for each question and colleague. Heads do name people with private addresses, so it is not
 * forbidden; but a link that fell into wrong hands would be passed on like this.
 */
export function elsewhereNotice(
  bound: BoundQuestion,
  { decision }: Pick<Decision, 'decision'>,
  colleague: Addressee,
  deps: Pick<Deps, 'centralTeam'>,
): Notice {
  const { addressee, hostName } = bound;
  return {
    to: centralTeam(deps),
    kind: `named-elsewhere.${decision}.${colleague.person}`,
    subject: `Passed on to an address elsewhere: “${bound.page().title}”, ${hostName}`,
    firstLine: `${addressee.name} asked somebody to answer for ${hostName} whose mail address is at none of its own domains.`,
    paragraphs: [
      'They have been asked this one question, and nothing else goes to them: whoever is named on a page is a contact only once you confirm them, on the school’s page of the dashboard. There is nothing you need to do if you know them.',
      `If you do not, ask ${addressee.name}: ${reachInWords(addressee)}. From the dashboard you can ask somebody else instead, and the link that was sent there then only reads.`,
    ],
    facts: [
      { label: 'Question', value: bound.page().title },
      { label: 'Passed on by', value: addressee.name },
      { label: 'Passed on to', value: `${colleague.name}, ${colleague.email}` },
    ],
    whyYou: 'The central team is told of every question that is passed on to an address elsewhere.',
  };
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
