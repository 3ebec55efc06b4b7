/**
 * Characters that no name or subject needs and that make a line read as something else: controls (a line break would
 * begin another header), marks that turn the direction of what follows, and signs that take no room.
 */
const hidden = /[\p{Cc}\u2028\u2029]+/gu;
const misleading = /[[\p{Cc}--[\n\r\t]]\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gv;

/** A name or a subject as one line of what people can see. Half a character (a lone surrogate) becomes U+FFFD. */
export const oneLine = (text: string): string =>
  asSeen(text.replace(hidden, ' '))
    // What looks like an encoded word (RFC 2047) would be read as something else than was typed.
    .replaceAll('=?', '= ?')
    .replace(/ {2,}/g, ' ')
    .trim();

/** A text without the characters that would show it otherwise than it was written; its lines stay. */
export const asSeen = (text: string): string => text.toWellFormed().replace(misleading, '');
