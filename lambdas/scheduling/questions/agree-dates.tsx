import * as z from 'zod';
import { londonDate } from '../../calendar/london.ts';
import { defineQuestion } from '../../decisions/define-question.ts';
import type { QuestionMail, QuestionPage, Taken } from '../../decisions/question.ts';
import {
  DateInput,
  dateField,
  type FormFields,
  oneOf,
  Paragraph,
  parseForm,
  Radios,
  SummaryList,
  TextArea,
  textField,
} from '../../pages/kit.ts';
import { NotInTable, type Store } from '../../store/store.ts';
import { offerRules } from '../date-rules.ts';
import { wrongFirstDay } from '../day-in-words.ts';
import { daysInFacts, daysInWords, weekInWords } from '../days-in-words.ts';
import { questionFacts } from '../question-facts.ts';
import { type Met, offerOf, type Proposal } from '../review-dates.ts';
import { type SchedulingContext, schedulingContext } from '../scheduling-context.ts';
import { rankInWords } from '../windows-form.ts';

/** The offer as it was asked about; kept with the question, so that it reads the same when the dates move later. */
interface Offered {
  readonly day1: string;
  readonly why: string;
}

const Decision = z.object({
  decision: oneOf(['agree', 'propose'], { label: 'your answer', missing: 'Select whether these days suit you' }),
});
const OtherDates = z.object({
  proposal: dateField({ label: 'the first day you propose' }),
  reason: textField({ label: 'the reason', missing: 'Enter why the offered days do not suit you', max: 500 }),
});

const Answer = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('agree'), day1: z.string() }),
  z.object({ decision: z.literal('propose'), day1: z.string(), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Asks the head whether the three offered days suit the host. */
export const agreeDates = defineQuestion(questionFacts, 'agree-dates', {
  answer: Answer,
  async bind(asked, desk) {
    const context = await schedulingContext(asked, desk, 'host');
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
      read(fields, { at }) {
        const decision = parseForm(Decision, fields);
        if (!decision.ok) return decision;
        if (decision.value.decision === 'agree') return { ok: true, taken: agreed(context, offered, desk.store) };
        const read = readProposal(fields, context, offered, at);
        if (!read.ok) return read;
        return { ok: true, taken: proposed(context, { round: asked.round, ...read.value }, desk.store) };
      },
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: ({ decision, day1 }) =>
        decision === 'agree'
          ? `You agreed to ${daysInWords(day1)}.`
          : `You proposed ${daysInWords(day1)} in place of ${daysInWords(offered.day1)}.`,
    };
  },
});

function offeredDays({ decision, dates, review }: SchedulingContext, round: number): Offered {
  if (decision?.facts !== undefined) return decision.facts as Offered;
  const offer = offerOf(dates, round);
  if (!offer) throw new NotInTable(`offer of dates in round ${round} of`, review.about);
  return { day1: offer.day1, why: whyThese(offer.met, dates.windows.length > 0) };
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

function page({ title }: SchedulingContext, { day1, why }: Offered): QuestionPage {
  return {
    title: 'Do these three days suit you?',
    caption: title,
    binding: true,
    body: (form) => (
      <>
        <SummaryList rows={daysInFacts(day1)} />
        <Paragraph>{why}</Paragraph>
        <Radios
          form={form}
          name="decision"
          legend="Your answer"
          options={[
            { value: 'agree', text: `Yes, ${daysInWords(day1)} suit us` },
            { value: 'propose', text: 'No, we propose other days' },
          ]}
        />
        <DateInput
          form={form}
          name="proposal"
          legend="If you propose other days: the first of the three"
          hint="A Monday, Tuesday or Wednesday. For example, 12 1 2027 or 12 Jan 2027"
        />
        <TextArea
          form={form}
          name="reason"
          label="If you propose other days: why?"
          hint="A few words help us to find days that suit you."
          rows={3}
          maxLength={500}
        />
      </>
    ),
  };
}

function readProposal(fields: FormFields, context: SchedulingContext, offered: Offered, at: string) {
  const parsed = parseForm(OtherDates, fields);
  if (!parsed.ok) return parsed;
  const { proposal: day1, reason } = parsed.value;
  const { away } = context.dates;
  const wrong =
    day1 === offered.day1
      ? 'These are the days that we offered. Say yes to them, or propose others'
      : day1 < londonDate(at)
        ? 'The first day you propose must be in the future'
        : wrongFirstDay(day1, offerRules(at, away, context));
  return wrong === undefined
    ? ({ ok: true, value: { day1, reason } } as const)
    : ({ ok: false, errors: { proposal: wrong } } as const);
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
