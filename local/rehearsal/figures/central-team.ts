/** How much the central team had to do. */
import { addWeeks, mondayOf } from '../../../lambdas/calendar/dates.ts';
import { londonDate } from '../../../lambdas/calendar/london.ts';
import type { EndingIndex } from '../invariants/ending-index.ts';
import { counted, rounded } from './spread.ts';

export interface CentralTeamFigures {
  readonly questions: number;
  /** By an assumption: so many minutes for each question. */
  readonly minutesAQuestion: number;
  readonly hours: number;
  readonly weeks: readonly { readonly week: string; readonly questions: number; readonly hours: number }[];
  readonly byQuestion: readonly { readonly question: string; readonly questions: number }[];
  readonly commands: readonly { readonly command: string; readonly times: number }[];
}

export function centralTeamFigures(
  { decisions, now }: EndingIndex,
  {
    from,
    minutesAQuestion,
    commands,
  }: { readonly from: string; readonly minutesAQuestion: number; readonly commands: Readonly<Record<string, number>> },
): CentralTeamFigures {
  const asked = decisions.filter(({ role }) => role === 'central-team');
  const hours = (questions: number): number => rounded((questions * minutesAQuestion) / 60);
  const byWeek = new Map(counted(asked.map(({ askedAt }) => mondayOf(londonDate(askedAt)))));
  const weeks: CentralTeamFigures['weeks'][number][] = [];
  for (let week = mondayOf(from); week <= mondayOf(londonDate(now)); week = addWeeks(week, 1)) {
    const questions = byWeek.get(week) ?? 0;
    weeks.push({ week, questions, hours: hours(questions) });
  }
  return {
    questions: asked.length,
    minutesAQuestion,
    hours: hours(asked.length),
    weeks,
    byQuestion: counted(asked.map(({ question }) => question)).map(([question, questions]) => ({
      question,
      questions,
    })),
    commands: Object.entries(commands).map(([command, times]) => ({ command, times })),
  };
}
