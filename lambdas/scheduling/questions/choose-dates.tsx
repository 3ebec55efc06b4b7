import { Fragment } from 'react';
import * as z from 'zod';
import { addWeeks, longDateRange } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { nearestFirst } from '../../calendar/nearest-weeks.ts';
import { workingDayAtOrAfter } from '../../calendar/working-days.ts';
import { BulletList, Details, type FormState, Paragraph, Subheading, TwoDays } from '../../pages/kit.ts';
import { defineQuestion } from '../../questions/define-question.ts';
import type { QuestionMail, QuestionPage, Taken } from '../../questions/question.ts';
import { dueBefore } from '../../questions/review-context.ts';
import { yearTitle } from '../../settings/year-title.ts';
import type { Store } from '../../store/store.ts';
import { type DateRules, possibleWeeks, windowRules } from '../date-rules.ts';
import { weekInWords } from '../days-in-words.ts';
import { questionFacts } from '../question-facts.ts';
import { readYearAhead, type SchedulingContext, schedulingContext } from '../scheduling-context.ts';
import { fullnessFor, NOT_FULL, roomInWords, type WeekRoom, weekEntries } from '../week-choices.ts';
import { weekLoadsOf } from '../week-places.ts';
import {
  awayField,
  fieldsOfWindows,
  noneForm,
  RANGES_AWAY,
  type RankedWindows,
  rangeForm,
  readWindows,
  reasonForm,
  weekForm,
  weeksToRank,
  windowField,
} from '../windows-form.ts';

const Answer = z.object({
  windows: z.array(z.string()).readonly(),
  away: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string() })),
  /** None of the few weeks that were left is possible. Answers of earlier releases could not say so. */
  none: z.literal(true).exactOptional(),
});
type Answer = z.infer<typeof Answer>;

/** Asks the head to rank the weeks that suit the host, and for the days that are out. */
export const chooseDates = defineQuestion(questionFacts, 'choose-dates', {
  answer: Answer,
  readAhead: readYearAhead,
  readsReviewAlone: true,
  async bind(asked, deps) {
    const context = await schedulingContext(asked, deps, 'host');
    const { review, settings, breaks } = context;
    const { scheduling, times } = settings;
    // Counted from the asking, so that what the page says is possible stays possible while the question is open.
    const rules = windowRules(asked.at, context);
    const fullness = await fullnessOf(context, rules, deps.store);
    const closes = workingDayAtOrAfter(addWeeks(londonDate(asked.at), scheduling.openWeeks), breaks);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(londonInstant(closes, times.due), asked),
      reminderSettings: settings,
      breaks,
      mail: () => mail(context, rules, asked.turn > 1),
      page: () => page(context, rules, fullness),
      read(fields, { at }) {
        const read = readWindows(fields, { count: scheduling.windowsToRank, rules, ...fullness }, londonDate(at));
        return read.ok ? { ok: true, taken: chosen(context, read.value, rules, deps.store) } : read;
      },
      silence: () => ({ outcome: { outcome: 'silence' } }),
      ...(possibleWeeks(rules).length === 0 && { nothingToAsk: 'there is nothing to choose from' }),
      said: ({ windows, none }) =>
        none
          ? 'You said that none of the weeks that were left is possible.'
          : `You ranked ${windows.map(weekInWords).join(', then ')}.`,
      sent: (answer) => ({ fields: fieldsOfWindows(answer) }),
    };
  },
});

/**
 * How full the weeks are now. Whoever has ranked a week keeps it, and where fewer weeks have room than are to be ranked, full ones may
 * be ranked too, and still say that they are full: a place may come free until the days are offered.
 */
async function fullnessOf(context: SchedulingContext, rules: DateRules, store: Store): Promise<WeekRoom> {
  const { dates, decision, review, settings } = context;
  if (decision !== undefined && decision.status !== 'open') return NOT_FULL;
  const { weekCapacity, windowsToRank } = settings.scheduling;
  const known = fullnessFor(await weekLoadsOf(review, context, store), review.about, weekCapacity);
  const isFull = (week: string) => known.isFull(week) && !dates.windows.includes(week);
  const free = possibleWeeks(rules).filter((week) => !isFull(week));
  return free.length < windowsToRank ? { ...NOT_FULL, room: roomInWords({ ...known, isFull }) } : { ...known, isFull };
}

