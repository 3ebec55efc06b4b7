import * as z from 'zod';
import { mondayOf } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { choice, longText, pick, readAs } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { dateField, type Entry, Paragraph, SummaryList } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import type { QuestionMail, QuestionPage, Taken } from '../../questions/question.ts';
import { yearTitle } from '../../settings/year-title.ts';
import { NotInTable, type Store } from '../../store/store.ts';
import { type DateRules, offerRules, offerRulesAfterYear, possibleWeeks, rulesAbout } from '../date-rules.ts';
import { wrongFirstDay } from '../day-in-words.ts';
import { daysInFacts, daysInWords, weekInWords } from '../days-in-words.ts';
import { questionFacts } from '../question-facts.ts';
import { type Met, offerOf, type Proposal, type Refusal } from '../review-dates.ts';
import { readYearAhead, type SchedulingContext, schedulingContext } from '../scheduling-context.ts';
import { dayEntries, type Fullness, fullnessFor, NOT_FULL, roomInWords } from '../week-choices.ts';
import { leavePlace, takePlace, weekLoadsOf, weeksOf } from '../week-places.ts';
import { rankInWords } from '../windows-form.ts';

/** The offer as it was asked about; kept with the question, so that it reads the same when the dates move later. */
interface Offered {
  readonly day1: string;
  readonly why: string;
}

/** @param others the days among which a host may choose; whoever has no list may type a day. */
const formOf = ({ day1 }: Offered, others: readonly Entry[]) =>
  fieldsOf({
    decision: choice({
      legend: 'Your answer',
      what: 'your answer',
      missing: 'Select whether these days suit you',
      options: [
        { value: 'agree', text: `Yes, ${daysInWords(day1)} suit us` },
        { value: 'propose', text: 'No, we choose other days', hint: 'If they are free they are agreed at once.' },
        { value: 'others', text: 'No, please offer us other days', hint: 'Say below what does not suit you.' },
      ],
    }),
    proposal: readAs(
      pick({
        label: 'If you choose other days: which?',
        what: 'the days that suit you',
        unchosen: 'Choose three days',
        options: others,
        inWords: daysInWords, // whoever looks later at what was sent has other days before them
        sample: others.find(({ disabled }) => !disabled)?.value ?? '',
        when: { decision: 'propose' },
      }),
      () => dateField({ label: 'the first day you choose', missing: 'Select the days that suit you' }),
    ),
    reason: longText({
      label: 'If the days do not suit you: why?',
      what: 'the reason',
      missing: 'Enter why the offered days do not suit you',
      hint: 'A few words help us to find days that suit you. You need not say why if you choose other days.',
      rows: 2,
      max: 500,
      neededWhen: { decision: 'others' },
    }),
  });

