import { longDate, longDateRange } from '../../calendar/dates.ts';
import { milesInWords } from '../../members/distance.ts';
import { sentence } from '../../pages/form-fields.ts';
import type { QuestionMail } from '../../questions/question.ts';
import { termTitle } from '../../settings/terms.ts';
import { type AvailabilityContext, weeksAway } from './availability-context.ts';
import { shownMiles } from './availability-form.ts';
import type { TermOffer } from './term-offer.ts';

/** What somebody offers for a term, in a sentence's second half. */
function offerInWords({ maxDistanceKm, staysOvernight, maxReviews }: TermOffer): string {
  const nights = staysOvernight ? 'would stay overnight' : 'would not stay overnight';
  return `would travel up to ${milesInWords(maxDistanceKm)}, ${nights} and would do up to ${counted(maxReviews)}`;
}

const counted = (reviews: number): string => (reviews === 1 ? '1 review' : `${reviews} reviews`);

/** What silence means, to the person who may be silent. */
export const ifSilent = ({ silent }: AvailabilityContext): string =>
  `we take it that you can come in any week, ${offerInWords(silent)}`;

/** The mail that asks. */
export function askingMail(context: AvailabilityContext): QuestionMail {
  const { term, person } = context;
  return {
    subject: `When can you not go on reviews? ${sentence(termTitle(context.term))}`,
    firstLine: `We are about to plan the review teams of the ${term.name}, ${longDateRange(term.from, term.to)}.`,
    paragraphs: [
      'Please tell us the weeks in which you cannot go on a review, how far you would travel and how many reviews you would do. It takes a minute, and your last answers are filled in.',
      'This mail asks you for no review. Whenever we want you for one, we ask you for it, and you can still decline.',
    ],
    button: 'Tell us when you cannot',
    whyYou: `You are asked because you are ${asWhom(person.pool)}.`,
  };
}

/** The mail for whoever asks for links, or whose mail of an earlier release has not gone, once they have answered. */
export function changingMail(context: AvailabilityContext): QuestionMail {
  return {
    subject: `What you told us for the ${termTitle(context.term)}`,
    firstLine: `Thank you. This is what we go by when we plan the review teams of the ${context.term.name}.`,
    paragraphs: [
      'Keep this mail: by its link you can change your answer until the teams are planned. You do not have to do anything.',
    ],
    facts: factsOf(context),
    button: 'Change my answer',
    whyYou: `You get this mail because you are ${asWhom(context.person.pool)} and have told us this.`,
  };
}

const asWhom = (pool: string | undefined): string =>
  pool === 'lead-reviewers' ? 'one of our lead reviewers' : 'a trained reviewer of the partnership';

function factsOf(context: AvailabilityContext) {
  const { filledIn } = context;
  const weeks = weeksAway(context, filledIn).map((monday) => longDate(monday));
  return [
    { label: 'Reviews', value: filledIn.maxReviews === 0 ? 'None this term' : `Up to ${filledIn.maxReviews}` },
    { label: 'Not in the weeks of', value: weeks.length === 0 ? 'You can come in any week' : weeks.join('; ') },
    { label: 'Distance', value: `Up to ${milesInWords(filledIn.maxDistanceKm)}` },
    { label: 'Overnight', value: filledIn.staysOvernight ? 'Yes' : 'No' },
  ];
}

/** What the form holds before anything is typed. */
export const valuesOf = (context: AvailabilityContext) => ({
  cannot: weeksAway(context, context.filledIn),
  reviews: String(context.filledIn.maxReviews),
  reason: context.said?.reason ?? '',
  miles: shownMiles(context.filledIn.maxDistanceKm),
  overnight: context.filledIn.staysOvernight ? 'yes' : 'no',
});
