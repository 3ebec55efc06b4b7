/** How many people chose which answer: made so that it tells nothing of any one of them. */
import * as z from 'zod';
import type { SurveyCount } from '../store/store.ts';
import { FEWEST, fivesOf } from '../store/survey-fives.ts';
import type { SurveyLine } from '../store/surveys.ts';
import { SurveyAnswers } from './survey-facts.ts';
import { SCALE, type SurveyRole, statements } from './survey-questions.ts';

/** How a statement was answered. */
export interface StatementTally {
  readonly text: string;
  /** How many answers are counted: a multiple of FEWEST. */
  readonly counted: number;
  /** From 'strongly agree' to 'strongly disagree'. */
  readonly steps: readonly { readonly text: string; readonly count: number }[];
  /** From 1, 'strongly disagree', to 5. */
  readonly mean: number;
}

/** What the people of one role said. */
export interface RoleTally {
  readonly role: SurveyRole;
  /** How many answers there are, counted or not. */
  readonly answered: number;
  /** Statements that enough people have answered. */
  readonly statements: readonly StatementTally[];
  /** What those who are counted wrote, in the order of the alphabet, so that nothing tells who wrote what. */
  readonly best: readonly string[];
  readonly better: readonly string[];
}

type Read = SurveyAnswers & Pick<SurveyLine, 'person' | 'about' | 'answeredAt'>;

const ROLES = ['host', 'reviewer', 'lead'] as const satisfies readonly SurveyRole[];

/**
 * The answers by role. They are counted in fives, each of five different people, in the order in which they came. So whoever looks
 * again after one more answer sees what they saw before; whoever answers about many reviews, as a lead reviewer does, never stands
 * alone; and the counts of two groups of which one holds the other never differ by fewer than five answers.
 *
 * @param ended what was counted of years that have ended, when the names went: those fives are added to these.
 */
export function tallies(
  surveys: readonly SurveyLine[],
  host: 'school' | 'trust',
  ended: readonly SurveyCount[] = [],
): readonly RoleTally[] {
  return ROLES.map((role) => {
    const read = surveys
      .filter((survey) => survey.role === role && !isUnnamed(survey))
      .map(
        ({ answers, person, about, answeredAt }): Read => ({
          ...SurveyAnswers.parse(answers),
          person,
          about,
          answeredAt,
        }),
      );
    const counts = ended.filter((count) => count.role === role);
    const counted = fivesOf(read).flat();
    return {
      role,
      answered: read.length + counts.reduce((sum, { people }) => sum + people, 0),
      statements: statements(role, host).flatMap(({ key, text }) => {
        const points = [
          ...fivesOf(read.filter(({ scale }) => scale[key] !== undefined)).flatMap((five) =>
            five.flatMap(({ scale }) => scale[key] ?? []),
          ),
          ...counts.flatMap((count) => pointsOf(count, key)),
        ];
        return points.length === 0 ? [] : [statementTally(text, points)];
      }),
      best: written([...counted.map(({ best }) => best), ...counts.flatMap(({ best }) => textsOf(best))]),
      better: written([...counted.map(({ better }) => better), ...counts.flatMap(({ better }) => textsOf(better))]),
    };
  });
}

/** An earlier release kept the row without saying whose it is. How many people gave such rows cannot be told here, so they wait to be counted. */
const isUnnamed = ({ person }: SurveyLine): boolean => person.startsWith('unnamed-');

const Points = z.record(z.string(), z.array(z.number()));

/** The points of everybody in a count, one by one: [0, 0, 1, 3, 1] is 3, 4, 4, 4, 5. Of a statement that fewer than five answered none. */
function pointsOf({ points }: SurveyCount, key: string): readonly number[] {
  const counts = Points.parse(points)[key] ?? [];
  const all = counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
  return all.length < FEWEST ? [] : all;
}

const textsOf = (kept: unknown): readonly string[] => z.array(z.string()).parse(kept ?? []);

const statementTally = (text: string, points: readonly number[]): StatementTally => ({
  text,
  counted: points.length,
  steps: SCALE.map((step) => ({ text: step.text, count: points.filter((one) => one === step.points).length })),
  mean: points.reduce((sum, one) => sum + one, 0) / points.length,
});

/** Made once: a year has thousands of comments. */
const alphabet = new Intl.Collator('en-GB');

const written = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text.trim() !== '').toSorted(alphabet.compare);
