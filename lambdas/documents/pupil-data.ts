/**
 * What must not be in a report: data about single pupils (domain.md, 'The report'). Only what has a form of its own can be
 * found here; names cannot, so the forms say it in words too.
 */

/** A place in a text that says, or may say, which pupil is meant. */
export interface PupilData {
  readonly what: 'a pupil number' | 'a date of birth';
  /** The words themselves: '03/05/2015'. */
  readonly words: string;
  /** Whether it can be nothing else. Otherwise whoever wrote it is asked. */
  readonly certain: boolean;
}

/** Every place in a text that looks like data about a single pupil, in its order within each kind. */
export const pupilDataIn = (text: string): readonly PupilData[] => [...pupilNumbers(text), ...datesOfBirth(text)];

/** A unique pupil number: a letter, eleven digits, and a digit or (for temporary numbers) a letter. */
const PUPIL_NUMBER = /\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b/gi;

const pupilNumbers = (text: string): PupilData[] =>
  [...text.matchAll(PUPIL_NUMBER)].map(([words]) => ({
    what: 'a pupil number',
    words,
    certain: hasRightCheckLetter(words.toUpperCase()),
  }));

/** The letters of a pupil number by their values: I, O and S are left out, since they look like digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * The first letter follows from the rest: the sum of each value times its place (2 to 13), modulo 23 (DfE, 'Unique pupil
 * numbers: a guide for schools and local authorities', check letter).
 */
function hasRightCheckLetter([letter, ...rest]: string): boolean {
  const values = rest.map((one) => (/\d/.test(one) ? Number(one) : LETTERS.indexOf(one)));
  return LETTERS[values.reduce((sum, value, index) => sum + value * (index + 2), 0) % LETTERS.length] === letter;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b`;
const dayOfMonth = String.raw`\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?`;

/** 3 May 2015, 3rd of May, May 3rd 2015; the year may be missing. */
const inWords = String.raw`(?:${dayOfMonth}\s+${month}|${month}\s+${dayOfMonth})(?:,?\s+\d{4}\b)?`;
/** Word writes a hyphen between figures as one that does not break, or as a dash. */
const DASHES = '\u2010-\u2013-';
/** 03/05/2015, 3.5.15, 2015-05-03; no part of a longer number such as 1.2.3.4. */
const inFigures = String.raw`(?<![\d./${DASHES}])(?:\d{1,2}(?<between>[./${DASHES}])\d{1,2}\k<between>(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?!\d|[./${DASHES}]\d)`;

/** 'on Tuesday, ' before a day. */
const weekday = String.raw`(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?`;
const named = String.raw`(?:d\.?\s?o\.?\s?b\b\.?|dates? of birth|birth ?days?|birth dates?)\W{0,3}(?:(?:is|was|on|the)\s+){0,3}${weekday}`;
const born = String.raw`born\b\W{0,3}(?:(?:on|the)\s+){0,2}${weekday}`;
/** Of several people the day says no more than the day on which a school year's cohort begins. */
const several = String.raw`(?:pupils|children|students|learners|boys|girls|those|all|everybody)\s+(?:who\s+)?(?:are\s+|were\s+)?`;

const SAID_TO_BE_ONE = new RegExp(
  String.raw`\b(?<before>${several})?(?<word>${named}|${born})(?<day>${inWords}|${inFigures})`,
  'gi',
);
const IN_FIGURES = new RegExp(inFigures, 'g');

/**
 * A whole date after a word of birth is one. A day without its year after such a word may be one, and so may any date in
 * figures whose year has four digits, or whose day and month have two each: sections (2.3.14) and ratios (1/3/10) look alike.
 */
function datesOfBirth(text: string): PupilData[] {
  const said = [...text.matchAll(SAID_TO_BE_ONE)].flatMap((match): PupilData[] => {
    const { before, word = '', day = '' } = match.groups ?? {};
    if (!isDay(day)) return [];
    const words = `${word}${day}`;
    return [{ what: 'a date of birth', words, certain: before === undefined && hasYear(day) }];
  });
  const figures = [...text.matchAll(IN_FIGURES)]
    .map(([words]) => words)
    .filter((words) => isDay(words) && (/\d{4}/.test(words) || /^\d{2}.\d{2}.\d{2}$/.test(words)))
    .filter((words) => !said.some((one) => one.words.endsWith(words)))
    .map((words): PupilData => ({ what: 'a date of birth', words, certain: false }));
  return [...said, ...figures];
}

const hasYear = (day: string): boolean => /\d{4}/.test(day) || (/^\d/.test(day) && /\D\d{1,2}\D\d{2}$/.test(day));

/** Whether there is such a day in the calendar. A date in words has a month in any case. */
function isDay(text: string): boolean {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const word = /[a-z]{3,}/i
    .exec(text.replace(/\d+(?:st|nd|rd|th)/gi, ''))?.[0]
    .slice(0, 3)
    .toLowerCase();
  if (word !== undefined) return exists(2000, MONTHS.indexOf(word) + 1, numbers[0] ?? 0);
  const [first = 0, second = 0, third = 0] = numbers;
  return /^\d{4}/.test(text) ? exists(first, second, third) : exists(third < 100 ? 2000 + third : third, second, first);
}

const exists = (year: number, monthNumber: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, monthNumber - 1, day));
  return date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === day;
};
