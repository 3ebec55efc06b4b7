/** Reads telephone numbers. They are kept as they are shown, so that only what takes one carries the numbering plans. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { oneLine } from './as-seen.ts';

/** Characters of a number as somebody may type it: an international one, spaces and brackets, and an extension. */
export const MOST_OF_TELEPHONE = 40;

/**
 * The ranges that Ofcom keeps for drama, which belong to nobody; the plans do not have them. Samples and rehearsals use them.
 * Source: Ofcom, 'Telephone numbers for use in TV and radio drama programmes'.
 */
const FOR_DRAMA = /^\+44(?:1632960|7700900)\d{3}$/;

/**
 * A number as it is kept and shown: '020 7946 0123', '01632 960123 ext. 4', from abroad '+33 1 42 68 53 00'. Without a country it is
 * a British one. Nothing where the text is no number that can be dialled from anywhere: not 999, and none without its area.
 */
export function telephoneOf(text: string): string | undefined {
  const number = parsePhoneNumberFromString(oneLine(text), { defaultCountry: 'GB', extract: false });
  if (!number || !(number.isValid() || FOR_DRAMA.test(number.number))) return undefined;
  return number.format(number.countryCallingCode === '44' ? 'NATIONAL' : 'INTERNATIONAL', {
    formatExtension: (digits, extension) => `${digits} ext. ${extension}`,
  });
}

/** Whether a number belongs to nobody, being kept for drama: a sample, and no number to be deployed with. */
export const isForDrama = (text: string): boolean =>
  FOR_DRAMA.test(parsePhoneNumberFromString(text, 'GB')?.number ?? '');
