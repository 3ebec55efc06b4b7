import * as z from 'zod';
import { addWeeks } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { workingDayAtOrAfter } from '../calendar/working-days.ts';
import { allFacts } from '../catalogue/all-facts.ts';
import { hostOf } from '../members/lineage.ts';
import { stagesAfter } from '../questions/enter-stage.ts';
import { peopleOf } from '../questions/people.ts';
import { breaksOf, clockOf } from '../questions/review-context.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { changeOf, news } from '../store/news.ts';
import {
  type Decision,
  type Review,
  type StageName,
  type Store,
  type WholeReview,
  WriteNotPossibleNow,
} from '../store/store.ts';
import { executionNumber } from './executions.ts';

export const OpenReviewInput = z.object({ about: z.string(), execution: z.string(), at: z.string() });
export type OpenReviewInput = z.infer<typeof OpenReviewInput>;

/** The review was cancelled or is closed; an execution for it has nothing to do. */
export class ReviewOver extends Error {
  override name = 'ReviewOver';
}

/** The review may be steered at the moment at which it is opened; then it is read again. */
const ATTEMPTS = 4;

/** The loops of the machine, each with the question that heads it. */
const LOOPS = Object.entries(allFacts).flatMap(([question, { loop }]) => (loop ? [{ question, ...loop }] : []));

/**
 * Reads what an execution of the review machine starts from, or goes on with once its team may have changed: where the review stands, its clock, who takes part, and in
 * which attempt each loop is, so that a review can be entered at any stage.
 *
 * @throws ReviewOver when the review was cancelled or is closed; WriteNotPossibleNow when it changes all the time.
 */
export async function openReview(input: OpenReviewInput, deps: { readonly store: Store }) {
  const { store } = deps;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const opened = await openOnce(input, store);
    if (opened) return opened;
  }
  throw new WriteNotPossibleNow(`${input.about} changed ${ATTEMPTS} times while it was opened.`);
}

/** @returns nothing when the review was steered, or moved on, between reading and writing. */
async function openOnce(input: OpenReviewInput, store: Store) {
  const whole = await store.needWholeReview(input.about);
  const { review } = whole;
  if (review.status === 'cancelled' || review.stage === 'closed') throw new ReviewOver(`${input.about} is over.`);
  const once = store.readingOnce();
  const [settings, { head }] = await Promise.all([
    loadSettings(once, review.year, review.programme, review.settingsVersion),
    once.needMember(hostOf(review)),
  ]);
  const stage = stageToEnter(review);
  const { written } = await store.write([
    store.rows.review
      .patch({ about: review.about })
      .set({
        stage,
        startsOn: review.startsOn,
        executions: Math.max(review.executions, executionNumber(review.about, input.execution)),
        ...(stage !== review.stage && { stages: stagesAfter(review, stage, input.at) }),
        ...(review.status === 'planned' && { status: 'under-way' as const }),
      })
      .where(
        (row, { eq }) =>
          `${eq(row.turn, review.turn)} AND ${eq(row.stage, review.stage)} AND ${eq(row.status, review.status)}`,
      )
      .commit(),
    ...(stage === review.stage ? [] : [news(store, changeOf(review.about, input.at))]),
  ]);
  if (!written) return undefined;
  return {
    about: review.about,
    turn: review.turn,
    stage,
    clock: {
      ...(review.clock && clockOf({ review, settings })),
      chooseDates: chooseDatesClock(input.at, settings, review),
    },
    people: peopleOf(whole, head),
    seekLead: seekLead(whole, stage),
    rounds: attemptsOf(whole.decisions, review.turn),
    limits: limitsOf(settings),
    settleDays: { dates: settings.scheduling.settleDays, report: settings.report.settleDays },
  };
}

/** A review that slept goes on where it was left: at its team once its dates are fixed, at its dates before. */
function stageToEnter(review: Review): StageName {
  if (review.stage !== 'planned') return review.stage;
  return review.day1 === undefined ? 'scheduling' : 'team';
}

/** Once the team was complete, nothing goes on without a lead reviewer: one who was replaced is looked for first. */
const seekLead = ({ seats }: WholeReview, stage: StageName): boolean =>
  (stage === 'preparation' || stage === 'visit') &&
  seats.some(({ kind, status }) => kind === 'lead' && status === 'open');

function chooseDatesClock(at: string, settings: ProgrammeSettings, review: Review) {
  const day = workingDayAtOrAfter(addWeeks(londonDate(at), settings.scheduling.openWeeks), breaksOf(review));
  const due = londonInstant(day, settings.times.due);
  return { opens: at, due, expires: due };
}

/** How often each loop goes round before somebody above is asked, by the names of the loops. */
const limitsOf = ({ report }: ProgrammeSettings): Record<string, number> =>
  Object.fromEntries(LOOPS.map(({ name, most }) => [name, typeof most === 'number' ? most : report.maxRounds]));

/** In which attempt each loop of this turn is, by the names of the loops: the highest attempt asked so far, or 1. */
export const attemptsOf = (decisions: readonly Decision[], turn: number): Record<string, number> =>
  Object.fromEntries(LOOPS.map(({ name, question }) => [name, attemptOf(question, decisions, turn)]));

const attemptOf = (question: string, decisions: readonly Decision[], turn: number): number =>
  Math.max(1, ...decisions.filter((row) => row.question === question && row.turn === turn).map((row) => row.round));
