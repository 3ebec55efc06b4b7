/**
 * What a partnership year prescribes for a programme: every default of domain.md marked [D], and the few rules beside them.
 *
 * Settings are versioned. A version in use is never changed, only followed by the next; a review keeps the version it
 * began with. Units are in the names: `...Weeks...` and `...Days...` are calendar weeks and days, `...WorkingDays...` are
 * working days of the host, `...Km` are kilometres. [S], [P] and [D] are the source marks of domain.md.
 */
import * as z from 'zod';
import { VISIT_DAYS } from '../calendar/working-days.ts';
import { PROGRAMMES } from '../programmes/programmes.ts';
import { PHASES } from '../store/entities/members.ts';
import { Framework } from './framework.ts';
import { isoDate, yearName } from './partnership-year.ts';
import { defaultRankingSettings, RankingSettings } from './ranking-settings.ts';
import { Reminders } from './reminders.ts';
import { defaultSeasonSettings, SeasonSettings } from './season-settings.ts';

const count = z.int().min(1);
const countOrNone = z.int().min(0);
const rising = z
  .array(count)
  .refine((list) => list.every((value, index) => index === 0 || value > (list[index - 1] ?? 0)), {
    error: 'must rise from one number to the next',
  });
/**
 * For how many days the central team is asked to settle what nobody agreed on, before the review is left to it. With 30 an
 * execution from the team to the feedback takes 42.6 weeks at the worst (docs/decisions/0004), of the 52.1 that it may
 * last; with 60 it takes 46.9.
 */
const settleDays = count.max(60).default(30);
/** A time of day in London. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day written as HH:mm');

const Agreement = z.strictObject({
  /** Stored with the signature, so that one can tell what was signed. */
  version: z.string().min(1),
  /** The text a head signs, a paragraph each. One term is fixed: the final report goes to the hub manager [P]. */
  paragraphs: z.array(z.string().min(1)).min(1),
});

const MembershipUse = z.strictObject({
  use: z.string().regex(/^[a-z][a-z-]*$/),
  label: z.string().min(1),
  /** Whether a review of this programme is planned for the member. */
  plansReview: z.boolean(),
});

/** Stage 1 [D]: days are counted from the day the head was first asked. */
const Renewal = z.strictObject({
  reminderDays: rising,
  hubManagerAfterDays: count,
  centralTeamAfterDays: count,
  /** How long the central team has to admit a newcomer before it is reminded. */
  admissionWorkingDays: count,
  /** So many times as long, and a newcomer is turned away by silence. */
  admissionPatience: count.default(3),
  /** Whoever is asked to sign, however late in the year, has at least so long. */
  signWeeks: count.default(4),
});

/** A part of the year and the share of its reviews that should take place in it. */
const TargetWeeks = z.strictObject({ from: isoDate, to: isoDate, share: z.number().min(0).max(1) });

/** Stage 2 [D]. */
const Scheduling = z.strictObject({
  /** The host is asked for dates so many weeks before the week it is hoped to have its visit in. */
  askWeeksBefore: count,
  /** For how long it may rank windows. */
  openWeeks: count,
  remindDays: rising,
  /** Dates are agreed at least so many weeks before the visit. */
  fixedWeeksBefore: count,
  offerAnswerWorkingDays: count,
  /** Reviews of this programme in one week. About 26 a week were seen at the peak [S]. */
  weekCapacity: count,
  /** No visit is offered sooner than so many weeks from the day of asking. */
  leadMinimumWeeks: count,
  /** How far off a visit had to be for its review to sleep until the team is due. Read by earlier releases alone: now each does. */
  farOffWeeks: z.int().min(1).max(21).optional(),
  windowsToRank: count,
  /**
   * In how many weeks after the year's end a review can be that finds no place in its year [D]: with a year that ends in July the
   * first half of the autumn term. Rows that were written before this was a setting have the default. The year's breaks reach to Christmas.
   */
  weeksAfterYear: countOrNone.max(20).default(16),
  /** Once no dates were agreed. */
  settleDays,
  /**
   * On which day of its week a visit begins, the best first: 0 is a Monday. Tuesday to Thursday leaves everybody a day at
   * their own school on either side; then from Monday, then from Wednesday.
   */
  firstDays: z.array(z.int().min(0).max(4)).min(1).default([1, 0, 2]),
  /** How the hosts without a slot of last year are spread over the year. Shares add up to 1. */
  targetWeeks: z
    .array(TargetWeeks)
    .min(1)
    .refine((parts) => Math.abs(parts.reduce((sum, part) => sum + part.share, 0) - 1) < 0.001, {
      error: 'must have shares that add up to 1',
    }),
});

