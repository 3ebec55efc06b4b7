import { asSeen } from './as-seen.ts';

/** Wide and joined forms that keyboards of other scripts and typesetting programs write for ordinary letters, digits and signs. */
const otherForms = /[\u3000\ufb00-\ufb06\uff01-\uff5e]/gu;

/** Blanks that are letters to a computer: Hangul fillers and the empty braille pattern. */
const fillers = /[\u115f\u1160\u2800\u3164\uffa0]/u;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A value as somebody would have typed it plainly: letters composed, one ordinary space where there are several or those that do
 * not break, no signs that take no room and no marks of direction. What it says stays as it is.
 */
export const plainly = (text: string): string =>
  asSeen(text.replace(otherForms, (form) => form.normalize('NFKC')).normalize('NFC'))
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a name holds no letter or digit that can be seen, or a blank that passes for a letter. */
export const showsNothing = (name: string): boolean =>
  fillers.test(name) || !/[\p{Letter}\p{Number}]/u.test(name.replace(invisible, ''));
