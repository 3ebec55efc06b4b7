import * as z from 'zod';
import { type PartnershipYear, Term } from './partnership-year.ts';

/** The term in which a day lies; none in the breaks between two, and for years whose terms are not set. */
export const termOf = ({ terms }: Pick<PartnershipYear, 'terms'>, day: string): Term | undefined =>
  terms.find(({ from, to }) => from <= day && day <= to);

/** 'spring term 2027': the calendar year it begins in. */
export const termTitle = ({ name, from }: Pick<Term, 'name' | 'from'>): string => `${name} ${from.slice(0, 4)}`;

/** The name of a term plan: 'teams-2026-spring', and 'teams-2026-spring-2' for the second of the term. */
export const termPlanName = (year: string, term: string, number: number): string =>
  `teams-${year}-${term}${number === 1 ? '' : `-${number}`}`;

/** The terms of a year as its row has them: none where it was written before they were a setting. The seed checks what it writes. */
export function termsOfRow({ terms }: { readonly terms?: unknown }): readonly Term[] {
  const parsed = z.array(Term).safeParse(terms ?? []);
  return parsed.success ? parsed.data : [];
}