/** How many reviewers a team has, without the lead: sizes as seen [P], the rule [D]. */
const Sizes = z.strictObject({
  byPhase: z.record(z.enum(PHASES), count),
  trust: count,
  /** Schools of these phases with fewer pupils than this. A school whose pupils are unknown is not small. */
  small: z.strictObject({ phases: z.array(z.enum(PHASES)), belowPupils: count, size: count }),
  /** Schools of these phases with so many pupils or more. A school whose pupils are unknown is not large. */
  large: z.strictObject({ phases: z.array(z.enum(PHASES)), fromPupils: count, size: count }),
});

/** Stage 3 and the team rules [D]. */
const Team = z.strictObject({
  inviteWeeksBefore: count,
  answerWorkingDays: count,
  remindAfterWorkingDays: rising,
  completeWeeksBefore: count,
  confirmWorkingDays: count,
  sizes: Sizes,
  maxFirstTimers: countOrNone,
  /** Whether somebody of the host's own hub may be in the team without the central team's reason. */
  sameHubAllowed: z.boolean(),
  /** For reviewers who gave none of their own. */
  defaultMaxDistanceKm: count,
  defaultStaysOvernight: z.boolean(),
  defaultMaxReviewsAYear: count,
  /** How many candidates are ranked for a seat. */
  shortlistLength: count,
  /** How long the central team has for a seat that finds nobody: as long as it takes to telephone some people. */
  fillSeatWorkingDays: count.default(10),
  /** On day 1 itself: from when people set out, until when a reviewer is asked, and how long whoever is asked has. */
  dayOne: z
    .strictObject({ setsOut: timeOfDay, lastAsked: timeOfDay, answerHours: z.number().positive() })
    .default({ setsOut: '08:00', lastAsked: '12:00', answerHours: 1.5 }),
  /** By what the candidates for one seat are put in order. */
  ranking: RankingSettings.default(defaultRankingSettings),
  /** By what the plan of a whole season is judged. Rows written before this was a setting have the default. */
  season: SeasonSettings.default(defaultSeasonSettings),
});

/** The term plan of a term [D]. Where programmes are planned together, those of the QAR count. */
const Matching = z.strictObject({
  /** A term with fewer reviews than this has no round: its teams are formed one by one. */
  fewestReviews: count,
  /** How many working days the central team has for a plan. */
  approveWorkingDays: count,
  /** How often the central team may have the same round planned anew. */
  maxPlans: count,
  /** How long the planner may look for a proof. */
  solveSeconds: count,
  /** How many people are kept for each team in case somebody declines. */
  alternates: count,
});

/** Training of reviewers [D]. */
const Training = z.strictObject({
  /** For how many months a training holds. */
  validMonths: count,
  /** Whoever's training ends within so many weeks after the end of a term is told when the term is planned. */
  tellWeeksAhead: countOrNone,
  /** A session takes bookings until so many working days before it. */
  bookingClosesWorkingDays: countOrNone,
  /** Within how many working days after a session it is to be recorded who came. */
  attendanceWorkingDays: count,
  /** After so many more nobody is asked any more, and the session counts for nobody. */
  attendanceGraceWorkingDays: count.default(10),
});

/** Stage 4 [D]: all before day 1 of the visit. */
const Preparation = z.strictObject({
  formOpensWeeksBefore: count,
  formDueWeeksBefore: count,
  timetableWorkingDaysBefore: count,
  callWorkingDaysBefore: count,
  attendanceAskedWorkingDaysBefore: count,
  attendanceWorkingDaysBefore: count,
  areaOfExcellence: z.boolean(),
});

/** Stage 5: three days [S]; the times are [D], London time. */
const Visit = z.strictObject({
  days: z.literal(VISIT_DAYS),
  /** From when, each evening, the lead is asked for the emerging findings; when they are due; when it is too late. */
  eveningNoteFrom: timeOfDay,
  eveningNoteDue: timeOfDay,
  /** On the day after. */
  noteExpires: timeOfDay,
  /** From when on day 3 the lead records the findings. */
  findingsFrom: timeOfDay,
  findingsDue: timeOfDay,
  /** By when on day 3 the host has agreed to them. */
  findingsAgreedBy: timeOfDay,
  /** How many working days after day 3 both sides may still take before the findings stand as recorded. */
  findingsGraceWorkingDays: count,
  estimates: z.boolean(),
});

/** Stage 6 [D]: working days after day 3 by which each step is done. */
const Report = z
  .strictObject({
    draft: count,
    qualityRead: count,
    hostCheckCloses: count,
    /** How many working days the host has at least, when the draft came late. */
    hostCheckDays: count,
    amended: count,
    final: count,
    /** Whoever is late is reminded so many working days after the due day. */
    chase: rising.min(1),
    /** Then the central team decides. */
    maxRounds: count,
    settleDays,
    framework: Framework,
  })
  .refine(
    (report) =>
      report.draft < report.qualityRead &&
      report.qualityRead < report.hostCheckCloses &&
      report.hostCheckCloses < report.amended &&
      report.amended < report.final,
    { error: 'must have its steps in order: draft, qualityRead, hostCheckCloses, amended, final' },
  );

