import { addDays, dayMonthYear } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { WrongArguments } from '../play/arguments.ts';
import { PLAYED_YEAR, playStart } from '../play/play.ts';

/** The partnership years that are played, the first one first: '2026', '2027'. */
export const rehearsedYears = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => String(Number(PLAYED_YEAR) + number));

/** The year whose members are asked to renew for the first one that is played. */
export const YEAR_BEFORE = String(Number(PLAYED_YEAR) - 1);

/**
 * The end of a rehearsal, milliseconds since the epoch. The last visits of a year are in July, and the summer holidays count for
 * nothing: by the end of October their reports are agreed, and the reviews of the winter before have been followed up.
 *
 * @throws WrongArguments where that is before it begins
 */
export function endOfRehearsal(years: readonly string[], until: string | undefined): number {
  const begins = londonDate(playStart().toISOString());
  if (until !== undefined && until < begins) {
    throw new WrongArguments(
      `--until is ${until}, before the play begins on ${dayMonthYear(begins)}: name a later day.`,
    );
  }
  const last = until ?? `${Number(years.at(-1)) + 1}-10-31`;
  return Date.parse(londonInstant(addDays(last, 1), '00:00'));
}
