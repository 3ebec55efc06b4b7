/** How long what waits has waited: for the dashboard's picture and the digest's table alike. */
import type { Waiting } from './late.ts';
import { whoIsAsked } from './question-words.ts';

export const ROLES = ['central-team', 'host', 'lead', 'reviewer', 'hub-manager'] as const;

/** How long something has waited, and whether it is late by now; each question is in the first that holds. */
export const AGES = [
  { name: 'late', words: 'late', colour: '#b3261e', holds: ({ late }: Waiting) => late },
  {
    name: '0 to 2 working days',
    words: 'for up to 2 working days',
    colour: '#238b45',
    holds: ({ waitingDays }: Waiting) => waitingDays <= 2,
  },
  { name: '3 to 5', words: 'for 3 to 5', colour: '#1f78b4', holds: ({ waitingDays }: Waiting) => waitingDays <= 5 },
  { name: '6 to 10', words: 'for 6 to 10', colour: '#8c6bb1', holds: ({ waitingDays }: Waiting) => waitingDays <= 10 },
  { name: 'longer', words: 'for longer', colour: '#7a7a7a', holds: () => true },
] as const;

/** What waits for one role. */
export interface AgesOfRole {
  /** 'the head'. */
  readonly name: string;
  /** So many of each age, in the order of `AGES`. */
  readonly counts: readonly number[];
}

/** What waits on whom by age; roles that nothing waits for are left out. */
export const agesByRole = (all: readonly Waiting[]): readonly AgesOfRole[] =>
  ROLES.map((role) => {
    const ages = all
      .filter(({ question }) => question.role === role)
      .map((one) => AGES.findIndex(({ holds }) => holds(one)));
    return { name: whoIsAsked(role), counts: AGES.map((_, at) => ages.filter((age) => age === at).length) };
  }).filter(({ counts }) => counts.some((count) => count > 0));

/** '12 late, 3 for up to 2 working days'. */
export const agesInWords = ({ counts }: AgesOfRole): string =>
  counts.flatMap((count, at) => (count > 0 ? `${count} ${AGES[at]?.words}` : [])).join(', ');
