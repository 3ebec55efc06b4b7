import * as z from 'zod';
import { addDays } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { choice, dateOf, longText, onlyIf, readAs, text } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { Paragraph } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import {
  CallTime,
  callInWords,
  isToCome,
  keepPreparation,
  preparationOf,
  SAVED_MEANWHILE,
  type Timetable,
  timeInWords,
  withCallAt,
} from '../../questions/preparation.ts';
import type { Taken } from '../../questions/question.ts';
import { clockOf, dueBefore, type ReviewContext, reviewContext } from '../../questions/review-context.ts';
import type { Store } from '../../store/store.ts';
import { type Callers, callAgreed, leadOf, readLeadAhead } from '../call-agreed.ts';
import { TimetableList } from '../components.tsx';
import { LONG } from '../longest.ts';
import { questionFacts } from '../question-facts.ts';
import { type TimetableDates, timeField } from '../timetable-form.ts';
import { tooLate } from '../too-late.ts';
import { visitOf } from '../visit.ts';

/** What the host may answer: yes with one of the times that the lead offers for the call, yes with another one, or no. */
const ANSWERS = ['agree', 'agree-2', 'agree-3', 'other-time', 'change'] as const;
type AnswerName = (typeof ANSWERS)[number];

/** Said of a time of the call that had come and gone before anybody agreed to it. */
const GONE_BY = 'That time has gone by. Choose another time for the call';

/** The times that the lead offers for the call by the answer that takes each, the proposed one first. */
const offered = ({ call }: Timetable): readonly (readonly [AnswerName, CallTime])[] =>
  [{ date: call.date, time: call.time }, ...(call.others ?? [])].flatMap((time, index) => {
    const name = ANSWERS[index];
    return name === undefined ? [] : [[name, time] as const];
  });

/** What an answer takes for the call. A time that is over is nobody's to agree to: the lead and the host find one between them. */
const callOf = (time: CallTime, at: string): string =>
  isToCome(time, at)
    ? `with the pre-review call on ${timeInWords(time)}`
    : 'and settle the time of the pre-review call with the lead reviewer';

/**
 * @param timetable without one the host may say what has to be in it.
 * @param days on which the call can be.
 * @param at the instant of asking: a visit that was moved may have a timetable whose call would have been before.
 */
const formOf = (timetable: Timetable | undefined, days: Omit<TimetableDates['call'], 'wanted'>, at: string) => {
  const options: readonly { readonly value: AnswerName; readonly text: string }[] = timetable
    ? [
        ...offered(timetable)
          .filter(([value, time]) => value === 'agree' || isToCome(time, at))
          .map(([value, time]) => ({
            value,
            text: `Yes, ${value === 'agree' ? 'I agree' : 'but'} ${callOf(time, at)}`,
          })),
        { value: 'other-time', text: 'Yes, but the call has to be at another time, which I write below' },
        { value: 'change', text: 'No, something should be different' },
      ]
    : [
        { value: 'agree', text: 'No, I leave it to the lead reviewer' },
        { value: 'change', text: 'Yes, I write it below' },
      ];
  return fieldsOf({
    answer: choice({
      legend: timetable ? 'Do you agree this timetable?' : 'Is there anything that has to be in it?',
      what: 'whether you agree',
      options,
    }),
    ...onlyIf(timetable !== undefined, {
      'call-on': dateOf({
        label: 'If the call has to be at another time: on which day?',
        what: 'the date of the pre-review call',
        min: days.from,
        max: days.to,
        when: { answer: 'other-time' },
      }),
      'call-time': readAs(
        text({
          label: 'At what time?',
          what: 'the time',
          hint: 'For example, 15:30',
          width: 5,
          when: { answer: 'other-time' },
        }),
        () => timeField,
      ),
    }),
    changes: longText({
      label: timetable ? 'What should be different?' : 'What has to be in it?',
      what: 'what should be different',
      rows: 5,
      max: LONG,
      neededWhen: { answer: 'change' },
    }),
  });
};

