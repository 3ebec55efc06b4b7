import * as z from 'zod';
import { PROGRAMMES } from '../programmes/programmes.ts';

/** The key of a heading, a part or a point of a scale: what is stored. The title beside it is what people read. */
const key = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and hyphens, such as "leading"');
const titled = { key, title: z.string().min(1) };

/**
 * What a review looks at and how its findings are put: the headings of its report and, where the programme has one, the
 * scale of its estimates. Headings and scale have changed before (domain.md, 'The report'), so a framework is a version
 * of its own, is never changed, and travels with the settings that every review is bound to.
 */
export const Framework = z
  .strictObject({
    /** Its name for ever, such as 'qar-2019'. */
    id: key,
    programme: z.enum(PROGRAMMES),
    /** For people: 'Quality Assurance Review framework, since 2019'. */
    title: z.string().min(1),
    /** What the findings are sorted under, in the order of the report. [P] for the QAR since 2019. */
    headings: z.array(z.strictObject({ ...titled, hint: z.string().min(1) })).min(1),
    /**
     * What is said under every heading, in order: 'what went well' and 'even better if' for a QAR [P]; strengths, areas
     * for development and next steps for a TPR [P]. A part that is `carried` becomes a point to look back on in
     * the progress check and in the next year's review.
     */
    parts: z
      .array(
        z.strictObject({ key: z.enum(['www', 'ebi', 'next-steps']), title: z.string().min(1), carried: z.boolean() }),
      )
      .min(1),
    /**
     * The scale of the peer evaluation, best first, one point for every heading and one over all [P]. A programme
     * without it (TPR: no judgement [S]) gives no estimate anywhere. The word is 'estimate', never 'grade'.
     */
    estimates: z.strictObject({ scale: z.array(z.strictObject(titled)).min(2) }).optional(),
    /** Whether the host can put an area of excellence forward for accreditation [P]. */
    areaOfExcellence: z.boolean(),
    /** Whether the host brings a challenge of its own to focus on (TPR [S]). */
    focusChallenge: z.boolean(),
    /** The note that stands in every report on how to read it, a paragraph each [P]. */
    standingNote: z.array(z.string().min(1)).min(1),
  })
  .superRefine((framework, context) => {
    const lists = {
      headings: framework.headings,
      parts: framework.parts,
      'estimates.scale': framework.estimates?.scale,
    };
    for (const [path, list] of Object.entries(lists)) {
      const keys = list?.map((entry) => entry.key) ?? [];
      if (new Set(keys).size < keys.length) {
        context.addIssue({
          code: 'custom',
          path: path.split('.'),
          message: 'has the same key twice; give each its own',
        });
      }
    }
  });
export type Framework = z.infer<typeof Framework>;
