/** What people are asked about a review afterwards: a few statements to agree with or not, and two questions in words. */

export type SurveyRole = 'host' | 'lead' | 'reviewer';

export interface Statement {
  /** What the answer is stored under. Answers of all years are compared by it, so a key never changes its meaning. */
  readonly key: string;
  readonly text: string;
}

/** From 'strongly agree' to 'strongly disagree'; stored as 5 to 1. */
export const SCALE = [
  { points: 5, text: 'Strongly agree' },
  { points: 4, text: 'Agree' },
  { points: 3, text: 'Neither agree nor disagree' },
  { points: 2, text: 'Disagree' },
  { points: 1, text: 'Strongly disagree' },
] as const;

/** The statements for a role. `host` is what the host is called: 'school' or 'trust'. */
export function statements(role: SurveyRole, host: 'school' | 'trust'): readonly Statement[] {
  switch (role) {
    case 'host':
      return [
        { key: 'understood', text: `The team understood our ${host} and its context.` },
        { key: 'together', text: 'The review was done with us and not to us.' },
        { key: 'useful', text: 'Its findings help us to decide what to do next.' },
        { key: 'team', text: 'The reviewers were well prepared.' },
        { key: 'effort', text: 'The work that it took was reasonable.' },
      ];
    case 'lead':
      return [
        { key: 'informed', text: `What the ${host} sent beforehand told us what we needed.` },
        { key: 'together', text: `The leaders of the ${host} took part in all of the review.` },
        { key: 'team', text: 'The reviewers were well prepared.' },
        { key: 'frank', text: 'We could talk frankly about what we found.' },
        { key: 'effort', text: 'The time for the report was enough.' },
      ];
    case 'reviewer':
      return [
        { key: 'informed', text: 'I knew beforehand what each of the three days was for.' },
        { key: 'together', text: 'I took part in all of the review, together with the leaders of the host.' },
        { key: 'coached', text: 'The lead reviewer coached the team well.' },
        { key: 'learned', text: 'I learned something that I use in my own work.' },
        { key: 'again', text: 'I would go on a review again.' },
      ];
  }
}
