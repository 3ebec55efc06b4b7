/** How many people chose which answer: made so that it tells nothing of any one of them. */
import type { SurveyLine } from '../store/surveys.ts';
import { SurveyAnswers } from './survey-facts.ts';
import { SCALE, type SurveyRole, statements } from './survey-questions.ts';

/** Answers of fewer people than this are not shown, and are added so many at a time. */
export const FEWEST = 5;

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
 */
export function tallies(surveys: readonly SurveyLine[], host: 'school' | 'trust'): readonly RoleTally[] {
  return ROLES.map((role) => {
    const read = surveys
      .filter((survey) => survey.role === role)
      .map(
        ({ answers, person, about, answeredAt }): Read => ({
          ...SurveyAnswers.parse(answers),
          person,
          about,
          answeredAt,
        }),
      )
      .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
    const counted = inFives(read);
    return {
      role,
      answered: read.length,
      statements: statements(role, host).flatMap(({ key, text }) => {
        const points = inFives(read.filter(({ scale }) => scale[key] !== undefined)).flatMap(
          ({ scale }) => scale[key] ?? [],
        );
        return points.length === 0 ? [] : [statementTally(text, points)];
      }),
      best: written(counted.map(({ best }) => best)),
      better: written(counted.map(({ better }) => better)),
    };
  });
}

/** Instants are all written alike, so that plain text sorts them. */
const order = ({ answeredAt, about }: Read): string => `${answeredAt} ${about}`;

/** Those that can be counted: each five as soon as there is an answer of five different people. */
function inFives(rows: readonly Read[]): readonly Read[] {
  const counted: Read[] = [];
  let waiting: readonly Read[] = [];
  for (const row of rows) {
    waiting = [...waiting, row];
    const firstOfEach = waiting.filter(
      (one, index) => waiting.findIndex(({ person }) => person === one.person) === index,
    );
    if (firstOfEach.length < FEWEST) continue;
    counted.push(...firstOfEach);
    waiting = waiting.filter((one) => !firstOfEach.includes(one));
  }
  return counted;
}

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
