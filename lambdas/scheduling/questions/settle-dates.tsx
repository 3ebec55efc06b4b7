import * as z from 'zod';
import { longDate, mondayOf } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { choice, pick, readAs } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { dateField, type Entry, Paragraph, SummaryList } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { pauseReview } from '../../questions/pause-review.ts';
import type { QuestionMail, QuestionPage, Taken } from '../../questions/question.ts';
import { dueBefore } from '../../questions/review-context.ts';
import { yearTitle } from '../../settings/year-title.ts';
import type { Store, WeekLoad } from '../../store/store.ts';
import { possibleWeeks, rulesAbout, settlingRules, settlingRulesAfterYear } from '../date-rules.ts';
import { wrongFirstDay } from '../day-in-words.ts';
import { daysInWords } from '../days-in-words.ts';
import { questionFacts } from '../question-facts.ts';
import { type SchedulingContext, schedulingContext } from '../scheduling-context.ts';
import { saidSoFar } from '../settling.ts';
import { countsInWords, dayEntries, fullnessFor } from '../week-choices.ts';
import { leavePlace, takePlace, weekLoadsOf, weeksOf } from '../week-places.ts';

/** @param days those that are possible; whoever has no list may type one. */
const formOf = (days: readonly Entry[]) =>
  fieldsOf({
    decision: choice({
      legend: 'What to do',
      what: 'what to do',
      missing: 'Select whether to fix days or leave the review',
      options: [
        { value: 'fix', text: 'Fix the days below', hint: 'The head and the hub manager are told at once.' },
        { value: 'pause', text: 'Leave the review without dates', hint: 'It is paused until you resume it.' },
      ],
    }),
    day1: readAs(
      pick({
        label: 'The three days',
        what: 'the days of the visit',
        hint: 'Under each week stands how many reviews it has, and how many it can hold.',
        unchosen: 'Choose three days',
        options: days,
        inWords: daysInWords, // whoever looks later at what was sent has other days before them
        when: { decision: 'fix' },
      }),
      () => dateField({ label: 'the first day of the visit', missing: 'Select the days of the visit' }),
    ),
  });

const Answer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('fix'), day1: z.string() }),
  z.object({ decision: z.literal('pause') }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the central team to settle dates that were not agreed: to fix three days, or to leave the review for now. */
export const settleDates = defineQuestion(questionFacts, 'settle-dates', {
  answer: Answer,
  async bind(asked, deps) {
    const context = await schedulingContext(asked, deps, 'central-team');
    const { review, settings, breaks } = context;
    const loads = await weekLoadsOf(review, context, deps.store);
    const form = formOf(possibleDays(context, loads, asked.at));
    const due = addWorkingDays(londonDate(asked.at), settings.scheduling.offerAnswerWorkingDays);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(londonInstant(due, settings.times.due), asked),
      reminderSettings: settings,
      breaks,
      mail: () => mail(context, asked.at),
      page: () => page(context, form, asked.at),
      read: readBy(form.read, ({ decision, day1 }, { at }) => {
        if (decision === 'pause') return paused(context, deps.store);
        const wrong = wrongFirstDay(
          day1,
          rulesAbout(day1, settlingRules(at, context), settlingRulesAfterYear(at, context)),
        );
        if (wrong !== undefined) return { errors: { day1: wrong } };
        return settled(context, day1, loads, deps.store);
      }),
      silence: () => ({ outcome: { outcome: 'paused' }, effects: () => pause(context, deps.store) }),
      said: (answer) =>
        answer.decision === 'fix'
          ? `The visit was fixed for ${daysInWords(answer.day1)}.`
          : 'The review was left without dates for now.',
      sent: (answer) => ({
        fields: {
          decision: answer.decision,
          ...(answer.decision === 'fix' && { day1: answer.day1 }),
        },
      }),
    };
  },
});

