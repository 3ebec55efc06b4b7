import * as z from 'zod';
import { daysBetween, mondayOf } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { stagesAfter } from '../decisions/enter-stage.ts';
import { addresseeOf, breaksOf } from '../decisions/review-context.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { type ReviewClock, reviewClock } from '../settings/review-clock.ts';
import { beginOn } from '../store/agenda.ts';
import { changeOf, news, visitOf } from '../store/news.ts';
import type { Review, Store, WholeReview } from '../store/store.ts';
import { WriteNotPossibleNow } from '../store/store.ts';
import type { StepDesk } from '../wiring/desk.ts';
import { datesFixed } from './dates-fixed-mail.ts';
import { datesOf } from './review-dates.ts';

export const FixDatesInput = z.object({
  about: z.string().min(1),
  turn: z.int().min(1),
  at: z.iso.datetime({ offset: true }),
});
export type FixDatesInput = z.infer<typeof FixDatesInput>;

export interface FixDatesResult {
  readonly clock: ReviewClock;
  /** The visit is so far off that the execution ends; the morning round takes the review up when its team is due. */
  readonly farOff: boolean;
}

/** Dates were to be fixed that nobody has agreed to. */
export class DatesNotAgreed extends Error {
  override name = 'DatesNotAgreed';
}

interface Fixing {
  readonly input: FixDatesInput;
  readonly review: Review;
  readonly day1: string;
  readonly clock: ReviewClock;
  readonly farOff: boolean;
}

/**
 * Writes the agreed dates and everything that follows from them: week and clock. Thanks the head and tells the hub
 * manager. A review whose visit is far off goes back to sleep until the day its team is due. Doing it again changes and
 * sends nothing.
 *
 * @throws DatesNotAgreed when neither the host nor the central team has agreed to dates in this turn.
 */
export async function fixDates(
  input: FixDatesInput,
  desk: Pick<StepDesk, 'store' | 'mailer'>,
): Promise<FixDatesResult> {
  const { store } = desk;
  const whole = await store.needWholeReview(input.about);
  const { review } = whole;
  const agreed = datesOf(review, input.turn).agreed;
  if (!agreed) throw new DatesNotAgreed(`Nobody has agreed to dates of ${input.about} in turn ${input.turn}.`);
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  const clock = reviewClock(agreed.day1, settings, breaksOf(review));
  const farOff = isFarOff(agreed.day1, clock, whole, input, settings);
  const fixing: Fixing = { input, review, day1: agreed.day1, clock, farOff };
  if (!isFixed(fixing)) await write(fixing, store);
  await tellPeople(fixing, settings, desk);
  return { clock, farOff };
}

/**
 * Counted from the day this turn's execution began to ask, because that is what an execution's year counts from. There
 * is nothing to sleep for once the team is due.
 */
function isFarOff(
  day1: string,
  clock: ReviewClock,
  whole: WholeReview,
  { turn, at }: FixDatesInput,
  { scheduling }: ProgrammeSettings,
): boolean {
  const asked = whole.decisions.find((row) => row.question === 'choose-dates' && row.turn === turn)?.askedAt ?? at;
  const weeksOff = daysBetween(londonDate(asked), day1) / 7;
  return weeksOff > scheduling.farOffWeeks && londonDate(clock.teamComplete.opens) > londonDate(at);
}

const isFixed = ({ review, day1, farOff }: Fixing): boolean =>
  review.day1 === day1 && review.clock !== undefined && (review.stage === 'planned') === farOff;

async function write({ input, review, day1, clock, farOff }: Fixing, store: Store): Promise<void> {
  const asleep = farOff ? ({ stage: 'planned', startsOn: londonDate(clock.teamComplete.opens) } as const) : {};
  const written = await store.write([
    store.rows.review
      .patch({ about: review.about })
      .set({
        day1,
        week: mondayOf(day1),
        datesFixedAt: input.at,
        clock,
        ...asleep,
        ...(farOff && { stages: stagesAfter(review, 'planned', input.at) }),
      })
      .composite({ year: review.year })
      .where(({ turn }, { eq }) => eq(turn, input.turn))
      .commit(),
    ...(farOff ? [beginOn(store, review.about, londonDate(clock.teamComplete.opens))] : []),
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
  ]);
  if (!written.written) throw new WriteNotPossibleNow(`${review.about} changed while its dates were fixed.`);
}

async function tellPeople(
  { input, review, day1, clock }: Fixing,
  settings: ProgrammeSettings,
  { store, mailer }: Pick<StepDesk, 'store' | 'mailer'>,
): Promise<void> {
  const once = store.readingOnce();
  const [{ head }, hub] = await Promise.all([
    once.needMember(review.host),
    review.hub ? once.hub(review.hub) : undefined,
  ]);
  const people = await store.people([head, hub?.manager].filter((id) => id !== undefined));
  for (const person of people) {
    const role = person.person === head ? 'host' : 'hub-manager';
    const to = addresseeOf(person, role, review.hub);
    await mailer.send(review.about, datesFixed({ review, day1, clock, settings, turn: input.turn }, to), input.at);
  }
}
