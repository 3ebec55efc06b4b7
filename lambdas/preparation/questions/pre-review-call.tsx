import { DAILY_ROUND } from '../../calendar/daily-round.ts';
import { addDays } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { workingDayAtOrAfter } from '../../calendar/working-days.ts';
import { choice, dateOf, longText, YES_OR_NO } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { Details, type FormFields, InsetText, Warning } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import {
  Call,
  callInWords,
  keepPreparation,
  type Preparation,
  preparationOf,
  SAVED_MEANWHILE,
} from '../../questions/preparation.ts';
import type { Asked } from '../../questions/question.ts';
import { clockOf, dueBefore, reviewContext } from '../../questions/review-context.ts';
import { TimetableList, WhatTheHostSent } from '../components.tsx';
import { LONG } from '../longest.ts';
import { questionFacts } from '../question-facts.ts';
import { tooLate } from '../too-late.ts';
import { visitOf } from '../visit.ts';

/**
 * @param asked the London date of asking: the call was in the four weeks before it, or since.
 * @param to the last London date on which it can have been.
 * @param held what was sent: the same words are asked for in either case, and go by another name in each.
 */
const formOf = (asked: string, to: string, held: 'yes' | 'no') =>
  fieldsOf({
    held: choice({ legend: 'Was the call held?', what: 'whether the call was held', options: YES_OR_NO }),
    on: dateOf({
      label: 'If yes, on which day?',
      what: 'the date of the call',
      min: addDays(asked, -28),
      max: to,
      sample: asked < to ? asked : to,
      when: { held: 'yes' },
    }),
    notes: longText({
      label: 'What was agreed, or why was there no call?',
      what: held === 'no' ? 'why there was no call' : 'what was agreed',
      hint: 'Roles, not names; nothing about single pupils. The team reads it.',
      rows: 6,
      max: LONG,
      when: { held },
    }),
  });

/** Asks the lead what was agreed in the call with the host. */
export const preReviewCall = defineQuestion(questionFacts, 'pre-review-call', {
  answer: Call,
  async bind(asked, deps) {
    const context = await reviewContext(asked, deps, 'lead');
    const { review, settings } = context;
    const { days, dates } = visitOf(review);
    const before = preparationOf(review);
    const form = ({ held }: FormFields) => formOf(londonDate(asked.at), days[0], held === 'no' ? held : 'yes');
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      ...onItsDay(before.timetable?.call.date, dueBefore(clockOf(context).call.due, asked), asked),
      reminderSettings: settings,
      breaks: context.breaks,
      ...tooLate(asked, context),
      mail: () => ({
        subject: `Your pre-review call with ${review.hostName}`,
        firstLine: before.timetable
          ? `Your pre-review call with ${review.hostName} is on ${callInWords(before.timetable)}. Please note afterwards what you agreed.`
          : `Please hold the pre-review call with ${review.hostName}, and note afterwards what you agreed.`,
        paragraphs: [
          'Talk about what the host wants from the review, who meets whom when, and anything in the timetable that is still open.',
          'Keep this mail: the button is for the time after the call.',
        ],
        facts: [
          { label: 'Visit', value: dates },
          ...(before.timetable ? [{ label: 'Call', value: callInWords(before.timetable) }] : []),
          ...(before.timetable?.call.place ? [{ label: 'How', value: before.timetable.call.place }] : []),
        ],
        button: 'Note what was agreed',
        whyYou: `You are asked because you are the lead reviewer for ${review.hostName}.`,
      }),
      page: () => ({
        title: 'What was agreed in the pre-review call?',
        caption: `${context.title}, ${dates}`,
        body: (state) => (
          <>
            <Before before={before} days={days} />
            {form(state.values).showAll(state)}
          </>
        ),
        button: 'Keep this note',
      }),
      read: readBy(
        (fields) => form(fields).read(fields),
        ({ held, on, notes }) => {
          const call: Call = held === 'yes' ? { held: true, on, notes } : { held: false, notes };
          return {
            answer: { ...call },
            outcome: { outcome: call.held ? 'held' : 'not-held' },
            what: call.held ? 'noted the pre-review call' : 'noted that there was no pre-review call',
            effects: () => [keepPreparation(deps.store, review, { call })],
            thanks: {
              title: 'Your note is kept',
              paragraphs: ['The team finds it in the pack, which goes out some days before the visit.'],
            },
            conflict: () => SAVED_MEANWHILE,
          };
        },
      ),
      silence: () => ({ outcome: { outcome: 'not-recorded' } }),
      said: ({ held }) => (held ? 'The pre-review call was held.' : 'The pre-review call was not held.'),
      sent: ({ held, on, notes }) => ({
        fields: { held: held ? 'yes' : 'no', ...(on !== undefined && { on }), notes },
      }),
    };
  },
});

/** Hours from the morning on which a question is heard of until it may end. */
const LEAST_HOURS = 10;

/**
 * The question comes on the morning of the call, and is due by the end of that day at the soonest. A call later than the workflow waits
 * for, as timetables of earlier releases may have one, is asked about at once: the pack must not wait for it.
 */
function onItsDay(
  day: string | undefined,
  dueAt: string,
  { expiresAt }: Pick<Asked, 'expiresAt'>,
): { readonly dueAt: string; readonly heardOn?: string } {
  if (day === undefined) return { dueAt };
  const morning = Date.parse(londonInstant(workingDayAtOrAfter(day), DAILY_ROUND));
  if (morning + LEAST_HOURS * 3_600_000 > Date.parse(expiresAt)) return { dueAt };
  const evening = londonInstant(day, '18:00');
  return { dueAt: dueAt > evening ? dueAt : evening < expiresAt ? evening : expiresAt, heardOn: day };
}

/** What the lead goes by in the call. */
function Before({ before, days }: { readonly before: Preparation; readonly days: readonly string[] }) {
  return (
    <>
      {before.timetableChanges && (
        <>
          <Warning>The host asked for changes to the timetable:</Warning>
          <InsetText>{before.timetableChanges}</InsetText>
        </>
      )}
      {before.timetable && (
        <Details summary="The timetable">
          <TimetableList timetable={before.timetable} days={days} />
        </Details>
      )}
      <Details summary="What the host has sent">
        <WhatTheHostSent preparation={before} />
      </Details>
    </>
  );
}
