import * as z from 'zod';
import { longDate } from '../../calendar/dates.ts';
import { choice, choices, longText, readAs, text, YES_OR_NO } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { milesOf } from '../../members/distance.ts';
import { wholeNumberField } from '../../pages/kit.ts';
import type { AvailabilityContext } from './availability-context.ts';

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
const FARTHEST_MILES = milesOf(700);

/** 'Week of Monday 11 January': the year is said above. */
const weekTitle = (monday: string): string => `Week of ${longDate(monday).slice(0, -' 2027'.length)}`;

/** A whole number from 0 to `max`. */
const numberUpTo = (max: number, what: string, label: string, hint: string) =>
  readAs(text({ label, what, hint, kind: 'number', width: 3 }), () => wholeNumberField({ label: what, min: 0, max }));

/** The miles to which a form can hold a distance, of which an import may have brought any. */
export const shownMiles = (kilometres: number): string => String(Math.min(milesOf(kilometres), FARTHEST_MILES));

/** Nobody can go on more reviews than the term has weeks. */
export const availabilityForm = ({ term, weeks }: Pick<AvailabilityContext, 'term' | 'weeks'>) =>
  fieldsOf(
    {
      cannot: choices({
        legend: 'I cannot in these weeks',
        what: 'the weeks in which you cannot',
        hint: 'Tick a week even if you cannot on one of its days only. Leave all empty if any week suits you.',
        options: weeks.map((monday) => ({ value: monday, text: weekTitle(monday) })),
      }),
      reviews: numberUpTo(
        weeks.length,
        'how many reviews you would do',
        `How many reviews would you do in the ${term.name}?`,
        'At most. 0 means none this term.',
      ),
      reason: longText({
        label: 'If none: why?',
        what: 'the reason',
        optional: true,
        saysOptional: true,
        rows: 2,
        max: 500,
      }),
      miles: numberUpTo(
        FARTHEST_MILES,
        'how many miles you would travel',
        'How many miles would you travel?',
        'At most, one way, as the crow flies.',
      ),
      overnight: choice({
        legend: 'Would you stay overnight for a review that is farther away?',
        what: 'whether you would stay overnight',
        options: YES_OR_NO,
        inline: true,
      }),
    },
    ({ cannot, reviews }): Readonly<Record<string, string>> =>
      reviews === 0 || cannot.length < weeks.length
        ? {}
        : { reviews: 'You ticked every week: enter 0 reviews, or leave a week free' },
  );
