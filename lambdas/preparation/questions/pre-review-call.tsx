import * as z from 'zod';
import { addDays } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { defineQuestion } from '../../decisions/define-question.ts';
import { clockOf, dueBefore, reviewContext } from '../../decisions/review-context.ts';
import {
  DateInput,
  Details,
  dateField,
  type FormFields,
  type FormState,
  InsetText,
  oneOf,
  parseForm,
  Radios,
  TextArea,
  textField,
  Warning,
} from '../../pages/kit.ts';
import { callInWords, TimetableList, WhatTheHostSent } from '../components.tsx';
import { LONG } from '../longest.ts';
import { Call, keepPreparation, type Preparation, preparationOf, SAVED_MEANWHILE } from '../preparation.ts';
import { questionFacts } from '../question-facts.ts';
import { visitOf } from '../visit.ts';

/** Asks the lead what was agreed in the call with the host. */
export const preReviewCall = defineQuestion(questionFacts, 'pre-review-call', {
  answer: Call,
  async bind(asked, desk) {
    const context = await reviewContext(asked, desk, 'lead');
    const { review, settings } = context;
    const { days, dates } = visitOf(review);
    const before = preparationOf(review);
    const earliest = addDays(londonDate(asked.at), -28);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).call.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      mail: () => ({
        subject: `Your pre-review call with ${review.hostName}`,
        firstLine: `Please hold the pre-review call with ${review.hostName}, and note afterwards what you agreed.`,
        paragraphs: [
          'Talk about what the host wants from the review, who meets whom when, and anything in the timetable that is still open.',
          'Keep this mail: the button is for the time after the call.',
        ],
        facts: [
          { label: 'Visit', value: dates },
          ...(before.timetable ? [{ label: 'Call proposed for', value: callInWords(before.timetable) }] : []),
        ],
        button: 'Note what was agreed',
        whyYou: `You are asked because you are the lead reviewer for ${review.hostName}.`,
      }),
      page: () => ({
        title: 'What was agreed in the pre-review call?',
        caption: `${context.title}, ${dates}`,
        body: (form) => <Body form={form} before={before} days={days} />,
        button: 'Keep this note',
      }),
      read(fields) {
        const form = readCall(fields, { from: earliest, to: days[0] });
        if (!form.ok) return form;
        const call = form.value;
        return {
          ok: true,
          taken: {
            answer: { ...call },
            outcome: { outcome: call.held ? 'held' : 'not-held' },
            what: call.held ? 'noted the pre-review call' : 'noted that there was no pre-review call',
            effects: () => [keepPreparation(desk.store, review, { call })],
            thanks: {
              title: 'Your note is kept',
              paragraphs: ['The team finds it in the pack, which goes out some days before the visit.'],
            },
            conflict: () => SAVED_MEANWHILE,
          },
        };
      },
      silence: () => ({ outcome: { outcome: 'not-recorded' } }),
      said: ({ held }) => (held ? 'The pre-review call was held.' : 'The pre-review call was not held.'),
    };
  },
});

type Read =
  | { readonly ok: true; readonly value: Call }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Reads the note on the call; a date is needed only when there was one. */
export function readCall(fields: FormFields, possible: { readonly from: string; readonly to: string }): Read {
  const held = parseForm(z.object({ held: oneOf(['yes', 'no'], { label: 'whether the call was held' }) }), fields);
  if (!held.ok) return held;
  if (held.value.held === 'no') {
    const why = parseForm(z.object({ notes: textField({ label: 'why there was no call', max: LONG }) }), fields);
    return why.ok ? { ok: true, value: { held: false, notes: why.value.notes } } : why;
  }
  const call = parseForm(
    z.object({
      on: dateField({ label: 'the date of the call', min: possible.from, max: possible.to }),
      notes: textField({ label: 'what was agreed', max: LONG }),
    }),
    fields,
  );
  return call.ok ? { ok: true, value: { held: true, ...call.value } } : call;
}

function Body(props: { readonly form: FormState; readonly before: Preparation; readonly days: readonly string[] }) {
  const { form, before, days } = props;
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
      <Radios
        form={form}
        name="held"
        legend="Was the call held?"
        options={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <DateInput form={form} name="on" legend="If yes, on which day?" hint="For example, 12 1 2027 or 12 Jan 2027" />
      <TextArea
        form={form}
        name="notes"
        label="What was agreed, or why was there no call?"
        hint="Roles, not names; nothing about single pupils. The team reads it."
        rows={6}
        maxLength={LONG}
      />
    </>
  );
}
