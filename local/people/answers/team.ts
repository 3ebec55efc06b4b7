import { createHash } from 'node:crypto';
import type { questionFacts } from '../../../lambdas/team/question-facts.ts';
import type { Control } from '../form.ts';
import type { PlausibleAnswer, Situation } from './answer.ts';

/** Every other person cannot in one week of a term, each in another. */
function weekAway({ value, options }: Control, { person = '' }: Situation): string | readonly string[] {
  if (value.length > 0) return value;
  const [first = 0, second = 0] = createHash('sha256').update(person).digest();
  const week = options[second % Math.max(options.length, 1)];
  return first % 2 === 0 && week ? [week.value] : [];
}

/** What invented people answer to the questions of this stage. */
export const answers: Readonly<Partial<Record<keyof typeof questionFacts, PlausibleAnswer>>> = {
  availability: {
    fields: { cannot: weekAway },
  },
  invite: {
    texts: {
      text: [
        'I come by train and can be there from 8 am.',
        'I led our own work on reading and would gladly look at that.',
        'It would be my third review; I am happy to be paired with a first-timer.',
        'I can bring one colleague in my car.',
      ],
    },
  },
  'fill-seat': {
    texts: {
      reason: [
        'Nobody else on the list has the three days free.',
        'We spoke by telephone; the days are free and the journey is short.',
        'The team needs somebody who knows this phase.',
      ],
    },
  },
  'settle-team': {
    texts: {
      reason: [
        'We talked about it, and you said that you can work with this team.',
        'Nobody else is free in that week, and nothing speaks against a fair review.',
        'It was long ago, and the lead reviewer keeps that part of the work to herself.',
      ],
    },
  },
};
