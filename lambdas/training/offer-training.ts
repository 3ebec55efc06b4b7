import * as z from 'zod';
import { addWeeks } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { PROGRAMMES, type Programme } from '../programmes/programmes.ts';
import { noMailOf } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import { loadSettings, loadYear, SettingsMissing } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { NotInTable, type Person, type Store } from '../store/store.ts';
import { pageOfPool } from '../store/term-plan-reads.ts';
import { bookingsOfPerson } from '../store/training-reads.ts';
import { bookingName, readBookingName } from './booking-name.ts';
import { programmesRunningOut } from './in-date.ts';
import { bookTraining } from './questions/book-training.tsx';

export const OfferTrainingInput = z.object({
  about: z.string(),
  year: z.string(),
  term: z.string(),
  at: z.iso.datetime({ offset: true }),
  /** By when the round's own questions are answered: nobody has less time than that to book. */
  expiresAt: z.iso.datetime({ offset: true }),
  /** The last person of the page before; null for the first page. */
  after: z.string().nullable(),
});
export type OfferTrainingInput = z.infer<typeof OfferTrainingInput>;

/** People looked at in one call: a few requests and at most one mail each. */
const PAGE = 40;

/** What the whole page is judged by. */
interface Horizon {
  /** The day until which a training has to hold. */
  readonly day: string;
  readonly expiresAt: string;
  readonly programmes: readonly Programme[];
}

/**
 * Asks a page of the reviewers' pool to book a training: whoever has none that is in date until some weeks after the end of the
 * term, and has no place at a session yet. Nobody is asked who is still asked, for this term or an earlier one, so the step may
 * run any number of times. Whoever no mail reaches is left out: the central team has been told of them.
 *
 * @returns the last person of the page, or null when there is none after it.
 */
export async function offerTraining(
  input: OfferTrainingInput,
  deps: Pick<StepDeps, 'store' | 'ask'>,
): Promise<{ readonly next: string | null }> {
  const { store } = deps;
  const [horizon, page] = await Promise.all([
    horizonOf(store, input),
    pageOfPool(store, 'reviewers', input.after ?? '', PAGE),
  ]);
  for (const person of page) {
    if (person.left || noMailOf(person)) continue;
    for (const programme of programmesRunningOut(person, horizon.programmes, horizon.day)) {
      if (await isSeenTo(store, person, programme, input)) continue;
      const { year, term, at } = input;
      const about = bookingName({ year, term, programme, person: person.person });
      const asked = { question: bookTraining.name, about, turn: 1, round: 1, subject: person.person };
      await deps.ask(bookTraining, { ...asked, person: person.person, at, expiresAt: horizon.expiresAt });
    }
  }
  return { next: page.length < PAGE ? null : (page.at(-1)?.person ?? null) };
}

/** @throws NotInTable for a term that the year does not have. */
async function horizonOf(store: Store, { year, term: name, expiresAt }: OfferTrainingInput): Promise<Horizon> {
  const { terms } = await loadYear(store, year);
  const term = terms.find((one) => one.term === name);
  if (!term) throw new NotInTable(`term of the year ${year}`, name);
  const known = await Promise.all(PROGRAMMES.map((programme) => settingsOf(store, year, programme)));
  const [first] = known.flatMap((settings) => settings ?? []);
  if (!first) throw new NotInTable('settings of the year', year);
  // Where programmes are planned together, those of the QAR count.
  const closes = londonInstant(term.to, first.times.due);
  return {
    day: addWeeks(term.to, first.training.tellWeeksAhead),
    expiresAt: closes > expiresAt ? closes : expiresAt,
    programmes: PROGRAMMES.filter((_, index) => known[index] !== undefined),
  };
}

async function settingsOf(store: Store, year: string, programme: Programme): Promise<ProgrammeSettings | undefined> {
  try {
    return await loadSettings(store, year, programme);
  } catch (error) {
    if (error instanceof SettingsMissing) return undefined;
    throw error;
  }
}

/** Whether they have a place already, or a link by which they can take one. */
async function isSeenTo(
  store: Store,
  { person }: Person,
  programme: Programme,
  { at }: OfferTrainingInput,
): Promise<boolean> {
  const bookings = await bookingsOfPerson(store, person, londonDate(at));
  if (bookings.some((one) => one.programme === programme && one.status === 'booked')) return true;
  const open = await store.openDecisionsOf(person);
  return open.some(
    (one) =>
      one.status === 'open' &&
      one.question === bookTraining.name &&
      one.expiresAt > at &&
      readBookingName(one.about).programme === programme,
  );
}
