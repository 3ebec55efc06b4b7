/** A review's year as its rows and mails tell it: from the signature to what became of it half a year after the visit. */
import { londonDate, londonInstant } from '../../../lambdas/calendar/london.ts';
import type { StageDates } from '../../../lambdas/questions/enter-stage.ts';
import type { Decision, Membership, Review, Store } from '../../../lambdas/store/store.ts';
import { membershipName } from '../../../lambdas/subscription/membership-name.ts';
import type { Mail } from '../../inbox/mail.ts';

/** The stages of a year in order, as the pages call them. */
const STAGES = [
  { stage: 'subscription', title: 'Subscription' },
  { stage: 'scheduling', title: 'Dates' },
  { stage: 'team', title: 'Team' },
  { stage: 'preparation', title: 'Preparation' },
  { stage: 'visit', title: 'Three days' },
  { stage: 'report', title: 'Report' },
  { stage: 'publication', title: 'Publication' },
  { stage: 'feedback', title: 'Feedback' },
  { stage: 'progress', title: 'Half a year later' },
] as const;

type YearStage = (typeof STAGES)[number]['stage'];

export interface StageOfYear {
  readonly stage: YearStage;
  readonly title: string;
  /** Over, under way, or still to come. */
  readonly state: 'done' | 'now' | 'later';
  /** London dates; none of a stage that is still to come. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** What was mailed about the review while it was in this stage, in order. */
  readonly mails: readonly Mail[];
}

export interface ReviewYear {
  /** 'qar-2026-900001' */
  readonly about: string;
  /** 'QAR at Hill View Primary School, 2026 to 2027' */
  readonly title: string;
  readonly status: string;
  readonly host: string;
  readonly stages: readonly StageOfYear[];
}

/**
 * Reads the year of a review.
 *
 * @param mails all mails there are
 * @returns nothing where there is no such review
 */
export async function readYear(store: Store, about: string, mails: readonly Mail[]): Promise<ReviewYear | undefined> {
  const review = await store.review(about);
  if (!review) return undefined;
  const subscription = membershipName(review.host, review.year);
  const [membership, decisions] = await Promise.all([
    store.membership(review.host, review.year),
    store.decisionsAbout(about),
  ]);
  const ours = mails.filter(({ tags }) => tags.about === about || tags.about === subscription);
  return { ...yearOf(review, membership, decisions, ours), about };
}

interface Span {
  readonly from: string;
  readonly to: string | undefined;
  /** Milliseconds since the epoch; what is mailed from then on belongs to the stage. */
  readonly begins: number;
}

/** Puts a year together from its rows. */
export function yearOf(
  review: Review,
  membership: Membership | undefined,
  decisions: readonly Decision[],
  mails: readonly Mail[],
): Omit<ReviewYear, 'about'> {
  const spans = new Map(
    STAGES.flatMap(({ stage }) => {
      const span = spanOf(stage, review, membership, decisions);
      return span ? [[stage, span] as const] : [];
    }),
  );
  const begun = STAGES.filter(({ stage }) => spans.has(stage));
  const stageOf = ({ at }: Mail): YearStage =>
    begun.findLast(({ stage }) => (spans.get(stage)?.begins ?? 0) <= at)?.stage ?? 'subscription';
  const { programme, hostName, year, status, host } = review;
  return {
    title: `${programme} at ${hostName}, ${year} to ${Number(year) + 1}`,
    status,
    host,
    stages: STAGES.map(({ stage, title }) => {
      const { from, to } = spans.get(stage) ?? {};
      const state = from === undefined ? 'later' : to === undefined ? 'now' : 'done';
      return { stage, title, state, from, to, mails: mails.filter((mail) => stageOf(mail) === stage) };
    }),
  };
}

/** When a stage began and ended; its first question is asked at an instant, its row knows the day alone. */
function spanOf(
  stage: YearStage,
  review: Review,
  membership: Membership | undefined,
  decisions: readonly Decision[],
): Span | undefined {
  if (stage === 'subscription') return membership && instants(membership.openedAt, membership.decidedAt);
  if (stage === 'progress') {
    const asked = decisions.find(({ question }) => question === 'report-progress');
    return (
      asked && instants(asked.askedAt, asked.status === 'open' ? undefined : (asked.answeredAt ?? asked.expiresAt))
    );
  }
  const dates = ((review.stages ?? {}) as StageDates)[stage];
  if (!dates) return undefined;
  const asked = decisions.filter((decision) => decision.stage === stage).map(({ askedAt }) => Date.parse(askedAt));
  const day = Date.parse(londonInstant(dates.from, '00:00'));
  return { from: dates.from, to: dates.to, begins: Math.max(day, Math.min(...asked, day + LAST_HOUR)) };
}

/** Where no question of a stage tells, it begins before the day of its row is over. */
const LAST_HOUR = 23 * 3_600_000;

const instants = (from: string, to: string | undefined): Span => ({
  from: londonDate(from),
  to: to && londonDate(to),
  begins: Date.parse(from),
});
