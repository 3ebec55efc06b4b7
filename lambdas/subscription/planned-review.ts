import { addWeeks } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { type Programme, slugOf } from '../programmes/programmes.ts';
import { versionKey } from '../settings/load-settings.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { schedulingClock } from '../settings/review-clock.ts';
import type { Ledger, Member, Membership, Review, Store } from '../store/store.ts';
import { hopedWeeks } from './hoped-week.ts';
import { turnOf } from './membership-name.ts';
import type { SubscriptionStep } from './open-subscription.ts';
import { breaksOfMember } from './school-days.ts';
import { later } from './subscription-clock.ts';

/** No week of the partnership year is left in which a review could take place. */
export class NoWeekLeft extends Error {
  override name = 'NoWeekLeft';
}

/** A review as far as it is planned. */
export type PlannedReview = Pick<Review, 'about' | 'programme' | 'week' | 'startsOn' | 'day1'>;

/** What a membership's reviews of a year are planned from. */
export interface Plan {
  readonly step: SubscriptionStep;
  readonly member: Member;
  readonly membership: Membership;
  readonly year: PartnershipYear;
  /** Of the programme whose agreement the member signed. */
  readonly settings: ProgrammeSettings;
  /** The reviews of earlier years of the member and of those it followed, as an index finds them. */
  readonly reviews: readonly Review[];
  readonly ledger: Ledger | undefined;
  /** Its own of the year before, and of those whose place it took. */
  readonly ledgersBefore: readonly (Ledger | undefined)[];
}

/** How far from the hoped week a week with room is looked for, in the order of its candidates. */
const CANDIDATES = 12;

/** The id of a member's review of a year: 'qar-2026-100183'. */
export const reviewName = (programme: Programme, { year, member }: SubscriptionStep): string =>
  `${slugOf(programme)}-${year}-${member}`;

/**
 * A review as it begins: asleep, in the week that is hoped for.
 *
 * @param besides the member's other reviews of the year.
 * @throws NoWeekLeft when it was signed too late in the year.
 */
export async function plannedReview(
  plan: Plan,
  settings: ProgrammeSettings,
  besides: readonly PlannedReview[],
  store: Store,
) {
  const { member, membership, step, year } = plan;
  const { programme } = settings;
  const breaks = breaksOfMember(member, membership, year);
  const week = await weekWithRoom(plan, settings, besides, store);
  const { startsOn } = schedulingClock(week, settings, breaks);
  return {
    about: reviewName(programme, step),
    programme,
    year: step.year,
    settingsVersion: versionKey(settings.version),
    host: member.member,
    hostKind: member.kind,
    hostName: member.name,
    ...(member.hub !== undefined && { hub: member.hub }),
    ...(member.trust !== undefined && { trust: member.trust }),
    ...(member.phase !== undefined && { phase: member.phase }),
    stage: 'planned' as const,
    status: 'planned' as const,
    week,
    startsOn: later(startsOn, londonDate(step.at)),
    turn: 1,
    executions: 0,
    termBreaks: breaks,
    ...(turnOf(step) > 1 && { opening: turnOf(step) }),
  };
}

/** The best week for which not as many reviews are planned as it can hold; the very best one when all are full. */
async function weekWithRoom(
  plan: Plan,
  settings: ProgrammeSettings,
  besides: readonly PlannedReview[],
  store: Store,
): Promise<string> {
  const { member, membership, step, year, reviews } = plan;
  const { programme } = settings;
  const { leadMinimumWeeks, weekCapacity } = settings.scheduling;
  const lastYear = reviews.find(
    (review) =>
      review.programme === programme && review.year === String(Number(step.year) - 1) && review.status !== 'cancelled',
  );
  const hoped = hopedWeeks({
    host: member.member,
    lastYear: lastYear?.day1 ?? lastYear?.week,
    year,
    earliest: addWeeks(londonDate(step.at), leadMinimumWeeks),
    settings,
    breaks: breaksOfMember(member, membership, year),
  });
  const [best, ...others] = hoped.filter((week) => !besides.some((review) => review.week === week));
  if (best === undefined) {
    throw new NoWeekLeft(`The year ${step.year} has no week left for a review of ${member.member}.`);
  }
  const hasRoom = async (week: string) => {
    const inWeek = await store.reviewsInWeeks(step.year, week, week);
    return inWeek.filter((review) => review.programme === programme).length < weekCapacity;
  };
  for (const week of [best, ...others.slice(0, CANDIDATES - 1)]) {
    if (await hasRoom(week)) return week;
  }
  return best;
}
