import { addDays, longDate, longDateRange } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { type LastReview, lastReviewOf, readLastReviewAhead } from '../../documents/last-review.ts';
import { WhatTheLastReviewLeft } from '../../documents/last-review-view.tsx';
import { Details, type FormState, InsetText, Paragraph } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import {
  callInWords,
  isToCome,
  keepPreparation,
  type Preparation,
  preparationOf,
  SAVED_MEANWHILE,
  sameTime,
  Timetable,
  withCallAt,
} from '../../questions/preparation.ts';
import type { FormPart } from '../../questions/question.ts';
import { clockOf, dueBefore, reviewContext } from '../../questions/review-context.ts';
import { callAgreed, hostLeaderOf } from '../call-agreed.ts';
import { WhatTheHostSent } from '../components.tsx';
import { questionFacts } from '../question-facts.ts';
import standardDays from '../standard-days.json' with { type: 'json' };
import {
  CALL_FIELDS,
  DAYS,
  PARTS_OF_DAY,
  readTimetable,
  sessionField,
  sessionFields,
  type TimetableDates,
  timetableFields,
  timetableForm,
} from '../timetable-form.ts';
import { tooLate } from '../too-late.ts';
import { visitOf } from '../visit.ts';

/** Asks the lead for the timetable of the three days and the appointment for the pre-review call. */
export const proposeTimetable = defineQuestion(questionFacts, 'propose-timetable', {
  answer: anyAnswer,
  readAhead: readLastReviewAhead,
  async bind(asked, deps) {
    const { review: ofThis } = await deps.store.needReviewAtHand(asked.about);
    const [context, last] = await Promise.all([
      reviewContext(asked, deps, 'lead'),
      lastReviewOf(deps.store, ofThis, 'team'),
    ]);
    const { review, settings } = context;
    const { days, dates } = visitOf(review);
    const again = asked.round > 1;
    const kept = preparationOf(review);
    // What the host wished of a visit that was moved since is not what it wishes of this one.
    const before: Preparation = again ? kept : { ...kept, callWished: null };
    const host = before.callWished ? await hostLeaderOf(context, deps.store) : undefined;
    const lastYears = before.timetable ? undefined : last && preparationOf({ preparation: last.preparation }).timetable;
    const from = whereFrom(before, lastYears);
    const { timetable, call } = clockOf(context);
    const [noCallBefore, to] = [londonDate(asked.at), addDays(days[0], -1)];
    const wanted = addWorkingDays(londonDate(call.due), -1);
    // Of a timetable that is asked late the call can be no sooner than now. Dates are text, and sort as time does.
    const [, noSooner = wanted] = [wanted, noCallBefore].toSorted();
    const possible = { days, call: { from: noCallBefore, to, wanted: noSooner } };
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(timetable.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      ...tooLate(asked, context),
      mail: () => ({
        subject: again
          ? `Please change the timetable: ${context.title}`
          : `Please propose the timetable: ${context.title}`,
        firstLine: again
          ? `${review.hostName} would like the timetable of the visit changed.`
          : `Please propose how the three days at ${review.hostName} should run.`,
        paragraphs: [
          'A few lines for each morning and afternoon are enough. Propose a date and time for the pre-review call too.',
          'The host sees it next and agrees it or asks for changes. What the host has sent about itself is on the same page.',
        ],
        facts: [{ label: 'Visit', value: dates }],
        button: again ? 'Change the timetable' : 'Propose the timetable',
        whyYou: `You are asked because you are the lead reviewer for ${review.hostName}.`,
      }),
      page: () => ({
        title: 'How should the three days run?',
        caption: `${context.title}, ${dates}`,
        longForm: true,
        binding: true,
        opening: <Opening before={before} last={last} from={from} />,
        beginsWith: before.timetable
          ? 'the timetable as it was sent'
          : lastYears
            ? 'last year’s timetable'
            : 'a standard review',
        parts: partsOf(possible, before, from),
        body: (form) => timetableForm(possible).showAll(form),
        button: 'Send to the host',
        ...(before.timetable && { values: valuesStill(wished(before.timetable, before), possible) }),
        ...(!before.timetable && { values: sessionFields(lastYears ?? { days: standardDays[review.hostKind] }) }),
      }),
      read: readBy(
        (fields) => readTimetable(fields, possible),
        (timetable, { at }) => {
          const agreed =
            takesWish(timetable, before) && isToCome(timetable.call, at)
              ? withCallAt(timetable, timetable.call)
              : undefined;
          return {
            answer: { ...timetable },
            outcome: { outcome: 'proposed' },
            what: 'proposed the timetable',
            ...(agreed
              ? {
                  effects: () => [
                    keepPreparation(deps.store, review, { timetable: agreed, timetableChanges: '', callWished: null }),
                  ],
                  notices: () => callAgreed(context, agreed, { host, lead: context.addressee }, asked.round),
                  thanks: {
                    title: 'The timetable is agreed',
                    paragraphs: [
                      `The host had wished for this time, so the pre-review call is on ${callInWords(agreed)}. A mail brings it to your calendar and to the head’s.`,
                    ],
                  },
                }
              : {
                  effects: () => [keepPreparation(deps.store, review, { timetable })],
                  thanks: {
                    title: 'The timetable is with the host',
                    paragraphs: [
                      `You hear from us if the host asks for changes. Without an answer of its own the timetable counts as agreed.`,
                    ],
                  },
                }),
            conflict: () => SAVED_MEANWHILE,
          };
        },
      ),
      silence: () => ({ outcome: { outcome: 'missing' } }),
      said: () => `A timetable was proposed for ${longDateRange(days[0], days[2])}.`,
      sent(answer) {
        const kept = Timetable.safeParse(answer);
        return kept.success ? { fields: timetableFields(kept.data) } : undefined;
      },
    };
  },
});

