import { askSomebodyElse } from './ask-somebody-else.ts';
import { cancel } from './cancel.ts';
import { extend } from './extend.ts';
import { goOnAtSuccessor } from './go-on-at-successor.ts';
import type { QuestionTellers } from './on-question.ts';
import type { Tellers } from './on-review.ts';
import { postpone } from './postpone.ts';
import { remind } from './remind.ts';
import { replaceReviewer } from './replace-reviewer.ts';
import { resume } from './resume.ts';
import { tellOfPlaceGivenBack } from './tell-of-review.ts';

/** The name under which a place that is given back stands on its review until that is carried out. */
export const GIVE_BACK = 'give-back-place';

/**
 * Whoever tells people of what was recorded of a review, by its name: a command, or what somebody did themselves. Whoever finds it
 * unfinished carries it out, whatever it is.
 */
export const TELLERS: Tellers = {
  postpone,
  cancel,
  resume,
  'replace-reviewer': replaceReviewer,
  'go-on-at-successor': goOnAtSuccessor,
  [GIVE_BACK]: { tellOfReview: tellOfPlaceGivenBack },
};

/** The same of a question. */
export const QUESTION_TELLERS: QuestionTellers = { remind, extend, 'ask-somebody-else': askSomebodyElse };