function mail(context: SchedulingContext, rules: DateRules, isAgain: boolean): QuestionMail {
  const { review, settings, title, words } = context;
  return {
    subject: `Please choose ${isAgain ? 'new dates' : 'dates'}: ${title}`,
    firstLine: `Which weeks suit you for the ${settings.name} (${settings.programme}) at ${review.hostName}?`,
    paragraphs: [
      'It takes three school days in a row. Please rank the weeks that suit you, and tell us which days are out.',
      ...fewWeeksLeft(context, rules),
      'We then offer you three days. Nothing is fixed before you have agreed to them.',
    ],
    facts: [{ label: 'Our first thought', value: weekInWords(review.week) }],
    button: 'Choose dates',
    whyYou: words.whyLeader,
  };
}

/** What a head has to know where there is little to choose from; nothing where there is as much as usual. */
function fewWeeksLeft({ settings, year }: SchedulingContext, rules: DateRules): readonly string[] {
  const left = weeksToRank(settings.scheduling.windowsToRank, rules);
  const title = yearTitle(year);
  if (rules.isAfterYear) {
    return [`No week is left in ${title}, so it is in the first weeks after it, and counts for ${title} all the same.`];
  }
  if (left === settings.scheduling.windowsToRank) return [];
  return [left === 1 ? `Only one week is left in ${title}.` : `Only ${left} weeks are left in ${title}.`];
}

function page(context: SchedulingContext, rules: DateRules, fullness: WeekRoom): QuestionPage {
  const { settings, title, words } = context;
  const wished = settings.scheduling.windowsToRank;
  const count = weeksToRank(wished, rules);
  const weeks = possibleWeeks(rules);
  const entries = weekEntries(rules, fullness);
  const free = weeks.filter((week) => !fullness.isFull(week));
  return {
    title: 'Which weeks suit you?',
    caption: title,
    button: 'Send our weeks',
    values: fieldsOfWindows({ windows: nearestFirst(free, context.review.week).slice(0, count), away: [] }),
    binding: true,
    body: (form) => (
      <>
        <Paragraph>
          The {settings.name} ({settings.programme}) takes three school days in a row, in one week. We have chosen weeks
          near our first thought; choose others as you like. Each list says which weeks are free.
        </Paragraph>
        {fewWeeksLeft(context, rules).map((sentence) => (
          <Paragraph key={sentence}>{sentence}</Paragraph>
        ))}
        {count < wished && weeks.length > 0 && (
          <Paragraph>Possible: {listed.format(weeks.map(weekInWords))}.</Paragraph>
        )}
        {Array.from({ length: count }, (_, index) => (
          <Fragment key={windowField(index + 1)}>{weekForm(index + 1, entries).showAll(form)}</Fragment>
        ))}
        {count < wished && noneForm.showAll(form)}
        <Subheading>Days that are out</Subheading>
        <Paragraph>
          Days on which you cannot have us: a trip, exams, a training day. Leave this empty if there are none. For one
          day alone, leave ‘To’ empty.
        </Paragraph>
        <RangesAway form={form} />
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
      </>
    ),
  };
}

/** One range is in sight; the others open when somebody needs them, and stand open when they hold something. */
function RangesAway({ form }: { readonly form: FormState }) {
  const ranges = Array.from({ length: RANGES_AWAY }, (_, index) => (
    <TwoDays key={awayField(index + 1)}>{rangeForm(index + 1).showAll(form)}</TwoDays>
  ));
  const isUsed = [
    ...Object.keys(form.errors),
    ...Object.keys(form.values).filter((name) => form.values[name] !== ''),
  ].some((name) => /^away-[2-9]/.test(name));
  return (
    <>
      {ranges.slice(0, 1)}
      <Details summary="More days that are out" open={isUsed}>
        {ranges.slice(1)}
      </Details>
      {reasonForm.showAll(form)}
    </>
  );
}

const listed = new Intl.ListFormat('en-GB');

function chosen(
  { review, dates }: SchedulingContext,
  { windows, away, none }: RankedWindows,
  { from, to }: DateRules,
  store: Store,
): Taken<Answer> {
  // Nothing is offered of what was left, and what comes after it is.
  const left = none ? [{ from, to, reason: 'None of the weeks that were left is possible' }] : [];
  return {
    answer: {
      windows,
      away: away.map((range) => ({ ...range, reason: range.reason ?? '' })),
      ...(none && { none }),
    },
    outcome: { outcome: 'chosen' },
    what: 'ranked weeks for the visit',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, windows, away: [...away, ...left] } })
        .commit(),
    ],
    thanks: {
      title: 'Thank you, we have your weeks',
      paragraphs: [
        none
          ? 'We look for days after the partnership year and offer them to you by mail, or call you.'
          : 'We look for three days in them and offer you the best ones by mail.',
        'You can then agree to them or propose others.',
      ],
    },
  };
}
