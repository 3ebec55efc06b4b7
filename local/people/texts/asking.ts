import type { TextsOfQuestion } from '../free-text.ts';

/** What people write while a year is signed, dated and staffed. */
export const askingTexts: Readonly<Record<string, TextsOfQuestion>> = {
  'sign-agreement': { role: ['Headteacher', 'Head of school', 'Executive headteacher'] },
  invite: {
    text: [
      'I come by train and can be there from 8 am.',
      'I led our own work on reading and would gladly look at that.',
      'It would be my third review; I am happy to be paired with a first-timer.',
      'I can bring one colleague in my car.',
    ],
  },
  'fill-seat': {
    reason: [
      'Nobody else on the list has the three days free.',
      'We spoke by telephone; the days are free and the journey is short.',
      'The team needs somebody who knows this phase.',
    ],
  },
};

/** The same of trusts, where they write otherwise. */
export const askingTextsOfTrusts: Readonly<Record<string, TextsOfQuestion>> = {
  'sign-agreement': { role: ['Chief executive', 'Chief executive officer', 'Deputy chief executive'] },
};