/** With what the half-days begin, in words; nothing where they were sent before. */
function whereFrom(before: Preparation, lastYears: Timetable | undefined): string | undefined {
  if (before.timetable) return undefined;
  return lastYears
    ? 'The half-days are from last year’s timetable. Please change what is different this year.'
    : 'The half-days are those of a standard review: there is no timetable of last year. Please change what is different here.';
}

/** The timetable with the time that the host wished for its call, where it did; no other one is offered beside it then. */
const wished = (timetable: Timetable, { callWished }: Preparation): Timetable =>
  callWished ? withCallAt(timetable, callWished) : timetable;

/** Whether a timetable takes the time that the host wished for the call, and leaves all else as the host had agreed it. */
const takesWish = (timetable: Timetable, { timetable: before, callWished }: Preparation): boolean =>
  before !== undefined &&
  !!callWished &&
  sameTime(timetable.call, callWished) &&
  timetable.call.attendees === before.call.attendees &&
  timetable.call.place === before.call.place &&
  JSON.stringify(timetable.days) === JSON.stringify(before.days);

/** Of a visit that has moved the half-days are as they were, and the call is on another day than it could be then. */
const valuesStill = (timetable: Timetable, { call }: TimetableDates) =>
  timetable.call.date < call.from || timetable.call.date > call.to
    ? sessionFields(timetable)
    : timetableFields(timetable);

/** What a lead has to know before the first part. */
function Opening(props: {
  readonly before: Preparation;
  readonly last: LastReview | undefined;
  readonly from: string | undefined;
}) {
  const { before, last, from } = props;
  return (
    <>
      {before.timetable && before.timetableChanges && (
        <>
          <Paragraph>The host would like this to be different:</Paragraph>
          <InsetText>{before.timetableChanges}</InsetText>
        </>
      )}
      {from && <InsetText>{from}</InsetText>}
      <WhatTheLastReviewLeft last={last} reader="team" />
      <Details summary="What the host has sent">
        <WhatTheHostSent preparation={before} />
      </Details>
    </>
  );
}

/** A part for each day, then the call. */
function partsOf(possible: TimetableDates, before: Preparation, from: string | undefined): readonly FormPart[] {
  const form = timetableForm(possible);
  const sent = (
    <Details summary="What the host has sent">
      <WhatTheHostSent preparation={before} />
    </Details>
  );
  return [
    ...DAYS.map((day) => ({
      name: `day-${day}`,
      title: `Day ${day}: ${longDate(possible.days[day - 1] ?? '')}`,
      body: (state: FormState) => (
        <>
          {from && <InsetText>{from}</InsetText>}
          {sent}
          {form.show(
            PARTS_OF_DAY.map((part) => sessionField(day, part)),
            state,
          )}
        </>
      ),
    })),
    {
      name: 'call',
      title: 'Pre-review call',
      body: (state) => form.show(CALL_FIELDS, state),
    },
  ];
}