const Answer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('agree'), day1: z.string() }),
  z.object({ decision: z.literal('propose'), day1: z.string(), reason: z.string() }),
  z.object({ decision: z.literal('others'), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the head whether the three offered days suit the host, or which others do. */
export const agreeDates = defineQuestion(questionFacts, 'agree-dates', {
  answer: Answer,
  readAhead: readYearAhead,
  readsReviewAlone: true,
  async bind(asked, deps) {
    const context = await schedulingContext(asked, deps, 'host');
    const { review, settings, breaks } = context;
    const offered = offeredDays(context, asked.round);
    const rules = rulesOfOthers(context, offered, asked.at);
    const { fullness, held } = await weeksNow(context, deps.store);
    const others = rules.flatMap((one) =>
      dayEntries(one, fullness, { room: roomInWords(fullness), except: offered.day1 }),
    );
    const form = formOf(offered, others);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: asked.expiresAt,
      reminderSettings: settings,
      breaks,
      facts: { day1: offered.day1, why: offered.why },
      mail: () => mail(context, offered),
      page: () => page(context, offered, form),
      read: readBy(form.read, ({ decision, proposal: day1, reason }, { at }) => {
        if (decision === 'propose') {
          const wrong = wrongProposal(day1, { offered, rules, fullness, at });
          if (wrong !== undefined) return { errors: { proposal: wrong } };
          return chosen(context, { round: asked.round, day1, reason }, held, deps.store);
        }
        return decision === 'agree'
          ? agreed(context, offered, deps.store)
          : refused(context, { round: asked.round, reason }, deps.store);
      }),
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: (answer) => {
        switch (answer.decision) {
          case 'agree':
            return `You agreed to ${daysInWords(answer.day1)}.`;
          case 'propose':
            return `You proposed ${daysInWords(answer.day1)} in place of ${daysInWords(offered.day1)}.`;
          case 'others':
            return `You asked for other days than ${daysInWords(offered.day1)}.`;
        }
      },
      sent: (answer) => ({
        fields:
          answer.decision === 'agree'
            ? { decision: 'agree' }
            : {
                decision: answer.decision,
                reason: answer.reason,
                ...(answer.decision === 'propose' && { proposal: answer.day1 }),
              },
      }),
    };
  },
});

/** ' They are after the partnership year 2026 to 2027, …' */
function afterYear(day1: string, year: SchedulingContext['year']): string {
  return day1 > year.ends ? ` They are after ${yearTitle(year)}; the review counts for that year all the same.` : '';
}

function offeredDays({ decision, dates, review, year }: SchedulingContext, round: number): Offered {
  if (decision?.facts !== undefined) return decision.facts as Offered;
  const offer = offerOf(dates, round);
  if (!offer) throw new NotInTable(`offer of dates in round ${round} of`, review.about);
  return { day1: offer.day1, why: `${whyThese(offer.met, dates.windows.length > 0)}${afterYear(offer.day1, year)}` };
}

function whyThese(met: Met, hasRanked: boolean): string {
  switch (met.wish) {
    case 'proposal':
      return 'These are the days that you proposed.';
    case 'window':
      return met.rank === 1
        ? 'They are in the week that suits you best.'
        : `They are in the week that ${rankInWords(met.rank)}: there was no place left before it.`;
    case 'near':
      return hasRanked
        ? `None of the weeks that you ranked had a place left, so these are the nearest free days to ${weekInWords(met.week)}.`
        : `You ranked no weeks, so these are the nearest free days to ${weekInWords(met.week)}.`;
  }
}

function mail({ review, settings, title, words }: SchedulingContext, { day1, why }: Offered): QuestionMail {
  return {
    subject: `Do ${daysInWords(day1)} suit you? ${title}`,
    firstLine: `Do ${daysInWords(day1)} suit you for the ${settings.name} at ${review.hostName}?`,
    paragraphs: [
      why,
      'We keep a place in this week for you until you answer. If the days do not suit you, you can choose others on the same page: days that are free are agreed at once.',
    ],
    facts: daysInFacts(day1),
    button: 'Agree or choose others',
    whyYou: words.whyLeader,
  };
}

function page({ title }: SchedulingContext, { day1, why }: Offered, form: ReturnType<typeof formOf>): QuestionPage {
  return {
    title: 'Do these three days suit you?',
    caption: title,
    binding: true,
    body: (state) => (
      <>
        <SummaryList rows={daysInFacts(day1)} />
        <Paragraph>{why}</Paragraph>
        {form.showAll(state)}
      </>
    ),
  };
}

/**
 * The rules of the days that a host may choose in place of the offered ones, counted from the day of the offer as these were. Days
 * after the year are taken from a host that the year has nothing for.
 */
function rulesOfOthers(context: SchedulingContext, offered: Offered, askedAt: string): readonly DateRules[] {
  const inYear = offerRules(askedAt, context.dates.away, context);
  const isLate = offered.day1 > inYear.to || possibleWeeks(inYear).length === 0;
  return isLate ? [inYear, offerRulesAfterYear(askedAt, context.dates.away, context)] : [inYear];
}

/** How full the weeks are, and in which of them the review has a place. Of an answer that was given neither matters. */
async function weeksNow(
  context: SchedulingContext,
  store: Store,
): Promise<{ readonly fullness: Fullness; readonly held: readonly string[] }> {
  const { decision, review, settings } = context;
  if (decision !== undefined && decision.status !== 'open') return { fullness: NOT_FULL, held: [] };
  const loads = await weekLoadsOf(review, context, store);
  return {
    fullness: fullnessFor(loads, review.about, settings.scheduling.weekCapacity),
    held: weeksOf(loads, review.about),
  };
}

function wrongProposal(
  day1: string,
  to: {
    readonly offered: Offered;
    readonly rules: readonly DateRules[];
    readonly fullness: Fullness;
    readonly at: string;
  },
): string | undefined {
  const { offered, fullness, at } = to;
  if (day1 === offered.day1) return 'These are the days that we offered. Say yes to them, or choose others';
  if (day1 < londonDate(at)) return 'The first day you choose must be in the future';
  const [inYear, after] = to.rules;
  if (inYear === undefined) return undefined;
  const wrong = wrongFirstDay(day1, after ? rulesAbout(day1, inYear, after) : inYear);
  if (wrong !== undefined) return wrong;
  return fullness.isFull(mondayOf(day1)) ? `${fullByNow(day1)} Choose other days` : undefined;
}

const fullByNow = (day1: string): string => `The week of ${daysInWords(day1)} is full by now.`;

function agreed(
  { review, dates, words, addressee }: SchedulingContext,
  { day1 }: Offered,
  store: Store,
): Taken<Answer> {
  return {
    answer: { decision: 'agree', day1 },
    outcome: { outcome: 'agreed' },
    what: 'agreed to the offered dates',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, agreed: { day1, by: 'host', person: addressee.person } } })
        .commit(),
    ],
    thanks: {
      title: 'Thank you, the dates are agreed',
      paragraphs: [
        `The team visits your ${words.host} on ${daysInWords(day1)}.`,
        'We send you a mail with the dates of everything that comes before.',
      ],
    },
  };
}

