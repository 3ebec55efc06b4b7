import * as z from 'zod';
import { anything } from '../pages/form-fields.ts';
import { dateField, type FormFields, type ParsedForm, parseForm, textField } from '../pages/kit.ts';
import { MEDIUM, SHORT } from './longest.ts';
import type { Timetable } from './preparation.ts';

export const PARTS_OF_DAY = ['morning', 'afternoon'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** The field of a half-day: 'day-1-morning'. */
export const sessionField = (day: number, part: PartOfDay): string => `day-${day}-${part}`;

/** '9:30', '09.30' and '0930' are '09:30'. */
const timeField = anything.transform((input, context): string => {
  const match = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(typeof input === 'string' ? input.trim() : '');
  if (match) return `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}`;
  context.addIssue({ code: 'custom', message: 'Enter the time of the call, like 15:30' });
  return z.NEVER;
});

/**
 * Reads a timetable.
 *
 * @param call the first and the last day on which the pre-review call can be, as London dates.
 */
export function readTimetable(
  fields: FormFields,
  call: { readonly from: string; readonly to: string },
): ParsedForm<Timetable> {
  const session = (day: number, part: PartOfDay) =>
    textField({ label: `what happens on day ${day} in the ${part}`, max: MEDIUM });
  const schema = z
    .object({
      'day-1-morning': session(1, 'morning'),
      'day-1-afternoon': session(1, 'afternoon'),
      'day-2-morning': session(2, 'morning'),
      'day-2-afternoon': session(2, 'afternoon'),
      'day-3-morning': session(3, 'morning'),
      'day-3-afternoon': session(3, 'afternoon'),
      call: dateField({ label: 'the date of the pre-review call', min: call.from, max: call.to }),
      'call-time': timeField,
      'call-attendees': textField({ label: 'who takes part in the call', max: SHORT }),
    })
    .transform((form) => ({
      days: [
        { morning: form['day-1-morning'], afternoon: form['day-1-afternoon'] },
        { morning: form['day-2-morning'], afternoon: form['day-2-afternoon'] },
        { morning: form['day-3-morning'], afternoon: form['day-3-afternoon'] },
      ],
      call: { date: form.call, time: form['call-time'], attendees: form['call-attendees'] },
    }));
  return parseForm(schema, fields);
}

/** A timetable as its form's fields. */
export function timetableFields({ days, call }: Timetable): FormFields {
  const [year = '', month = '', day = ''] = call.date.split('-');
  return {
    ...Object.fromEntries(
      days.flatMap((one, index) => PARTS_OF_DAY.map((part) => [sessionField(index + 1, part), one[part]])),
    ),
    'call-day': String(Number(day)),
    'call-month': String(Number(month)),
    'call-year': year,
    'call-time': call.time,
    'call-attendees': call.attendees,
  };
}
