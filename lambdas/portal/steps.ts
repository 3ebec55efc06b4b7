import { type FormFields, oneOf } from '../pages/kit.ts';

/** The field that says which of a page's buttons was pressed. The main button of a question sends none. */
export const STEP_FIELD = 'step';

const STEPS = [
  'send',
  'change',
  'save',
  'start-again',
  'more-time',
  'not-me',
  'surely-not-me',
  'fresh-links',
  'give-back',
  'check-give-back',
  'surely-give-back',
  'stop-reviewing',
  'surely-stop-reviewing',
  'save-details',
  'keep-note',
  'withdraw-note',
] as const;

/**
 * 'continue': the main button; 'send': checked and meant; 'change': back to the form; 'save': keep as a draft; 'start-again': put a part back to what it began with;
 * 'more-time': take more working days; 'not-me', then 'surely-not-me': the mail reached somebody else; 'fresh-links': mail
 * me what waits for me; 'give-back', 'check-give-back', then 'surely-give-back': I can no longer come; 'stop-reviewing', then
 * 'surely-stop-reviewing': I no longer review; 'save-details': these are my numbers;
 * 'keep-note', 'withdraw-note': my note for the lead reviewer.
 */
export type Step = 'continue' | (typeof STEPS)[number];

/** Which button was pressed. A step that no button has counts as the main button, which asks to check first. */
export function stepOf(fields: FormFields): Step {
  return oneOf(STEPS, { label: 'a button' }).safeParse(fields[STEP_FIELD]).data ?? 'continue';
}
