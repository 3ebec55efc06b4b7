/** Who reads what of a survey, as people are told before they answer and as pages keep to it. */
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { SurveyRole } from './survey-questions.ts';

type Sees = ProgrammeSettings['feedback'];

/** Whether the lead reviewer may read what this host writes: not at all, if the host ticks it, or in any case. */
export const leadReads = (role: SurveyRole, { hostWordsToLead }: Sees): Sees['hostWordsToLead'] =>
  role === 'host' ? hostWordsToLead : 'none';

/** Said above the form: what becomes of the answers. */
export function whoReadsAnswers(role: SurveyRole, feedback: Sees): string {
  const readers = [
    ...(feedback.leadSees === 'counts' ? ['lead reviewers'] : []),
    ...(feedback.hubSees === 'counts' ? ['hub managers'] : []),
  ].join(' and ');
  return [
    'The central team reads your answers and uses them without names, to make reviews better.',
    ...(readers === '' ? [] : [`What ${readers} see is how many people chose which answer, from five people on.`]),
    ...(leadReads(role, feedback) === 'always'
      ? ['Your lead reviewer reads what you write about what helped and what would have made it better.']
      : []),
  ].join(' ');
}
