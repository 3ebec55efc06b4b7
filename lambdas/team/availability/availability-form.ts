import * as z from 'zod';
import {
  type FormFields,
  manyOf,
  oneOf,
  type ParsedForm,
  parseForm,
  textField,
  wholeNumberField,
} from '../../pages/kit.ts';

/** What a person answers about a term. */
export const AvailabilityAnswer = z.object({
  /** Mondays of the weeks in which they cannot. */
  cannot: z.array(z.string()).readonly(),
  /** Kilometres as the crow flies. */
  distance: z.number(),
  overnight: z.boolean(),
  reviews: z.number(),
  /** Why none; '' for whoever does not say. */
  reason: z.string(),
});
export type AvailabilityAnswer = z.infer<typeof AvailabilityAnswer>;

/** Farther than any two schools of England are apart. */
export const FARTHEST_KM = 700;

export const LONGEST_REASON = 500;

/** @param weeks the Mondays of the term's weeks: nobody can go on more reviews than there are weeks. */
export function readAvailabilityForm(fields: FormFields, weeks: readonly string[]): ParsedForm<AvailabilityAnswer> {
  const Form = z
    .object({
      cannot: manyOf(weeks, { label: 'the weeks in which you cannot' }),
      reviews: wholeNumberField({ label: 'how many reviews you would do', min: 0, max: weeks.length }),
      reason: textField({ label: 'the reason', optional: true, max: LONGEST_REASON }),
      distance: wholeNumberField({ label: 'how many kilometres you would travel', min: 0, max: FARTHEST_KM }),
      overnight: oneOf(['yes', 'no'], { label: 'whether you would stay overnight' }),
    })
    .superRefine(({ cannot, reviews }, context) => {
      if (reviews === 0 || cannot.length < weeks.length) return;
      const message = 'You ticked every week: enter 0 reviews, or leave a week free';
      context.addIssue({ code: 'custom', path: ['reviews'], message });
    })
    .transform(({ overnight, ...rest }) => ({ ...rest, overnight: overnight === 'yes' }));
  return parseForm(Form, fields);
}
