import { Fragment } from 'react';
import * as z from 'zod';
import { addWeeks, dayMonthYear, longDate, longDateRange } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { nearestFirst } from '../../calendar/nearest-weeks.ts';
import { workingDayAtOrAfter } from '../../calendar/working-days.ts';
import { dateFields } from '../../pages/date-fields.ts';
import {
  BulletList,
  DateRangeInput,
  Details,
  type FormFields,
  type FormState,
  Paragraph,
  Subheading,
} from '../../pages/kit.ts';
import { defineQuestion } from '../../questions/define-question.ts';
import type { QuestionMail, QuestionPage, Taken } from '../../questions/question.ts';
import { dueBefore } from '../../questions/review-context.ts';
import type { Store } from '../../store/store.ts';
import { type DateRules, possibleWeeks, windowRules } from '../date-rules.ts';
import { weekInWords } from '../days-in-words.ts';
import { questionFacts } from '../question-facts.ts';
import { readYearAhead, type SchedulingContext, schedulingContext } from '../scheduling-context.ts';
import {
  awayField,
  RANGES_AWAY,
  type RankedWindows,
  readWindows,
  reasonForm,
  weekForm,
  windowField,
} from '../windows-form.ts';

const Answer = z.object({
  windows: z.array(z.string()).readonly(),
  away: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
});
type Answer = z.infer<typeof Answer>;

/** Asks the head to rank the weeks that suit the host, and for the days that are out. */
export const chooseDates = defineQuestion(questionFacts, 'choose-dates', {
  answer: Answer,
  readAhead: readYearAhead,
  async bind(asked, deps) {
    const context = await schedulingContext(asked, deps, 'host');
    const { review, settings, breaks } = context;
    const { scheduling, times } = settings;
    // Counted from the asking, so that what the page says is possible stays possible while the question is open.
    const rules = windowRules(asked.at, context);
    const closes = workingDayAtOrAfter(addWeeks(londonDate(asked.at), scheduling.openWeeks), breaks);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(londonInstant(closes, times.due), asked),
      reminderSettings: settings,
      breaks,
      mail: () => mail(context, asked.turn > 1),
      page: () => page(context, rules),
      read(fields, { at }) {
        const read = readWindows(fields, scheduling.windowsToRank, rules, londonDate(at));
        return read.ok ? { ok: true, taken: chosen(context, read.value, deps.store) } : read;
      },
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: ({ windows }) => `You ranked ${windows.map(weekInWords).join(', then ')}.`,
    };
  },
});

function mail({ review, settings, title, words }: SchedulingContext, isAgain: boolean): QuestionMail {
  return {
    subject: `Please choose ${isAgain ? 'new dates' : 'dates'}: ${title}`,
    firstLine: `Which weeks suit you for the ${settings.name} (${settings.programme}) at ${review.hostName}?`,
    paragraphs: [
      'It takes three school days in a row. Please rank the weeks that suit you, and tell us which days are out.',
      'We then offer you three days. Nothing is fixed before you have agreed to them.',
      questionFacts['choose-dates'].silence,
    ],
    facts: [{ label: 'Our first thought', value: weekInWords(review.week) }],
    button: 'Choose dates',
    whyYou: words.whyLeader,
  };
}

function page(context: SchedulingContext, rules: DateRules): QuestionPage {
  const { settings, title, words } = context;
  const count = settings.scheduling.windowsToRank;
  const weeks = possibleWeeks(rules);
  const [first, last] = [weeks[0], weeks.at(-1)];
  return {
    title: 'Which weeks suit you?',
    caption: title,
    button: 'Send our weeks',
    values: suggestions(nearestFirst(weeks, context.review.week).slice(0, count)),
    binding: true,
    body: (form) => (
      <>
        <Paragraph>
          The {settings.name} ({settings.programme}) takes three school days in a row, in one week. Type any day of each
          week. We have filled in weeks near our first thought; change them as you like.
        </Paragraph>
        {first !== undefined && last !== undefined && (
          <Paragraph>
            Weeks from {longDate(first)} to {longDate(last)} are possible.
          </Paragraph>
        )}
        <Details summary={`When we think your ${words.host} is closed`}>
          <Paragraph>
            No visit can be on these dates or on bank holidays. If they are wrong, reply to our mail.
          </Paragraph>
          <BulletList
            items={context.breaks.map(({ from, to, reason }) =>
              [longDateRange(from, to), reason].filter(Boolean).join(': '),
            )}
          />
        </Details>
        {Array.from({ length: count }, (_, index) => (
          <Fragment key={windowField(index + 1)}>
            {weekForm(index + 1, index === 0 && first !== undefined ? example(first) : undefined).showAll(form)}
          </Fragment>
        ))}
        <Subheading>Dates that are out</Subheading>
        <Paragraph>
          Days in these weeks, or in any other, on which you cannot have us: a trip, exams, a training day. Leave this
          empty if there are none.
        </Paragraph>
        <RangesAway form={form} />
      </>
    ),
  };
}

/** Two ranges are in sight; the others open when somebody needs them, and stand open when they hold something. */
function RangesAway({ form }: { readonly form: FormState }) {
  const ranges = Array.from({ length: RANGES_AWAY }, (_, index) => (
    <RangeAway form={form} number={index + 1} key={awayField(index + 1)} />
  ));
  const isUsed = [
    ...Object.keys(form.errors),
    ...Object.keys(form.values).filter((name) => form.values[name] !== ''),
  ].some((name) => /^away-(reason-)?[3-9]/.test(name));
  return (
    <>
      {ranges.slice(0, 2)}
      <Details summary="More dates that are out" open={isUsed}>
        {ranges.slice(2)}
      </Details>
    </>
  );
}

function RangeAway({ form, number }: { readonly form: FormState; readonly number: number }) {
  return (
    <>
      <DateRangeInput form={form} name={awayField(number)} legend={`Range ${number}`} />
      {reasonForm(number).showAll(form)}
    </>
  );
}

const example = (date: string): string => dayMonthYear(date).replace(/^(\d+) (\w{3})\w* /, '$1 $2 ');

const suggestions = (weeks: readonly string[]): FormFields =>
  Object.assign({}, ...weeks.map((week, index) => dateFields(windowField(index + 1), week)));

function chosen({ review, dates }: SchedulingContext, { windows, away }: RankedWindows, store: Store): Taken<Answer> {
  return {
    answer: { windows, away: away.map(({ from, to, reason }) => ({ from, to, reason: reason ?? '' })) },
    outcome: { outcome: 'chosen' },
    what: 'ranked weeks for the visit',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, windows, away } })
        .commit(),
    ],
    thanks: {
      title: 'Thank you, we have your weeks',
      paragraphs: [
        'We look for three days in them and offer you the best ones by mail.',
        'You can then agree to them or propose others.',
      ],
    },
  };
}
