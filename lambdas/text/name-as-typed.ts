import { parse } from 'tldts';
import { showsNothing } from './plainly.ts';

/** Signs that take no room or only room: a link is one with them too. */
const unseen = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Full stops of other scripts, which programs that make links take for one (UTS 46). */
const otherStops = /[\u3002\uff0e\uff61]/g;

/** What begins an address or sits in one, and no name needs. A single stroke is left: 'Nursery/Infant School'. */
const signsOfAddresses = /[@<>]|\/\/|\\\\|\bwww\.|\bmailto:|\b\d{1,3}(?:\.\d{1,3}){3}\b/iu;

/** A word ends in small letters after a full stop: nobody's initials do, whatever the ending. 'C.of.E' goes on. */
const onInSmallLetters = /\.\p{Ll}{2,}(?![\p{L}\p{N}.])/u;

/** Words with full stops between them and no space, such as 'Evil.Com' and 'A.B'. */
const dotted = /[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)+/gu;

/**
 * Why a text is no name of a person, a school or a job, as the end of a sentence that begins with the field; nothing for one
 * that may be. A name goes into mails as it was typed, and mail programs make a link of whatever looks like an address, in
 * capitals and full-width letters too. Endings that exist are those of the public suffix list.
 */
export function whyNoName(text: string): string | undefined {
  if (showsNothing(text)) return 'must have letters that can be seen';
  const seen = text.normalize('NFKC').replace(unseen, '').replace(otherStops, '.');
  const isLink =
    signsOfAddresses.test(seen) || onInSmallLetters.test(seen) || (seen.match(dotted) ?? []).some(hasKnownEnding);
  return isLink ? 'must be written without a web or mail address' : undefined;
}

/** Whether any part after the first is an ending: what follows 'evil.com' in a word does not keep it from being a link. */
const hasKnownEnding = (word: string): boolean =>
  word
    .toLowerCase()
    .split('.')
    .slice(1)
    .some((part) => [...part].length > 1 && isEnding(part));

const isEnding = (part: string): boolean =>
  parse(`name.${part}`, { extractHostname: false, validateHostname: false }).isIcann === true;
