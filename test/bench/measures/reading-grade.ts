import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/**
 * The grade of school that a text asks of its reader (Flesch-Kincaid): 8 is what somebody of 13 or 14 years reads. Lines are sentences, as
 * labels and headings are read.
 *
 * @param lines without markup; what has fewer than three words, as a button, counts for nothing.
 */
export function readingGrade(lines: readonly string[]): number {
  const sentences = lines
    .flatMap((line) => line.split(/(?<=[.!?:])\s+/))
    .map((sentence) => sentence.split(/\s+/).filter((word) => /\p{L}/u.test(word)))
    .filter((words) => words.length >= 3);
  const words = sentences.flat();
  if (words.length === 0) return 0;
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word), 0),
  });
}
