/** How far the asking of everybody has come: a line for each term in place of a thousand questions that wait. */
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { termsOfRow } from '../settings/terms.ts';
import type { CountedQuestion } from '../store/network-reads.ts';
import type { Store } from '../store/store.ts';
import { answersOfTerm } from '../store/term-plan-reads.ts';

interface TermAsked {
  readonly year: string;
  readonly term: string;
}

/**
 * 'Availability for the spring term: 412 of 1,310 have answered, by Friday 9 October 2026', for each term that people are
 * being asked about. Two requests a term, and none while nobody is asked.
 */
export async function availabilityLines(store: Store, counted: readonly CountedQuestion[]): Promise<readonly string[]> {
  const terms = Map.groupBy(counted, ({ facts }) => `${(facts as TermAsked).year} ${(facts as TermAsked).term}`);
  return Promise.all(
    [...terms].map(async ([key, questions]) => {
      const [year = '', term = ''] = key.split(' ');
      const [row, answered] = await Promise.all([store.partnershipYear(year), answersOfTerm(store, year, term)]);
      // A link by which an answer can be changed is open as well, in a later attempt.
      const waiting = questions.filter(({ round }) => round === 1).length;
      const by = questions.map(({ dueAt }) => dueAt).sort()[0] ?? '';
      const name = termsOfRow(row ?? {}).find((one) => one.term === term)?.name ?? `${term} term`;
      return `Availability for the ${name}: ${counting(answered)} of ${counting(answered + waiting)} have answered, by ${longDate(londonDate(by))}`;
    }),
  );
}

const counting = (people: number): string => people.toLocaleString('en-GB');