/** Stage 7: the report belongs to the host [P]; silence is private [D]. */
const Publication = z.strictObject({ askWorkingDays: count, silence: z.literal('private') });

/** Stage 8 [D]: counted from the day the report is final. */
const Feedback = z.strictObject({
  openWorkingDays: count,
  remindDays: rising,
  closeDays: count,
  /** Months after the report is final in which the host is asked how far it has come. */
  progressMonths: count,
  progressAnswerWorkingDays: count,
  // Rows of the table that were written before these were settings have the defaults.
  /** What lead reviewers see of the surveys about reviews that they led: counts from five answers on, or nothing. */
  leadSees: z.enum(['counts', 'nothing']).default('counts'),
  /** The same for the manager of a hub, of the reviews of its schools. */
  hubSees: z.enum(['counts', 'nothing']).default('counts'),
  /** Whether the lead reviewer reads what the host wrote: never, where the host has ticked it, or always, which the form says. */
  hostWordsToLead: z.enum(['none', 'with-consent', 'always']).default('with-consent'),
});

/** What each member school owes the network [S]; the number is [D], see `placementsOwed`. */
const Reciprocity = z.strictObject({ defaultOwed: count });

/** What somebody who is asked may do beside answering [D]. */
const Answers = z.strictObject({
  /** Working days more that a person can take once for a question, by its own page; 0 offers none. */
  moreTimeWorkingDays: countOrNone,
});

/** Times of day, London, at which questions open and fall due. */
const Times = z.strictObject({ opens: timeOfDay, due: timeOfDay });

export const ProgrammeSettings = z
  .strictObject({
    year: yearName,
    programme: z.enum(PROGRAMMES),
    version: count,
    /** The programme's name for people: 'Quality Assurance Review'. */
    name: z.string().min(1),
    hostKind: z.enum(['school', 'trust']),
    agreement: Agreement,
    membershipUses: z.array(MembershipUse).min(1),
    renewal: Renewal,
    scheduling: Scheduling,
    team: Team,
    // Rows of the table that were written before these were settings have the default.
    matching: Matching.default({
      fewestReviews: 5,
      approveWorkingDays: 5,
      maxPlans: 20,
      solveSeconds: 60,
      alternates: 12,
    }),
    training: Training.default({
      validMonths: 24,
      tellWeeksAhead: 13,
      bookingClosesWorkingDays: 2,
      attendanceWorkingDays: 3,
      attendanceGraceWorkingDays: 10,
    }),
    preparation: Preparation,
    visit: Visit,
    report: Report,
    publication: Publication,
    feedback: Feedback,
    reciprocity: Reciprocity,
    reminders: Reminders,
    // Rows of the table that were written before this was a setting have the default.
    answers: Answers.default({ moreTimeWorkingDays: 3 }),
    times: Times,
  })
  .superRefine((settings, context) => {
    const { preparation, report, visit, team } = settings;
    const framework = report.framework;
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (framework.programme !== settings.programme) {
      refuse(['report', 'framework'], `is a framework of ${framework.programme}; name one of ${settings.programme}`);
    }
    if (visit.estimates !== (framework.estimates !== undefined)) {
      refuse(
        ['visit', 'estimates'],
        `must be ${framework.estimates !== undefined}, as the framework ${framework.id} has it`,
      );
    }
    if (preparation.areaOfExcellence !== framework.areaOfExcellence) {
      refuse(
        ['preparation', 'areaOfExcellence'],
        `must be ${framework.areaOfExcellence}, as the framework ${framework.id} has it`,
      );
    }
    if (team.inviteWeeksBefore <= team.completeWeeksBefore) {
      refuse(['team', 'inviteWeeksBefore'], 'must be more weeks than team.completeWeeksBefore');
    }
    if (preparation.formOpensWeeksBefore <= preparation.formDueWeeksBefore) {
      refuse(['preparation', 'formOpensWeeksBefore'], 'must be more weeks than preparation.formDueWeeksBefore');
    }
    if (
      preparation.timetableWorkingDaysBefore <= preparation.callWorkingDaysBefore ||
      preparation.callWorkingDaysBefore <= preparation.attendanceWorkingDaysBefore ||
      preparation.attendanceAskedWorkingDaysBefore <= preparation.attendanceWorkingDaysBefore
    ) {
      refuse(['preparation'], 'must have timetable, call and attendance in this order before the visit');
    }
  });
export type ProgrammeSettings = z.infer<typeof ProgrammeSettings>;

/** What one programme of one year is called in messages and keys: 'QAR 2026 version 1'. */
export function settingsTitle(settings: Pick<ProgrammeSettings, 'programme' | 'year' | 'version'>): string {
  return `${settings.programme} ${settings.year} version ${settings.version}`;
}