const Answer = z.union([
  z.object({ agrees: z.literal(true) }),
  z.object({ agrees: z.literal(false), changes: z.string() }),
  z.object({ agrees: z.literal(false), call: CallTime }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the host whether the timetable suits it. Silence agrees. */
export const agreeTimetable = defineQuestion(questionFacts, 'agree-timetable', {
  answer: Answer,
  readAhead: readLeadAhead,
  async bind(asked, deps) {
    const context = await reviewContext(asked, deps, 'host');
    const { review, settings } = context;
    const words = hostWords(review);
    const { days, dates } = visitOf(review);
    const { timetable, timetableChanges } = preparationOf(review);
    const callers = { host: context.addressee, lead: await leadOf(context, deps.store) };
    const form = formOf(timetable, { from: londonDate(asked.at), to: addDays(days[0], -1) }, asked.at);
    // The lead took the time that the host had wished for, and changed nothing else: both have agreed.
    const isAgreed = asked.round > 1 && timetable !== undefined && timetableChanges === '';
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).call.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      ...(isAgreed && { nothingToAsk: 'the lead reviewer had taken the time that the host wished for' }),
      ...tooLate(asked, context),
      ...(!timetable && {
        ifNothing: 'the timetable stays open until the pre-review call',
      }),
      mail: () => ({
        subject: timetable
          ? `${asked.round > 1 ? 'The timetable was changed, please look again' : 'Please look at the timetable of your visit'}: ${context.title}`
          : `What matters to you on the three days? ${context.title}`,
        firstLine: timetable
          ? `The lead reviewer proposes ${asked.round > 1 ? 'another' : 'a'} timetable for the three days at ${review.hostName}.`
          : `The timetable for the three days at ${review.hostName} is still open.`,
        paragraphs: [
          timetable
            ? 'Please agree it, or say what should be different. Another time for the pre-review call can be chosen there too.'
            : 'Please tell the lead reviewer what has to be in it. You settle the rest in the pre-review call.',
        ],
        facts: [
          { label: 'Visit', value: dates },
          ...(timetable ? [{ label: 'Pre-review call', value: callInWords(timetable) }] : []),
        ],
        button: timetable ? 'See the timetable' : 'Answer',
        whyYou: words.whyLeader,
      }),
      page: () => ({
        title: timetable ? 'Does this timetable suit you?' : 'What should be in the timetable?',
        caption: `${context.title}, ${dates}`,
        body: (state) => (
          <>
            <Proposed timetable={timetable} days={days} />
            {form.showAll(state)}
          </>
        ),
        button: 'Send my answer',
      }),
      read: readBy(form.read, ({ answer, changes, 'call-on': date, 'call-time': time }, { at }) => {
        if (answer === 'change') return changesWanted(deps.store, context, { changes });
        if (answer === 'other-time' && date !== undefined && time !== undefined) {
          const call = { date, time };
          return isToCome(call, at)
            ? changesWanted(deps.store, context, { call })
            : { errors: { 'call-time': GONE_BY } };
        }
        const settled = timetable && withCall(timetable, answer);
        if (answer !== 'agree' && settled && !isToCome(settled.call, at)) return { errors: { answer: GONE_BY } };
        return agreed(deps.store, context, settled, callers, { round: asked.round, at });
      }),
      silence: (at) => {
        const settled = !isAgreed && timetable && withCall(timetable, 'agree');
        return settled && isToCome(settled.call, at)
          ? {
              outcome: { outcome: 'agreed' },
              effects: () => [keepPreparation(deps.store, review, { timetable: settled })],
              notices: () => callAgreed(context, settled, callers, asked.round),
            }
          : { outcome: { outcome: 'agreed' } };
      },
      said: (answer) =>
        answer.agrees
          ? 'The timetable was agreed.'
          : 'call' in answer
            ? 'The timetable was agreed, but for the time of the pre-review call.'
            : 'Changes to the timetable were asked for.',
      sent: (answer) => ({
        fields: answer.agrees
          ? { answer: 'agree' }
          : 'call' in answer
            ? { answer: 'other-time', 'call-on': answer.call.date, 'call-time': answer.call.time }
            : { answer: 'change', changes: answer.changes },
      }),
    };
  },
});

/** The timetable with the time for the call that an answer takes; what else had been offered is settled then. */
function withCall(timetable: Timetable, answer: AnswerName): Timetable {
  const [, taken] = offered(timetable).find(([name]) => name === answer) ?? [];
  return withCallAt(timetable, taken ?? timetable.call);
}

const agreed = (
  store: Store,
  context: ReviewContext,
  timetable: Timetable | undefined,
  callers: Callers,
  { round, at }: { readonly round: number; readonly at: string },
): Taken<Answer> => ({
  answer: { agrees: true },
  outcome: { outcome: 'agreed' },
  what: 'agreed the timetable',
  effects: () => [
    keepPreparation(store, context.review, {
      ...(timetable && { timetable }),
      timetableChanges: '',
      callWished: null,
    }),
  ],
  ...(timetable && isToCome(timetable.call, at) && { notices: () => callAgreed(context, timetable, callers, round) }),
  thanks: {
    title: 'The timetable is agreed',
    paragraphs: [
      ...(timetable
        ? [
            isToCome(timetable.call, at)
              ? `The pre-review call is on ${callInWords(timetable)}. A mail brings it to your calendar and to the lead reviewer’s.`
              : 'The time that was proposed for the pre-review call has gone by. Please settle another one with the lead reviewer.',
          ]
        : []),
      'Everybody gets the timetable with the pack some days before the visit.',
    ],
  },
  conflict: () => SAVED_MEANWHILE,
});

/** @param wanted what should be different, or the time at which the call has to be. */
const changesWanted = (
  store: Store,
  { review }: ReviewContext,
  wanted: { readonly changes: string } | { readonly call: CallTime },
): Taken<Answer> => ({
  answer: { agrees: false, ...wanted },
  outcome: { outcome: 'changes-wanted' },
  what: 'call' in wanted ? 'asked for another time of the pre-review call' : 'asked for changes to the timetable',
  effects: () => [
    keepPreparation(
      store,
      review,
      'call' in wanted
        ? {
            timetableChanges: `The pre-review call on ${timeInWords(wanted.call)}. All else suits us.`,
            callWished: wanted.call,
          }
        : { timetableChanges: wanted.changes, callWished: null },
    ),
  ],
  thanks: {
    title: 'The lead reviewer sees what you wrote',
    paragraphs: ['What is still open then, you settle with the lead reviewer in the pre-review call.'],
  },
  conflict: () => SAVED_MEANWHILE,
});

function Proposed({
  timetable,
  days,
}: {
  readonly timetable: Timetable | undefined;
  readonly days: readonly string[];
}) {
  return timetable ? (
    <TimetableList timetable={timetable} days={days} />
  ) : (
    <Paragraph>The lead reviewer has not sent a timetable yet.</Paragraph>
  );
}
