import * as z from 'zod';
import { type DateRange, mondayOf } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { aboutToSend, type Begun } from '../mail/send-mail.ts';
import { hostOf } from '../members/lineage.ts';
import { stagesAfter } from '../questions/enter-stage.ts';
import { mailFor, wantedOf } from '../questions/mailer.ts';
import { leftToMorning, type MorningMail } from '../questions/morning-mail.ts';
import type { Notice } from '../questions/question.ts';
import { addresseeOf, breaksOf } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import { breaksAfterYear } from '../settings/after-year.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import { type ReviewClock, reviewClock } from '../settings/review-clock.ts';
import { beginOn } from '../store/agenda.ts';
import { changeOf, news, visitOf } from '../store/news.ts';
import type { Review, Store } from '../store/store.ts';
import { WriteNotPossibleNow } from '../store/store.ts';
import { asRead } from './as-read.ts';
import { datesFixed, datesFixedInHub, fixedAfterYear } from './dates-fixed-mail.ts';
import { datesOf } from './review-dates.ts';

export const FixDatesInput = z.object({
  about: z.string().min(1),
  turn: z.int().min(1),
  at: z.iso.datetime({ offset: true }),
});
export type FixDatesInput = z.infer<typeof FixDatesInput>;

export interface FixDatesResult {
  readonly clock: ReviewClock;
  /** Always so: machines of earlier releases went on themselves where the visit was near. */
  readonly farOff: true;
}

/** Dates were to be fixed that nobody has agreed to. */
export class DatesNotAgreed extends Error {
  override name = 'DatesNotAgreed';
}

/** Dates were to be fixed while people hold other days for the same review. Nobody is moved to days that they were not asked about. */
export class TeamOnOtherDays extends Error {
  override name = 'TeamOnOtherDays';
}

/** In a team, asked to be, or planned for it. */
const IN_TEAM: readonly string[] = ['accepted', 'invited', 'planned'];

interface Fixing {
  readonly input: FixDatesInput;
  readonly review: Review;
  readonly day1: string;
  readonly clock: ReviewClock;
  /** The breaks to reckon with from now on, where the visit is after its year. */
  readonly breaks?: readonly DateRange[];
}

/**
 * Writes the agreed dates and everything that follows from them: week and clock. Thanks the head; the hub
 * manager is told in the morning. The review goes back to sleep until the day its team is due, or the next morning if that has passed. Doing it again
 * changes and sends nothing.
 *
 * @throws DatesNotAgreed when neither the host nor the central team has agreed to dates in this turn; TeamOnOtherDays when a team
 * of other days was not released, as earlier releases left it when a review was taken back to its dates.
 */
export async function fixDates(
  input: FixDatesInput,
  deps: Pick<StepDeps, 'store' | 'mailer'>,
): Promise<FixDatesResult> {
  const { mailer, store } = deps;
  const once = store.readingOnce();
  const { review, placements } = await once.needReviewAtHand(input.about);
  const agreed = datesOf(review, input.turn).agreed;
  if (!agreed) throw new DatesNotAgreed(`Nobody has agreed to dates of ${input.about} in turn ${input.turn}.`);
  if (placements.some(({ status, day1 }) => IN_TEAM.includes(status) && day1 !== agreed.day1)) {
    throw new TeamOnOtherDays(`People hold other days for ${input.about} than those from ${agreed.day1}.`);
  }
  const [settings, year, host, hub] = await Promise.all([
    loadSettings(once, review.year, review.programme, review.settingsVersion),
    loadYear(once, review.year),
    once.needMember(hostOf(review)),
    review.hub === undefined ? undefined : once.hub(review.hub),
    // A guess, in the same request: whoever agreed for the host is mostly its head, who is thanked.
    agreed.person === undefined ? undefined : once.person(agreed.person),
  ]);
  const isAfterYear = agreed.day1 > year.ends;
  const breaks = isAfterYear ? breaksAfterYear(breaksOf(review), year) : breaksOf(review);
  const clock = reviewClock(agreed.day1, settings, breaks);
  const fixed = { review, day1: agreed.day1, clock, settings, turn: input.turn };
  const head = host.head === undefined ? undefined : await once.person(host.head);
  const thanks = head && datesFixed(fixed, addresseeOf(head, 'host', review.hub));
  const fixing: Fixing = { input, review, day1: agreed.day1, clock, ...(isAfterYear && { breaks }) };
  const inMorning = [
    // A head who manages the hub too is told once.
    ...(hub?.manager === undefined || hub.manager === host.head ? [] : [datesFixedInHub(fixed, hub.hub, hub.manager)]),
    ...(isAfterYear ? [fixedAfterYear({ ...fixed, year })] : []),
  ];
  const begun = isFixed(fixing) ? undefined : await write(fixing, thanks, inMorning, store);
  if (thanks) await mailer.send(review.about, thanks, input.at, begun);
  return { clock, farOff: true };
}

/** An attempt before this one may have fixed them, and the review may have been woken since. */
const isFixed = ({ review, day1 }: Fixing): boolean =>
  review.day1 === day1 && review.clock !== undefined && review.stage !== 'scheduling';

/** @returns what is handed on to the sending of the thanks; nothing when an earlier attempt has begun it. */
async function write(
  { input, review, day1, clock, breaks }: Fixing,
  thanks: Notice | undefined,
  inMorning: readonly MorningMail[],
  store: Store,
): Promise<Begun | undefined> {
  const startsOn = later(londonDate(clock.teamComplete.opens), londonDate(input.at));
  const items = [
    store.rows.review
      .patch({ about: review.about })
      .set({
        day1,
        week: mondayOf(day1),
        datesFixedAt: input.at,
        clock,
        ...(breaks && { termBreaks: [...breaks] }),
        stage: 'planned',
        startsOn,
        stages: stagesAfter(review, 'planned', input.at),
      })
      .composite({ year: review.year })
      .where(asRead(review, input.turn))
      .commit(),
    beginOn(store, review.about, startsOn),
    store.rows.auditEntry
      .upsert({
        about: review.about,
        at: input.at,
        entry: `fix-dates.${input.turn}`,
        who: 'workflow',
        role: 'workflow',
        what: `fixed the dates: day 1 is ${day1}`,
      })
      .commit(),
    news(store, changeOf(review.about, input.at)),
    news(store, visitOf(review.about, day1)),
  ];
  const mail = thanks && (await aboutToSend(store, mailFor(review.about, wantedOf(thanks), input.at)));
  const waiting = inMorning.map((one) => leftToMorning(review.about, one, input.at, store));
  const together = await store.write([...items, ...(mail ? [mail.row] : []), ...waiting]);
  if (together.written) return mail?.begun;
  // Where dates of the same turn were fixed before, their mails are there.
  const alone = together.refused.includes(0) ? together : await store.write(items);
  if (!alone.written) throw new WriteNotPossibleNow(`${review.about} changed while its dates were fixed.`);
  return undefined;
}

const later = (a: string, b: string): string => (a > b ? a : b);
