import * as z from 'zod';
import { longDateRange } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { visitDays } from '../calendar/working-days.ts';
import type { Begun } from '../mail/send-mail.ts';
import { INDEPENDENT, ledgerEntries } from '../members/ledger-entries.ts';
import { stagesAfter } from '../questions/enter-stage.ts';
import { beginLetters, type Letter, sendLetter } from '../questions/letter.ts';
import { pageLink } from '../questions/page-link.ts';
import { addresseeOf } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import type { ClockEntry, FixedClock } from '../settings/clock-steps.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { followUpOn } from '../store/agenda.ts';
import { changeOf, news } from '../store/news.ts';
import {
  type Person,
  type Placement,
  type Review,
  type Store,
  type WholeReview,
  type WriteItem,
  WriteNotPossibleNow,
} from '../store/store.ts';
import { unlistedSurveys } from '../store/surveys.ts';
import { keepAnswerTimes } from './answer-times.ts';
import { carryPoints } from './carried-points.ts';

export const CloseReviewInput = z.object({
  about: z.string().min(1),
  turn: z.int().min(1),
  at: z.iso.datetime(),
});
export type CloseReviewInput = z.infer<typeof CloseReviewInput>;

export interface CloseReviewResult {
  /** When the host is asked about progress; empty for a review without a clock. */
  readonly clock: { readonly progressCheck?: ClockEntry };
}

/** Somebody who was there, and on how many days. */
interface Attended {
  readonly placement: Placement;
  readonly person: Person | undefined;
  readonly days: number;
}

/** DynamoDB takes 100 rows in a transaction. */
const ROWS_AT_ONCE = 90;

/**
 * Ends a review: each of the team has its place counted as done, with a record for professional development; the
 * points of the agreed report are carried on; the review is closed, and its follow-up stands in the agenda; the records are mailed. Run again after it broke
 * off anywhere, it does what was left and counts nothing twice.
 *
 * @throws ReportNotAgreed when there is no final report; WriteNotPossibleNow when the review was taken back or called off meanwhile.
 */
export async function closeReview(
  { about, turn, at }: CloseReviewInput,
  deps: Pick<StepDeps, 'store' | 'mailer' | 'portalOrigin'>,
): Promise<CloseReviewResult> {
  const { store } = deps;
  const once = store.readingOnce();
  const whole = await once.needWholeReview(about);
  const { review } = whole;
  if (review.turn !== turn) throw changed(about);
  const [settings, team] = await Promise.all([
    loadSettings(once, review.year, review.programme, review.settingsVersion),
    whoAttended(whole, once),
  ]);
  await countPlaces(team, review, store);
  await writeInParts(store, carryPoints(store, whole, settings.report.framework, at));
  await writeInParts(store, unlistedSurveys(store, whole));
  const letters = team.flatMap((one) => (one.person ? letterTo(one, one.person, review, settings.name, at, deps) : []));
  const begun = await close(whole, letters, store, at);
  for (const [index, letter] of letters.entries()) await sendLetter(about, letter, at, begun[index], deps);
  const progressCheck = progressCheckOf(review);
  return { clock: progressCheck ? { progressCheck } : {} };
}

const progressCheckOf = ({ clock }: Review): ClockEntry | undefined =>
  (clock as Partial<FixedClock> | undefined)?.progressCheck;

/** Those in filled seats who still hold days of this visit: whoever withdrew gave them back. */
async function whoAttended(whole: WholeReview, store: Store): Promise<readonly Attended[]> {
  const { review } = whole;
  const seated = new Set(
    whole.seats.flatMap(({ person, seat, status }) => (status === 'filled' ? [`${seat} ${person}`] : [])),
  );
  const placements = whole.placements.filter(
    ({ person, seat, status }) => ['accepted', 'done'].includes(status) && seated.has(`${seat} ${person}`),
  );
  const attended = await Promise.all(
    placements.map(async (placement): Promise<Attended> => {
      const [first, , last] = visitDays(review.day1 ?? placement.day1);
      const [person, days] = await Promise.all([
        store.person(placement.person),
        store.daysOf(placement.person, first, last),
      ]);
      return {
        placement,
        person,
        days: days.filter((row) => row.about === review.about).length,
      };
    }),
  );
  return attended.filter(({ days }) => days > 0);
}

/** All of a team at once; one by one where another attempt has counted some of them meanwhile. */
async function countPlaces(team: readonly Attended[], review: Review, store: Store): Promise<void> {
  const left = team.filter(({ placement }) => placement.status !== 'done');
  // A transaction takes no row twice, and two of one school would have one ledger.
  const schools = left.flatMap(({ placement: { organisation = INDEPENDENT } }) =>
    organisation === INDEPENDENT ? [] : organisation,
  );
  if (new Set(schools).size === schools.length) {
    const items = left.flatMap((attended) => placeDone(attended, review, store));
    if (items.length === 0 || (items.length <= ROWS_AT_ONCE && (await store.write(items)).written)) return;
  }
  for (const attended of left) await countPlace(attended, review, store);
}