function mail(context: SchedulingContext, askedAt: string): QuestionMail {
  const { review, title, dates, words } = context;
  return {
    subject: `Please settle the dates: ${title}`,
    firstLine: `No dates are agreed with ${review.hostName}.`,
    paragraphs: [
      `Please call the ${words.leader}, then choose the three days; or leave the review for now.`,
      ...nothingLeft(context, askedAt),
    ],
    facts: saidSoFar(dates),
    button: 'Settle the dates',
    whyYou: 'You are asked because the central team settles what host and network could not agree.',
  };
}

/** What the central team has to know of the year, where it is nearly over for this review. */
function nothingLeft(context: SchedulingContext, askedAt: string): readonly string[] {
  const { year } = context;
  if (possibleWeeks(settlingRules(askedAt, context)).length > 0) return [];
  const after = possibleWeeks(settlingRulesAfterYear(askedAt, context));
  const [first, last] = [after[0], after.at(-1)];
  const title = yearTitle(year);
  return first === undefined || last === undefined
    ? [`No week is left for it in ${title} or soon after. If the host has a review of the next year, cancel this one.`]
    : [
        `No week is left for it in ${title}. It can be in a week from ${longDate(first)} to ${longDate(last)}, and counts for ${title} all the same.`,
      ];
}

/** The days on which the visit can be, in their order, with how full their weeks are. */
function possibleDays(context: SchedulingContext, loads: readonly WeekLoad[], askedAt: string): readonly Entry[] {
  const { about } = context.review;
  const { weekCapacity } = context.settings.scheduling;
  const room = countsInWords(loads, weekCapacity);
  return [settlingRules(askedAt, context), settlingRulesAfterYear(askedAt, context)].flatMap((rules) =>
    dayEntries(rules, fullnessFor(loads, about, weekCapacity), { room, takesFull: true }),
  );
}

function page(context: SchedulingContext, form: ReturnType<typeof formOf>, askedAt: string): QuestionPage {
  const { title, dates } = context;
  return {
    title: 'Which three days is the visit?',
    caption: title,
    button: 'Save',
    binding: true,
    body: (state) => (
      <>
        <SummaryList rows={saidSoFar(dates)} />
        {form.showAll(state)}
        {nothingLeft(context, askedAt).map((sentence) => (
          <Paragraph key={sentence}>{sentence}</Paragraph>
        ))}
        <Paragraph>A week that is full takes the review all the same if you say so.</Paragraph>
      </>
    ),
  };
}

function settled(
  { review, dates, words }: SchedulingContext,
  day1: string,
  loads: readonly WeekLoad[],
  store: Store,
): Taken<Answer> {
  const week = mondayOf(day1);
  const held = weeksOf(loads, review.about);
  return {
    answer: { decision: 'fix', day1 },
    outcome: { outcome: 'agreed' },
    what: 'fixed the dates with the host',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, agreed: { day1, by: 'central-team' } } })
        .commit(),
      ...(held.includes(week) ? [] : [takePlace(store, review, week)]),
      ...held.filter((other) => other !== week).map((other) => leavePlace(store, review, other)),
    ],
    conflict: () => ({ sentence: 'The weeks have changed meanwhile. Look at them again, then save once more.' }),
    thanks: {
      title: 'The dates are fixed',
      paragraphs: [`The visit is on ${daysInWords(day1)}. The ${words.leader} and the hub manager are told.`],
    },
  };
}

/** A place that the review has in a week stays its own until it gets other dates or is cancelled. */
const pause = ({ review }: SchedulingContext, store: Store) => pauseReview(store, review.about);

function paused(context: SchedulingContext, store: Store): Taken<Answer> {
  return {
    answer: { decision: 'pause' },
    outcome: { outcome: 'paused' },
    what: 'left the review without dates',
    effects: () => pause(context, store),
    thanks: {
      title: 'The review is paused',
      paragraphs: ['Nobody is asked anything about it until you resume it. The runbook says how.'],
    },
  };
}
