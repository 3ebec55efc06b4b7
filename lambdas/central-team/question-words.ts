import { factsOf } from '../catalogue/all-facts.ts';
import { type Role, roleName } from '../questions/question.ts';

/**
 * Whether nothing waits for an answer to it, so that it is never due and never late in a list: its link only stands ready,
 * or whoever does not answer is left alone.
 */
export function waitsForNobody(question: string): boolean {
  const facts = factsOf(question);
  return facts?.standing === 'always' || facts?.inLists === 'left-out';
}

/** What a question wants, in a few words. A question that is asked no more is called by its name. */
export const wantedBy = (question: string): string => factsOf(question)?.wanted ?? question.replaceAll('-', ' ');

/** What kind of host something is about: the id of a trust is in its name. */
export const hostKindOf = (about: string): 'school' | 'trust' => (about.includes('trust-') ? 'trust' : 'school');

/** Who is asked, by role: 'the head', 'the chief executive', 'the lead reviewer'. */
export function whoIsAsked(role: string, hostKind: 'school' | 'trust' = 'school'): string {
  if (role === 'host' && hostKind === 'trust') return 'the chief executive';
  return `the ${roleName[role as Role] ?? role}`;
}
