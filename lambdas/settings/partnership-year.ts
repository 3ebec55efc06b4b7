import * as z from 'zod';
import { addWeeks, dayNumber } from '../calendar/dates.ts';

/** A London date, 'YYYY-MM-DD', that exists. */
export const isoDate = z.string().refine(
  (text) => {
    try {
      dayNumber(text);
      return true;
    } catch {
      return false;
    }
  },
  { error: 'must be a date written as YYYY-MM-DD' },
);

/** First and last day of a break, both included. */
export const DateRangeSchema = z
  .strictObject({ from: isoDate, to: isoDate, reason: z.string().optional() })
  .refine((range) => range.from <= range.to, { error: 'must not end before it begins', path: ['to'] });

/** The name of a partnership year: the calendar year it begins in. */
export const yearName = z
  .string()
  .regex(/^20\d\d$/, 'must be a year of four digits in quotation marks, such as "2026"');

/** For rows of the table that were written before this was a setting. */
export const WANTED_MONTHS_AHEAD = 8;

/** With the weeks in which the central team may have it planned again, an execution ends within its year of life. */
const LONGEST_ASKING_WEEKS = 26;

/**
 * A part of the year whose teams are planned as a whole [D]. Reviewers are asked on `asksOn` when they cannot, and the plan is
 * made on `plansOn`: before the first invitations of the term go out, and late enough that most dates are fixed.
 */
export const Term = z
  .strictObject({
    /** A single word: what is asked about a term is named 'availability-2026-spring-person-0107'. */
    term: z.string().regex(/^[a-z]+$/, 'must be one word in small letters, such as "spring"'),
    /** As people say it: 'spring term'. */
    name: z.string().min(1),
    from: isoDate,
    to: isoDate,
    asksOn: isoDate,
    plansOn: isoDate,
  })
  .refine(({ asksOn, plansOn, from, to }) => asksOn < plansOn && plansOn < from && from < to, {
    error: 'must have its days in order: asksOn, plansOn, from, to',
  })
  .refine(({ asksOn, plansOn }) => plansOn <= addWeeks(asksOn, LONGEST_ASKING_WEEKS), {
    error: `must not plan later than ${LONGEST_ASKING_WEEKS} weeks after asking, since an execution waits for it`,
    path: ['plansOn'],
  });
export type Term = z.infer<typeof Term>;

/**
 * How long a year's rows say who it was [D]. Whatever is kept for a time that is known when it is written, such as a link, a draft or that a mail
 * went, goes by itself (docs/privacy.md); this is what the daily round carries out.
 */
export const Retention = z.strictObject({
  /** Days after the end of the year after which surveys are counted, five people at a time, and no row says any more what one of them said. */
  surveyNamesDays: z.int().min(0).max(3650).default(0),
  /** Years after the last membership of a school or trust after which its people, and why something was done, are erased. */
  contactsYears: z.int().min(1).max(50).default(6),
  /** Days after which a form of /join goes that nobody at its address has confirmed. Somebody else may have typed it, so a week rather than a month. */
  joinFormDays: z.int().min(1).max(30).default(7),
});
export type Retention = z.infer<typeof Retention>;

/** What a year says of it, or what counts where it says nothing: an earlier release knows no year that does. */
export const retentionOf = ({ retention }: { readonly retention?: unknown }): Retention =>
  Retention.parse(retention ?? {});

/**
 * A partnership year. [S] gives two different year bounds (April to April in 2019, September to July for trusts), so they are
 * data.
 */
export const PartnershipYear = z
  .strictObject({
    year: yearName,
    /** First day. A membership nobody has signed by then lapses. */
    starts: isoDate,
    /** Last day. */
    ends: isoDate,
    /** The working day on which heads are asked to renew, about seven months before the year starts [D]. */
    renewalOpens: isoDate,
    /**
     * The usual term breaks in England, for hosts that gave none of their own [D]. They reach from the opening of
     * the renewal to the Christmas after the year's end, because a review's clock runs from half a year before the
     * visit to half a year after the report.
     */
    termBreaks: z.array(DateRangeSchema).min(1),
    /** In order, without a day in common. Rows that were written before this was a setting have none. */
    terms: z.array(Term).default([]),
    /**
     * How many forms of schools and trusts that would like to join are taken on one day [D]. Each has a mail sent to an address
     * that anybody may have typed. About 140 join or return in the some 150 working days on which a year is open for it, so ten
     * is ten times the mean; all ten would be a tenth of a day's mails, if every one of them came back.
     */
    registrationsADay: z.int().min(1).max(200).default(10),
    /** The year after this one is missed from so many months before its renewal on, if nobody has put it in force [D]. */
    wantedMonthsAhead: z.int().min(1).max(11).default(WANTED_MONTHS_AHEAD),
    /** How many working days the central team is given to correct and confirm the year after this one [D]. */
    confirmNextWorkingDays: z.int().min(1).max(120).default(20),
    retention: Retention.optional(),
    /** Days after the end of the year after which each hub's manager is mailed what the hub's year was [D]; without it as `hubMailOn` says. */
    hubMailDays: z.int().min(0).max(200).exactOptional(),
  })
  .refine(({ terms }) => terms.every((term, index) => index === 0 || (terms[index - 1]?.to ?? '') < term.from), {
    error: 'must follow one another without a day in common',
    path: ['terms'],
  })
  .refine(({ terms }) => new Set(terms.map(({ term }) => term)).size === terms.length, {
    error: 'must have different names',
    path: ['terms'],
  })
  .refine((year) => year.renewalOpens < year.starts, {
    error: 'must be before the year starts',
    path: ['renewalOpens'],
  })
  .refine((year) => year.starts < year.ends, { error: 'must be after the year starts', path: ['ends'] });
export type PartnershipYear = z.infer<typeof PartnershipYear>;
