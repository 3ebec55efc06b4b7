import { UnreadableFile } from './refusals.ts';

/** One line of a file, as it is between two line breaks. */
export interface Line {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  /** Why its letters cannot be told, in words for whoever keeps the file. */
  readonly unreadable?: string;
}

const NOT_ASCII = /[^\p{ASCII}]/u;

/** What Western European text has beyond ASCII: Latin letters, accents, British signs, typographic punctuation, a letter that was lost. */
const LATIN =
  /^(?:\p{Mark}|[\p{ASCII}\u00a0-\u024f\u1e00-\u1eff\u2000-\u206f\u20ac\u2122\ufb00-\ufb06\ufeff\ufffd])*$/u;

const MIXED =
  'The line mixes two encodings, so its accents cannot be told; save the file as UTF-8, or type the line again.';

/**
 * The lines of a file that does not say how it is encoded. UTF-16 is told by its byte order mark or, without one, by the null
 * bytes of its first letter. In all other files each line is told by itself, since files of the field are put together from
 * several: it is UTF-8 where it is valid as such, else Windows-1252, in which the Department for Education publishes. A line
 * that is partly the one and partly the other is unreadable, and spoils no other.
 *
 * @throws UnreadableFile for UTF-16 that breaks off within a character.
 */
export function encodedLines(bytes: Uint8Array): readonly Line[] {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return decodedLines(utf16, bytes);
  const pieces = [...piecesOf(bytes)];
  const read = pieces.map((piece) => decoded('utf-8', piece));
  const valid = read.filter((text) => text !== undefined && NOT_ASCII.test(text.replace(/^\ufeff+/, ''))).length;
  const invalid = read.filter((text) => text === undefined).length;
  const isUtf8 = invalid === 0 || invalid < valid;
  return pieces.map((piece, index) => {
    const line = index + 1;
    const text = read[index];
    // 'ZOË’S' in Windows-1252 is valid UTF-8 for something else: in a file that is not UTF-8 it has to be letters of ours.
    if (text !== undefined && (isUtf8 || LATIN.test(text))) return { line, text: trimmed(text, line) };
    const windows = { line, text: trimmed(decoded('windows-1252', piece) ?? '', line) };
    return text === undefined && isPartlyUtf8(piece) ? { ...windows, unreadable: MIXED } : windows;
  });
}

function decoded(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be';
  return undefined;
}

function decodedLines(encoding: string, bytes: Uint8Array): Line[] {
  const text = decoded(encoding, bytes);
  if (text === undefined) {
    throw new UnreadableFile('The file is in UTF-16 and damaged; save it as UTF-8 (in Excel: CSV UTF-8).');
  }
  return text
    .split(
      endsWithReturns(text.matchAll(/\r(?!\n)/g).toArray().length, text.split('\n').length - 1) ? /\r\n|\r|\n/ : '\n',
    )
    .map((one, index) => ({ line: index + 1, text: trimmed(one, index + 1) }));
}

const CR = 0x0d;
const LF = 0x0a;

/**
 * Whether a file is of a system that ends lines with a carriage return: more of them stand alone than there are line feeds, of which
 * a program may have put one at the end. In all others one that stands alone is within a value.
 */
const endsWithReturns = (returns: number, feeds: number): boolean => returns > feeds;

/** The bytes between line breaks. */
function* piecesOf(bytes: Uint8Array): Iterable<Uint8Array> {
  const isAlone = (at: number): boolean => bytes[at] === CR && bytes[at + 1] !== LF;
  let [returns, feeds] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === LF) feeds += 1;
    else if (isAlone(at)) returns += 1;
  }
  const byReturns = endsWithReturns(returns, feeds);
  let from = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== LF && !(byReturns && isAlone(at))) continue;
    yield bytes.subarray(from, at);
    from = at + 1;
  }
  yield bytes.subarray(from);
}

/** Without the rest of its line break, and without a byte order mark, which some programs write twice. */
const trimmed = (text: string, line: number): string =>
  (line === 1 ? text.replace(/^\ufeff+/, '') : text).replace(/\r+$/, '');

/** Whether bytes that are not UTF-8 as a whole have whole letters of it, of two bytes or more, among them. */
function isPartlyUtf8(bytes: Uint8Array): boolean {
  const lenient = new TextDecoder('utf-8').decode(bytes).replaceAll('\ufffd', '');
  return NOT_ASCII.test(lenient) && LATIN.test(lenient);
}
