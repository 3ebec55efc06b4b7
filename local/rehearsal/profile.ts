/** How people are in a rehearsal: what they do, and how often. docs/rehearsal.md explains each number. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { allFacts } from '../../lambdas/catalogue/all-facts.ts';
import { WrongArguments } from '../play/arguments.ts';
import { PROFILES } from './arguments.ts';
import { choicesOf } from './reactions.ts';

const share = z.number().min(0).max(1);
const addsUp = (shares: Readonly<Record<string, number | undefined>>): boolean =>
  Object.values(shares).reduce<number>((sum, each) => sum + (each ?? 0), 0) <= 1;
const TOO_MUCH = { error: 'must add up to 1 at most' };

/** When somebody answers. What is left of 1 answers within a working day. */
const When = z
  .strictObject({
    /** Some time until it is due. */
    inTime: share.default(0),
    /** After it was due, before the question closes. */
    late: share.default(0),
    /** Leaves the first mail lying, and answers the next one. */
    afterReminder: share.default(0),
    never: share.default(0),
  })
  .refine(addsUp, TOO_MUCH);
export type When = z.infer<typeof When>;

const Question = z.strictObject({
  when: When.optional(),
  /** How often each of the question's answers is given that are not the willing one: see reactions.ts. */
  answers: z.record(z.string(), share).refine(addsUp, TOO_MUCH).default({}),
});

const questionNames = Object.keys(allFacts) as [keyof typeof allFacts];

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30');

const ROLES = ['host', 'lead', 'reviewer', 'hub-manager', 'central-team'] as const;

const Profile = z.strictObject({
  /** In a sentence, for people. */
  says: z.string().min(1),
  when: When.default(When.parse({})),
  /** In place of it, for those who are asked as one of these. */
  ofRoles: z.partialRecord(z.enum(ROLES), When).default({}),
  questions: z
    .partialRecord(z.enum(questionNames), Question)
    .superRefine((questions, context) => {
      for (const [question, { answers }] of Object.entries(questions)) {
        for (const name of Object.keys(answers)) {
          if (choicesOf(question).includes(name)) continue;
          const known = choicesOf(question).join(', ') || 'none';
          context.addIssue({
            code: 'custom',
            path: [question, 'answers', name],
            message: `is not known; of this question there are: ${known}`,
          });
        }
      }
    })
    .default({}),
  /** What somebody does with a question beside answering it, each as a share of the questions. */
  ways: z
    .strictObject({
      /** Asks for more time, and answers then. */
      moreTime: share.default(0),
      /** Names a colleague, who answers. */
      handsOver: share.default(0),
      /** Says that the mail is not for them. */
      notForMe: share.default(0),
      /** Is out of office for one to three weeks, and reads it then. */
      outOfOffice: share.default(0),
      /** Presses the button twice. */
      doubleClick: share.default(0),
      /** Answers from a second device at the same moment. */
      twoDevices: share.default(0),
    })
    .default({ moreTime: 0, handsOver: 0, notForMe: 0, outOfOffice: 0, doubleClick: 0, twoDevices: 0 }),
  /** What happens to people and schools, each as a share of them in a year. */
  lives: z
    .strictObject({
      /** Somebody who has taken a place gives it back: of the places. */
      fallsIll: share.default(0),
      leaves: share.default(0),
      movesSchool: share.default(0),
      /** No mail reaches them any more, until the central team has found out their address. */
      bounces: share.default(0),
      /** A school gets another head. */
      newHead: share.default(0),
      schoolCloses: share.default(0),
      becomesAcademy: share.default(0),
      /** Schools that join, as a share of those that are members. */
      joins: share.default(0),
      /** Visits that have to be moved: of the reviews. */
      postponed: share.default(0),
      cancelled: share.default(0),
    })
    .prefault({}),
  /** The hours in which the central team answers and works its list. */
  centralTeam: z
    .strictObject({ from: clockTime, list: clockTime, until: clockTime })
    .refine(({ from, list, until }) => from <= list && list < until, { error: 'must be in order: from, list, until' })
    .default({ from: '09:00', list: '09:30', until: '17:00' }),
});
export type Profile = z.infer<typeof Profile>;

/**
 * @param name one of those that are kept here, or a file
 * @throws WrongArguments saying what to change in it
 */
export function readProfile(name: string): Profile {
  const own = PROFILES.find((one) => one === name);
  const file = own === undefined ? name : join(import.meta.dirname, 'people', `${own}.json`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new WrongArguments(
      `--people is '${name}', which cannot be opened (${code}): write ${PROFILES.join(', ')} or the name of a file.`,
    );
  }
  return parseProfile(text, file);
}

/** @throws WrongArguments saying what to change in it */
export function parseProfile(text: string, file: string): Profile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new WrongArguments(`${file} is no JSON: ${(error as Error).message}.`);
  }
  const parsed = Profile.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new WrongArguments(`${file}: ${parsed.error.issues.flatMap(whatIsWrong).join('; ')}.`);
}

/** The names that there are, by the part that they are in; those of `when` where a part is not listed. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(Profile.shape),
  ofRoles: ROLES,
  questions: questionNames,
  ways: Object.keys(Profile.shape.ways.unwrap().shape),
  lives: Object.keys(Profile.shape.lives.unwrap().shape),
  centralTeam: Object.keys(Profile.shape.centralTeam.unwrap().shape),
};

/** A name that there is not is answered with the nearest of those that there are, and with all of them. */
function whatIsWrong(issue: z.core.$ZodIssue): readonly string[] {
  const place = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [`'${place}' ${issue.message}`];
  const isQuestion = /^questions\.[\w-]+$/.test(place);
  const known = NAMES[place] ?? Object.keys(isQuestion ? Question.shape : When.shape);
  const within = place === '' ? 'there are' : `in '${place}' there are`;
  return issue.keys.map(
    (key) => `'${key}' is not known: the nearest is '${closest(key, known)}'; ${within} ${known.join(', ')}`,
  );
}
