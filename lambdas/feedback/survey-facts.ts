import * as z from 'zod';
import type { Survey } from '../store/store.ts';
import { SCALE, type SurveyRole, statements } from './survey-questions.ts';

/**
 * What is kept of a survey: points from 5, 'strongly agree', to 1 by the key of the statement, two texts, and of a host's
 * whether its lead reviewer may read these. Rows of earlier releases lack that: nobody was asked.
 */
export const SurveyAnswers = z.object({
  scale: z.record(z.string(), z.number()),
  best: z.string(),
  better: z.string(),
  leadReads: z.boolean().default(false),
});
export type SurveyAnswers = z.infer<typeof SurveyAnswers>;

/** A survey as it was answered: each statement with the person's view of it, then what they wrote. Names nobody. */
export function surveyFacts(
  survey: Pick<Survey, 'role' | 'answers'>,
  host: 'school' | 'trust',
): readonly { readonly label: string; readonly value: string }[] {
  const { scale, best, better } = SurveyAnswers.parse(survey.answers);
  return [
    ...statements(survey.role as SurveyRole, host).map(({ key, text }) => ({
      label: text,
      value: SCALE.find(({ points }) => points === scale[key])?.text ?? 'Not answered',
    })),
    { label: 'What helped most', value: best || 'Nothing written' },
    { label: 'What would have made it better', value: better || 'Nothing written' },
  ];
}