/** Days that the host chose itself, in a week with room, are agreed at once: the place is taken with the answer. */
function chosen(
  { review, dates, words, settings, addressee }: SchedulingContext,
  proposal: Proposal,
  held: readonly string[],
  store: Store,
): Taken<Answer> {
  const { day1, reason } = proposal;
  const week = mondayOf(day1);
  const proposals = [...dates.proposals, proposal];
  return {
    answer: { decision: 'propose', day1, reason },
    outcome: { outcome: 'agreed' },
    what: 'chose other dates',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, proposals, agreed: { day1, by: 'host', person: addressee.person } } })
        .commit(),
      ...(held.includes(week) ? [] : [takePlace(store, review, week, settings.scheduling.weekCapacity)]),
      ...held.filter((other) => other !== week).map((other) => leavePlace(store, review, other)),
    ],
    conflict: () => ({
      sentence: `The weeks changed at this moment, so nothing was sent. If ${daysInWords(day1)} are still free, send your answer once more; if not, choose other days.`,
    }),
    thanks: {
      title: 'Thank you, the dates are agreed',
      paragraphs: [
        `The team visits your ${words.host} on ${daysInWords(day1)}.`,
        'We send you a mail with the dates of everything that comes before.',
      ],
    },
  };
}

function refused({ review, dates }: SchedulingContext, refusal: Refusal, store: Store): Taken<Answer> {
  return {
    answer: { decision: 'others', reason: refusal.reason },
    outcome: { outcome: 'counter-proposed' },
    what: 'asked for other dates',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, refusals: [...(dates.refusals ?? []), refusal] } })
        .commit(),
    ],
    thanks: {
      title: 'Thank you for telling us',
      paragraphs: ['We offer you other days by mail, or call you.'],
    },
  };
}