async function countPlace(attended: Attended, review: Review, store: Store): Promise<void> {
  const { about, seat } = attended.placement;
  const written = await store.write(placeDone(attended, review, store));
  // Refused as a whole when the place was counted meanwhile; anything else would have to be looked at.
  if (!written.written && !written.refused.includes(0)) {
    throw new PlaceNotCounted(`The place ${seat} of ${about} could not be counted as done.`);
  }
}

/** The place, the record, the school's ledger and the person's count change together, and only once: from 'accepted'. */
function placeDone({ placement, person, days }: Attended, review: Review, store: Store): readonly WriteItem[] {
  const { rows } = store;
  const { about, turn, seat, kind } = placement;
  return [
    rows.placement
      .patch({ about, turn, seat, person: placement.person })
      .set({ status: 'done' })
      .where(({ status }, { eq }) => eq(status, 'accepted'))
      .commit(),
    rows.cpdRecord
      .upsert({
        person: placement.person,
        about,
        programme: review.programme,
        role: kind,
        day1: placement.day1,
        days,
      })
      .commit(),
    ...ledgerEntries(store, placement, { done: 1 }),
    ...(person ? [rows.person.patch({ person: person.person }).add({ reviewsDone: 1 }).commit()] : []),
  ];
}

/** A place could not be recorded as done, though nobody else had done so. */
export class PlaceNotCounted extends Error {
  override name = 'PlaceNotCounted';
}

async function writeInParts(store: Store, items: readonly WriteItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS_AT_ONCE) {
    await store.write(items.slice(from, from + ROWS_AT_ONCE));
  }
}

/**
 * Closes the review, and writes down the mails that follow.
 *
 * @returns what is handed on to their sending; nothing when the review was closed before, and sending looks for each.
 */
async function close(
  { review, decisions }: WholeReview,
  letters: readonly Letter[],
  store: Store,
  at: string,
): Promise<readonly (Begun | undefined)[]> {
  if (review.stage === 'closed') return [];
  const { about } = review;
  const progressCheck = progressCheckOf(review);
  const mails = await beginLetters(about, letters, at, store);
  const items = [
    store.rows.review
      .patch({ about })
      .set({ stage: 'closed', stages: stagesAfter(review, 'closed', at) })
      .composite({ startsOn: review.startsOn })
      // One that was taken back meanwhile is not over, and the points of a report that was corrected meanwhile are carried anew.
      .where(
        (row, { eq }) =>
          `${eq(row.stage, review.stage)} AND ${eq(row.turn, review.turn)} AND ${eq(row.report, review.report)}`,
      )
      .commit(),
    store.rows.auditEntry
      .upsert({ about, at, entry: 'closed', who: 'workflow', role: 'workflow', what: 'closed the review' })
      .commit(),
    news(store, changeOf(about, at)),
    ...keepAnswerTimes(store, review, decisions),
    ...(progressCheck ? [followUpOn(store, about, londonDate(progressCheck.opens))] : []),
  ];
  const together = await store.write([...items, ...mails.flatMap(({ rows }) => rows)]);
  if (together.written) return mails.map(({ begun }) => begun);
  // A mail was begun by an attempt that did not close the review, or another attempt has closed it.
  const alone = together.refused.includes(0) ? together : await store.write(items);
  if (!alone.written) {
    const now = await store.review(about);
    if (now?.turn !== review.turn || now.stage !== 'closed' || now.status === 'cancelled') throw changed(about);
  }
  return [];
}

const changed = (about: string): WriteNotPossibleNow =>
  new WriteNotPossibleNow(`${about} changed while it was closed.`);

/** As long as every other link. */
const LINK_DAYS = 2 * 365;

function letterTo(
  { placement, days }: Attended,
  person: Person,
  review: Review,
  programme: string,
  at: string,
  deps: Pick<StepDeps, 'store' | 'portalOrigin'>,
): Letter {
  const [first, , last] = visitDays(placement.day1);
  const isLead = placement.kind === 'lead';
  const { row, address } = pageLink(
    {
      page: 'development-record',
      of: person.person,
      reader: { person: person.person, role: placement.kind },
      at,
      days: LINK_DAYS,
    },
    deps,
  );
  return {
    link: row,
    notice: {
      to: addresseeOf(person, placement.kind),
      kind: 'cpd-record',
      subject: `Your record of the review at ${review.hostName}`,
      firstLine: `Thank you for your part in the ${programme} at ${review.hostName}.`,
      paragraphs: [
        'Please keep this mail as a record of your professional development.',
        isLead
          ? 'Its button opens all your reviews and your training so far, with a PDF of them, and what people said of the reviews that you led.'
          : 'Its button opens all your reviews and your training so far, with a PDF of them.',
      ],
      facts: [
        { label: 'Review', value: `${programme} at ${review.hostName}` },
        { label: 'Role', value: isLead ? 'Lead reviewer' : 'Reviewer' },
        { label: 'Dates', value: longDateRange(first, last) },
        { label: 'Days given', value: String(days) },
      ],
      button: { text: 'See your reviews and training', href: address },
      whyYou: 'You get this mail because you were in the team of this review.',
    },
  };
}
