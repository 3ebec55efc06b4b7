import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { dateOf, dayOrNone, longText, readAs, text } from '../forms/fields.tsx';
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
export const timeField = anything.transform((input, context): string => {
  const match = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(typeof input === 'string' ? input.trim() : '');
  if (match) return `${(match[1] ?? '').padStart(2, '0')}:${match[2] ?? ''}`;
  context.addIssue({ code: 'custom', message: 'Enter the time of the call, like 15:30' });
  return z.NEVER;
});

/** The same, or '' where none was typed. */
const timeOrNone = anything.transform((input, context): string => {
  if (typeof input !== 'string' || input.trim() === '') return '';
  const read = timeField.safeParse(input);
  if (read.success) return read.data;
  context.addIssue({ code: 'custom', message: 'Enter the other time of the call, like 15:30, or leave it empty' });
  return z.NEVER;
});

/** The numbers of the other times of a call that a lead may offer. */
const OTHERS = [2, 3] as const;

/** The fields of the pre-review call, in their order. */
export const CALL_FIELDS = [
  'call',
  'call-time',
  'call-2',
  'call-2-time',
  'call-3',
  'call-3-time',
  'call-attendees',
  'call-place',
] as const;

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
  const other = (number: (typeof OTHERS)[number]) => ({
    date: dayOrNone({
      label: `Another date that suits you, if there is one (${number - 1} of 2)`,
      what: 'another date of the pre-review call',
      min: call.from,
      max: call.to,
    }),
    time: readAs(
      text({ label: 'Time', under: `another date, ${number - 1} of 2`, what: 'the time', width: 5, optional: true }),
      () => timeOrNone,
    ),
  });
  const [second, third] = [other(2), other(3)];
  return fieldsOf(
    {
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
      'call-2': second.date,
      'call-2-time': second.time,
      'call-3': third.date,
      'call-3-time': third.time,
      'call-attendees': text({
        label: 'Who takes part?',
        what: 'who takes part in the call',
        hint: "Roles: 'head, deputy head, lead reviewer'.",
        max: SHORT,
      }),
      'call-place': text({
        label: 'How do you talk?',
        what: 'how you talk',
        hint: "Who telephones which number, or where you meet: 'the lead reviewer telephones the school office'.",
        max: SHORT,
        optional: true,
      }),
    },
    (answer) =>
      Object.fromEntries(
        OTHERS.flatMap((number) => {
          const [on, at] = [answer[`call-${number}`], answer[`call-${number}-time`]];
          if ((on === '') === (at === '')) return [];
          return on === ''
            ? [[`call-${number}`, 'Enter the other date of the call, or leave its time empty too']]
            : [[`call-${number}-time`, 'Enter the time of the other date, or leave the date empty too']];
        }),
      ),
  );
}

/** Reads the form of a timetable. */
export function readTimetable(fields: FormFields, dates: TimetableDates): ParsedForm<Timetable> {
  const read = timetableForm(dates).read(fields);
  if (!read.ok) return read;
  const form = read.value;
  const others = OTHERS.map((number) => ({ date: form[`call-${number}`], time: form[`call-${number}-time`] })).filter(
    ({ date }) => date !== '',
  );
  return {
    ok: true,
    value: {
      days: [
        { morning: form['day-1-morning'], afternoon: form['day-1-afternoon'] },
        { morning: form['day-2-morning'], afternoon: form['day-2-afternoon'] },
        { morning: form['day-3-morning'], afternoon: form['day-3-afternoon'] },
      ],
      call: {
        date: form.call,
        time: form['call-time'],
        attendees: form['call-attendees'],
        ...(form['call-place'] !== '' && { place: form['call-place'] }),
        ...(others.length > 0 && { others }),
      },
    },
  };
}

/** The half-days of a timetable as its form's fields: what a timetable has in common with the next year's. */
export const sessionFields = ({ days }: Pick<Timetable, 'days'>): FormFields =>
  Object.fromEntries(
    days.flatMap((one, index) => PARTS_OF_DAY.map((part) => [sessionField(index + 1, part), one[part]])),
  );

/** A timetable as its form's fields. */
export function timetableFields({ days, call }: Timetable): FormFields {
  return {
    ...sessionFields({ days }),
    call: call.date,
    'call-time': call.time,
    'call-attendees': call.attendees,
    ...(call.place !== undefined && { 'call-place': call.place }),
    ...Object.fromEntries(
      (call.others ?? []).flatMap(({ date, time }, index) => [
        [`call-${index + 2}`, date],
        [`call-${index + 2}-time`, time],
      ]),
    ),
  };
}
