import { longDate } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { kilometresOf } from '../../members/distance.ts';
import { Paragraph } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import type { ReminderSource, Taken } from '../../questions/question.ts';
import { addresseeOf } from '../../questions/review-context.ts';
import type { ReminderStep } from '../../settings/reminders.ts';
import { termTitle } from '../../settings/terms.ts';
import type { Store, WriteItem } from '../../store/store.ts';
import { questionFacts } from '../question-facts.ts';
import { type AvailabilityContext, availabilityContext, readAvailabilityAhead } from './availability-context.ts';
import { AvailabilityAnswer, availabilityForm, shownMiles } from './availability-form.ts';
import { askingMail, changingMail, ifSilent, valuesOf } from './availability-words.tsx';
import { daysOfWeek } from './term-offer.ts';

/** For settings that were written before anybody was asked this: one reminder, and nobody else hears of silence. */
const ONE_REMINDER: readonly ReminderStep[] = [{ act: 'remind', after: 'due', workingDays: -3 }];

/**
 * Asks a reviewer or lead reviewer, before the teams of a term are planned, when they cannot, how far they travel and how
 * many reviews they would do. No workflow waits for it; silence writes nothing, so that the settings' defaults count. Once
 * answered it is asked again as a question that only stands ready, to which the links of before lead, so that the answer can be changed.
 */
export const availability = defineQuestion(questionFacts, 'availability', {
  answer: AvailabilityAnswer,
  readAhead: readAvailabilityAhead,
  async bind(asked, deps) {
    const context = await availabilityContext(asked, deps);
    const { name, person, settings, term } = context;
    const changes = asked.round > 1;
    const form = availabilityForm(context);
    return {
      addressee: addresseeOf(person, person.pool === 'lead-reviewers' ? 'lead' : 'reviewer'),
      hostName: 'the partnership',
      dueAt: asked.expiresAt,
      reminderSettings: remindersOf(settings),
      breaks: [],
      ifNothing: ifSilent(context),
      facts: { year: name.year, term: name.term },
      mail: () => (changes ? changingMail(context) : askingMail(context)),
      page: () => ({
        title: 'When can you not go on reviews?',
        caption: `Reviews in the ${termTitle(context.term)}`,
        button: changes ? 'Save the change' : 'Send my answer',
        values: valuesOf(context),
        body: (state) => (
          <>
            {changes && context.said && (
              <Paragraph>
                This is what you told us on {longDate(londonDate(context.said.answeredAt))}, and what we plan with. You
                can change it here until <strong>{longDate(londonDate(asked.expiresAt))}</strong>, when the teams are
                planned. You do not have to do anything.
              </Paragraph>
            )}
            <Paragraph>
              A review takes three days of one week. We ask you for no review here, and you can still decline each one
              that we ask you for.
            </Paragraph>
            {form.showAll(state)}
          </>
        ),
      }),
      read: readBy(form.read, ({ overnight, miles, ...rest }, { at }) =>
        taken(
          context,
          { ...rest, distance: kilometresOf(miles), overnight: overnight === 'yes' },
          { at, until: asked.expiresAt },
          deps.store,
        ),
      ),
      silence: () => ({ outcome: { outcome: changes ? 'unchanged' : 'silent' } }),
      said: (answer) => said(answer, term.name),
      sent: ({ cannot, distance, overnight, reviews, reason }) => ({
        fields: {
          cannot,
          reviews: String(reviews),
          reason,
          miles: shownMiles(distance),
          overnight: overnight ? 'yes' : 'no',
        },
      }),
      since: (_answer, { answeredAt }) =>
        context.said !== undefined && answeredAt !== undefined && context.said.answeredAt > answeredAt
          ? 'You have said otherwise by a later link of ours, and that counts.'
          : undefined,
    };
  },
});

function remindersOf(settings: AvailabilityContext['settings']): ReminderSource {
  const { reminders: kind } = questionFacts.availability;
  return {
    ...settings,
    reminders: { ...settings.reminders, [kind]: settings.reminders[kind] ?? [...ONE_REMINDER] },
  };
}

function taken(
  context: AvailabilityContext,
  answer: AvailabilityAnswer,
  { at, until }: { readonly at: string; readonly until: string },
  store: Store,
): Taken<AvailabilityAnswer> {
  const { term } = context;
  return {
    answer,
    outcome: { outcome: answer.reviews === 0 ? 'none-this-term' : 'said' },
    what: `said when they can go on reviews in the ${termTitle(context.term)}`,
    effects: () => effects(context, answer, at, store),
    again: true,
    thanks: {
      title: 'Thank you: we plan with this',
      paragraphs: [
        answer.reviews === 0
          ? `We ask you for no review in the ${term.name}.`
          : `We ask you for reviews in the ${term.name} only in weeks in which you can. You hear of each one by a mail of its own.`,
        `Keep the mail that asked you. By its link you can see and change this answer until ${longDate(londonDate(until))}, when the teams are planned. We send you no other mail about it.`,
      ],
      back: 'See or change your answer',
    },
  };
}

/** What was said of the term; and the person's own row, which counts for every review until they say otherwise. */
function effects(
  { name, person }: AvailabilityContext,
  { cannot, distance, overnight, reviews, reason }: AvailabilityAnswer,
  at: string,
  { rows }: Store,
): WriteItem[] {
  const travel = { maxDistanceKm: distance, staysOvernight: overnight };
  return [
    rows.availability
      .put({
        ...name,
        cannot: cannot.map(daysOfWeek),
        ...travel,
        maxReviews: reviews,
        ...(reviews === 0 && reason !== '' && { reason }),
        answeredAt: at,
      })
      .commit(),
    rows.person.patch({ person: person.person }).set(travel).commit(),
  ];
}

function said({ cannot, reviews }: AvailabilityAnswer, term: string): string {
  if (reviews === 0) return `You said that you go on no review in the ${term}.`;
  const most = reviews === 1 ? 'one review' : `up to ${reviews} reviews`;
  if (cannot.length === 0) return `You offered ${most} in the ${term}, in any week.`;
  return `You offered ${most} in the ${term}, and named ${cannot.length === 1 ? 'one week' : `${cannot.length} weeks`} in which you cannot.`;
}
