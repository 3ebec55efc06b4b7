import { addDays, addWeeks } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays, workingDayAtOrAfter } from '../calendar/working-days.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';

type ClockSettings = Pick<ProgrammeSettings, 'renewal' | 'times'>;

/** By when the central team and the head have answered, and when their silence counts. */
export interface SubscriptionClock {
  readonly admission: { readonly due: string; readonly expires: string };
  readonly agreement: { readonly expires: string };
}

/**
 * The clock of a subscription opened at `openedAt`. A renewal that nobody signs lapses as the year starts (domain.md,
 * stage 1), on the morning of its first working day. A newcomer has `signWeeks` to sign from the last day on which it can be admitted, and so may a member whose
 * renewal was opened late.
 */
export function subscriptionClock(
  openedAt: string,
  kind: 'renewal' | 'newcomer',
  year: Pick<PartnershipYear, 'starts'>,
  { renewal, times }: ClockSettings,
): SubscriptionClock {
  const opened = londonDate(openedAt);
  const admitted = (workingDays: number) => addWorkingDays(opened, workingDays);
  const lastAdmission = admitted(renewal.admissionWorkingDays * renewal.admissionPatience);
  const fair = addWeeks(kind === 'newcomer' ? lastAdmission : opened, renewal.signWeeks);
  return {
    admission: {
      due: londonInstant(admitted(renewal.admissionWorkingDays), times.due),
      expires: londonInstant(lastAdmission, times.due),
    },
    // Whoever did not sign is told at once that it has ended, so it ends when people work.
    agreement: {
      expires: later(londonInstant(workingDayAtOrAfter(year.starts), times.opens), londonInstant(fair, times.due)),
    },
  };
}

/** By when a head who is asked at `askedAt` is told to sign: the day of the last reminder. */
export function signingDue(askedAt: string, { renewal, times }: ClockSettings): string {
  const day = addDays(londonDate(askedAt), renewal.reminderDays.at(-1) ?? renewal.hubManagerAfterDays);
  return londonInstant(workingDayAtOrAfter(day), times.due);
}

/** The later of two dates or of two instants. */
export const later = (a: string, b: string): string => (a > b ? a : b);
