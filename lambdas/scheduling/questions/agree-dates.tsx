import * as z from 'zod';
import { londonDate } from '../../calendar/london.ts';
import { choice, dateOf, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { dateFields } from '../../pages/date-fields.ts';
import { Paragraph, SummaryList } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import type { QuestionMail, QuestionPage, Taken } from '../../questions/question.ts';
import { yearTitle } from '../../settings/year-title.ts';
import { NotInTable, type Store } from '../../store/store.ts';
import { offerRules, offerRulesAfterYear, possibleWeeks, rulesAbout } from '../date-rules.ts';
import { wrongFirstDay } from '../day-in-words.ts';
import { daysInFacts, daysInWords, weekInWords } from '../days-in-words.ts';
import { questionFacts } from '../question-facts.ts';
import { type Met, offerOf, type Proposal } from '../review-dates.ts';
import { readYearAhead, type SchedulingContext, schedulingContext } from '../scheduling-context.ts';
import { rankInWords } from '../windows-form.ts';

/** The offer as it was asked about; kept with the question, so that it reads the same when the dates move later. */
interface Offered {
  readonly day1: string;
  readonly why: string;
}

const formOf = ({ day1 }: Offered) =>
  fieldsOf({
    decision: choice({
      legend: 'Your answer',
      what: 'your answer',
      missing: 'Select whether these days suit you',
      options: [
        { value: 'agree', text: `Yes, ${daysInWords(day1)} suit us` },
        { value: 'propose', text: 'No, we propose other days' },
      ],
    }),
    proposal: dateOf({
      legend: 'If you propose other days: the first of the three',
      what: 'the first day you propose',
      hint: 'A Monday, Tuesday or Wednesday. For example, 12 1 2027 or 12 Jan 2027',
      when: { decision: 'propose' },
    }),
    reason: longText({
      label: 'If you propose other days: why?',
      what: 'the reason',
      missing: 'Enter why the offered days do not suit you',
      hint: 'A few words help us to find days that suit you.',
      rows: 3,
      max: 500,
      when: { decision: 'propose' },
    }),
  });

const Answer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('agree'), day1: z.string() }),
  z.object({ decision: z.literal('propose'), day1: z.string(), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the head whether the three offered days suit the host. */
export const agreeDates = defineQuestion(questionFacts, 'agree-dates', {
  answer: Answer,
  readAhead: readYearAhead,
  async bind(asked, deps) {
    const context = await schedulingContext(asked, deps, 'host');
    const { review, settings, breaks } = context;
    const offered = offeredDays(context, asked.round);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: asked.expiresAt,
      reminderSettings: settings,
      breaks,
      facts: { day1: offered.day1, why: offered.why },
      mail: () => mail(context, offered),
      page: () => page(context, offered),
      read: readBy(formOf(offered).read, ({ decision, proposal: day1, reason }, { at }) => {
        if (decision === 'agree') return agreed(context, offered, deps.store);
        const wrong = wrongProposal(day1, context, offered, at);
        if (wrong !== undefined) return { errors: { proposal: wrong } };
        return proposed(context, { round: asked.round, day1, reason }, deps.store);
      }),
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: ({ decision, day1 }) =>
        decision === 'agree'
          ? `You agreed to ${daysInWords(day1)}.`
          : `You proposed ${daysInWords(day1)} in place of ${daysInWords(offered.day1)}.`,
      sent: (answer) => ({
        fields:
          answer.decision === 'agree'
            ? { decision: 'agree' }
            : { decision: 'propose', ...dateFields('proposal', answer.day1), reason: answer.reason },
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
      'We keep a place in this week for you until you answer. If the days do not suit you, you can propose others on the same page.',
    ],
    facts: daysInFacts(day1),
    button: 'Agree or propose others',
    whyYou: words.whyLeader,
  };
}

function page({ title }: SchedulingContext, offered: Offered): QuestionPage {
  const { day1, why } = offered;
  return {
    title: 'Do these three days suit you?',
    caption: title,
    binding: true,
    body: (form) => (
      <>
        <SummaryList rows={daysInFacts(day1)} />
        <Paragraph>{why}</Paragraph>
        {formOf(offered).showAll(form)}
      </>
    ),
  };
}

function wrongProposal(day1: string, context: SchedulingContext, offered: Offered, at: string): string | undefined {
  if (day1 === offered.day1) return 'These are the days that we offered. Say yes to them, or propose others';
  if (day1 < londonDate(at)) return 'The first day you propose must be in the future';
  const inYear = offerRules(at, context.dates.away, context);
  const after = offerRulesAfterYear(at, context.dates.away, context);
  // Days after the year are taken from a host that the year has nothing for.
  const isLate = offered.day1 > inYear.to || possibleWeeks(inYear).length === 0;
  return wrongFirstDay(day1, isLate ? rulesAbout(day1, inYear, after) : inYear);
}

function agreed({ review, dates, words }: SchedulingContext, { day1 }: Offered, store: Store): Taken<Answer> {
  return {
    answer: { decision: 'agree', day1 },
    outcome: { outcome: 'agreed' },
    what: 'agreed to the offered dates',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, agreed: { day1, by: 'host' } } })
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

function proposed({ review, dates }: SchedulingContext, proposal: Proposal, store: Store): Taken<Answer> {
  const { day1, reason } = proposal;
  return {
    answer: { decision: 'propose', day1, reason },
    outcome: { outcome: 'counter-proposed' },
    what: 'proposed other dates',
    effects: () => [
      store.rows.review
        .patch({ about: review.about })
        .set({ dates: { ...dates, proposals: [...dates.proposals, proposal] } })
        .commit(),
    ],
    thanks: {
      title: 'Thank you for your proposal',
      paragraphs: [
        `If there is a place in the week, we offer you ${daysInWords(day1)}. If not, we offer you other days or call you.`,
      ],
    },
  };
}
