/** How far a play has come, for whoever watches it: from the review's own rows and the virtual clock. */
import { addMonths, dayMonthYear } from '../../lambdas/calendar/dates.ts';
import { londonDate } from '../../lambdas/calendar/london.ts';
import type { FixedClock } from '../../lambdas/settings/clock-steps.ts';
import { type Review, Store } from '../../lambdas/store/store.ts';
import type { LocalStack } from '../stack.ts';
import type { Progress } from './progress.ts';
import type { PlayedYears } from './years/played-years.ts';

export interface HowFar {
  /** Where the play is now: 'team, 17 November 2026, 52%'. */
  where(): string;
  /** Looks no more; resolves when nothing is read of the table any longer. */
  stop(): Promise<void>;
}

/** The review's host is asked how far it has come half a year after the visit, or after the summer. */
const MONTHS_AFTER_THE_VISIT = 7;

/** Follows one review from stage to stage; each is a milestone. Most of a play is daily rounds, so days tell how far it is. */
export function followReview(stack: LocalStack, about: string, progress: Progress): HowFar {
  const store = new Store({ client: stack.table, table: stack.tableName });
  const start = stack.clock.now();
  let review: Review | undefined;
  let reading: Promise<void> = Promise.resolve();
  let isWanted = false;
  const where = (): string => {
    const part = review ? share(start, stack.clock.now(), endOf(review)) : '';
    return [stageOf(review), today(stack), part].filter((text) => text !== '').join(', ');
  };
  const read = async (): Promise<void> => {
    isWanted = false;
    const before = review?.stage;
    review = await store.review(about);
    if (review && review.stage !== before) progress.milestone(where());
  };
  const stopListening = stack.engine.onEvent((executionArn, { type }) => {
    if (type !== 'TaskStateExited' || isWanted || !isOfHost(executionArn, about)) return;
    isWanted = true;
    reading = reading.then(read).catch((error: unknown) => stack.problems.report(String(error)));
  });
  return {
    where,
    stop: () => {
      stopListening();
      return reading;
    },
  };
}

/** Follows several years: each stage of each review is a milestone. */
export function followYears(years: PlayedYears, progress: Progress): HowFar {
  const { stack } = years;
  const store = new Store({ client: stack.table, table: stack.tableName });
  let reached = '';
  let reading: Promise<void> = Promise.resolve();
  const where = (): string => [reached, today(stack)].filter(Boolean).join(', ');
  const read = async (year: string): Promise<void> => {
    const review = await store.review(years.about(year));
    const now = review && `year ${years.years.indexOf(year) + 1} of ${years.years.length}: ${stageOf(review)}`;
    if (now === undefined || now === reached) return;
    reached = now;
    progress.milestone(where());
  };
  const stopListening = stack.engine.onEvent((executionArn, { type }) => {
    const year = years.years.find((each) => executionArn.includes(years.about(each)));
    if (type !== 'TaskStateExited' || year === undefined) return;
    reading = reading.then(() => read(year)).catch((error: unknown) => stack.problems.report(String(error)));
  });
  return {
    where,
    stop: () => {
      stopListening();
      return reading;
    },
  };
}

/** Follows the planning of a term: each step of its workflow is a milestone. */
export function followTerm(stack: LocalStack, round: string, progress: Progress): HowFar {
  let step = '';
  const where = (): string => [step, today(stack), `${stack.inbox.messages().length} mails`].filter(Boolean).join(', ');
  const stopListening = stack.engine.onEvent((executionArn, { type, details }) => {
    if (!/^(Task|Wait)StateEntered$/.test(type) || !executionArn.endsWith(`:${round}`)) return;
    step = String(details?.name).toLowerCase();
    progress.milestone(where());
  });
  return { where, stop: async () => stopListening() };
}

/** Between the signature and its first question, and from then on until its team is asked, a review sleeps. */
function stageOf(review: Review | undefined): string {
  if (!review) return 'subscription';
  return review.stage === 'planned' ? 'waiting for the next stage' : review.stage;
}

/** Whether an execution is about the host of a review: its membership, whose signature plans the review, the review, its seats. */
function isOfHost(executionArn: string, about: string): boolean {
  const host = about.split('-').slice(2).join('-');
  return executionArn.includes(host);
}

const today = (stack: LocalStack): string => dayMonthYear(londonDate(new Date(stack.clock.now()).toISOString()));

/** The instant of the play's last question: known from the day the dates are fixed, about right before. */
function endOf(review: Review): number {
  const clock = review.clock as FixedClock | undefined;
  return Date.parse(clock?.progressCheck.opens ?? addMonths(review.week, MONTHS_AFTER_THE_VISIT));
}

const share = (start: number, now: number, end: number): string =>
  `${Math.min(99, Math.max(0, Math.floor(((now - start) / (end - start)) * 100)))}%`;
