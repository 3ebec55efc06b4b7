/** How many people chose which answer: made so that it tells nothing of any one of them. */
import type { SurveyLine } from '../store/surveys.ts';
import { SurveyAnswers } from './survey-facts.ts';
import { SCALE, type SurveyRole, statements } from './survey-questions.ts';

/** Fewer answers than this are not shown, and answers are added so many at a time. */
export const FEWEST = 5;

/** How a statement was answered. */
export interface StatementTally {
  readonly text: string;
  /** How many people are counted: a multiple of FEWEST. */
  readonly people: number;
  /** From 'strongly agree' to 'strongly disagree'. */
  readonly steps: readonly { readonly text: string; readonly count: number }[];
  /** From 1, 'strongly disagree', to 5. */
  readonly mean: number;
}

/** What the people of one role said. */
export interface RoleTally {
  readonly role: SurveyRole;
  /** How many have answered, counted or not. */
  readonly answered: number;
  /** Statements that enough people have answered. */
  readonly statements: readonly StatementTally[];
  /** What those who are counted wrote, in the order of the alphabet, so that nothing tells who wrote what. */
  readonly best: readonly string[];
  readonly better: readonly string[];
}

type Read = SurveyAnswers & { readonly answeredAt: string; readonly about: string };

const ROLES = ['host', 'reviewer', 'lead'] as const satisfies readonly SurveyRole[];

/**
 * The answers by role. Only full fives are counted, in the order in which they came: whoever looks again after one more answer sees
 * what they saw before, and whoever knows two groups of which one holds the other, such as a lead reviewer's within a hub's, learns
 * nothing of fewer than five people by taking one from the other.
 */
export function tallies(surveys: readonly SurveyLine[], host: 'school' | 'trust'): readonly RoleTally[] {
  return ROLES.map((role) => {
    const read = surveys
      .filter((survey) => survey.role === role)
      .map(({ answers, answeredAt, about }): Read => ({ ...SurveyAnswers.parse(answers), answeredAt, about }))
      .toSorted((a, b) => a.answeredAt.localeCompare(b.answeredAt) || a.about.localeCompare(b.about));
    const counted = fullFives(read);
    return {
      role,
      answered: read.length,
      statements: statements(role, host).flatMap(({ key, text }) => {
        const points = fullFives(read.flatMap(({ scale }) => scale[key] ?? []));
        return points.length === 0 ? [] : [statementTally(text, points)];
      }),
      best: written(counted.map(({ best }) => best)),
      better: written(counted.map(({ better }) => better)),
    };
  });
}

const fullFives = <Row>(rows: readonly Row[]): readonly Row[] => rows.slice(0, rows.length - (rows.length % FEWEST));

const statementTally = (text: string, points: readonly number[]): StatementTally => ({
  text,
  people: points.length,
  steps: SCALE.map((step) => ({ text: step.text, count: points.filter((one) => one === step.points).length })),
  mean: points.reduce((sum, one) => sum + one, 0) / points.length,
});

const written = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text.trim() !== '').toSorted((a, b) => a.localeCompare(b, 'en-GB'));
