import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { dateOf, longText, readAs, text } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { anything } from '../pages/form-fields.ts';
import type { FormFields, ParsedForm } from '../pages/kit.ts';
import type { Timetable } from '../questions/preparation.ts';
import { MEDIUM, SHORT } from './longest.ts';

export const PARTS_OF_DAY = ['morning', 'afternoon'] as const;
type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** The days of a visit. */
export const DAYS = [1, 2, 3] as const;

/** The field of a half-day: 'day-1-morning'. */
export const sessionField = <D extends number>(day: D, part: PartOfDay) => `day-${day}-${part}` as const;

/** '9:30', '09.30' and '0930' are '09:30'. */
const timeField = anything.transform((input, context): string => {
  const match = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(typeof input === 'string' ? input.trim() : '');
  if (match) return `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}`;
  context.addIssue({ code: 'custom', message: 'Enter the time of the call, like 15:30' });
  return z.NEVER;
});

/** The three days of the visit; the first and the last day on which the pre-review call can be, and on which it is wanted. */
export interface TimetableDates {
  readonly days: readonly string[];
  readonly call: { readonly from: string; readonly to: string; readonly wanted: string };
}

/** The form of a timetable: what each half-day is for, then the appointment for the pre-review call. */
export function timetableForm({ days, call }: TimetableDates) {
  const session = (day: (typeof DAYS)[number], part: PartOfDay) =>
    longText({
      label: part === 'morning' ? 'Morning' : 'Afternoon',
      what: `what happens on day ${day} in the ${part}`,
      under: longDate(days[day - 1] ?? ''),
      rows: 4,
      max: MEDIUM,
    });
  return fieldsOf({
    'day-1-morning': session(1, 'morning'),
    'day-1-afternoon': session(1, 'afternoon'),
    'day-2-morning': session(2, 'morning'),
    'day-2-afternoon': session(2, 'afternoon'),
    'day-3-morning': session(3, 'morning'),
    'day-3-afternoon': session(3, 'afternoon'),
    call: dateOf({
      label: 'Date',
      what: 'the date of the pre-review call',
      min: call.from,
      max: call.to,
      sample: call.wanted,
    }),
    'call-time': readAs(
      text({ label: 'Time', what: 'the time', hint: 'For example, 15:30', width: 5, sample: '15:30' }),
      () => timeField,
    ),
    'call-attendees': text({
      label: 'Who takes part?',
      what: 'who takes part in the call',
      hint: "Roles: 'head, deputy head, lead reviewer'.",
      max: SHORT,
    }),
  });
}

/** Reads the form of a timetable. */
export function readTimetable(fields: FormFields, dates: TimetableDates): ParsedForm<Timetable> {
  const read = timetableForm(dates).read(fields);
  if (!read.ok) return read;
  const form = read.value;
  return {
    ok: true,
    value: {
      days: [
        { morning: form['day-1-morning'], afternoon: form['day-1-afternoon'] },
        { morning: form['day-2-morning'], afternoon: form['day-2-afternoon'] },
        { morning: form['day-3-morning'], afternoon: form['day-3-afternoon'] },
      ],
      call: { date: form.call, time: form['call-time'], attendees: form['call-attendees'] },
    },
  };
}

/** The half-days of a timetable as its form's fields: what a timetable has in common with the next year's. */
export const sessionFields = ({ days }: Timetable): FormFields =>
  Object.fromEntries(
    days.flatMap((one, index) => PARTS_OF_DAY.map((part) => [sessionField(index + 1, part), one[part]])),
  );

/** A timetable as its form's fields. */
export function timetableFields({ days, call }: Timetable): FormFields {
  return {
    ...sessionFields({ days, call }),
    call: call.date,
    'call-time': call.time,
    'call-attendees': call.attendees,
  };
}
