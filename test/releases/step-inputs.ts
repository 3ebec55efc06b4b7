import type * as z from 'zod';
import { WeeklyDigestInput } from '../../lambdas/central-team/weekly-digest.ts';
import { OpenReviewInput } from '../../lambdas/commands/open-review.ts';
import { DailyRoundInput } from '../../lambdas/daily-round/daily-round.ts';
import { CloseReviewInput } from '../../lambdas/feedback/close-review.ts';
import { PublishReportInput } from '../../lambdas/publication/publish-report.ts';
import { AskInput } from '../../lambdas/questions/ask-input.ts';
import { ListMembersToRenewInput } from '../../lambdas/renewal/list-members-to-renew.ts';
import { ReckonLedgersInput } from '../../lambdas/renewal/reckon-ledgers.ts';
import { OpenRoundInput } from '../../lambdas/report/open-round.ts';
import { FixDatesInput } from '../../lambdas/scheduling/fix-dates.ts';
import { OfferDatesInput } from '../../lambdas/scheduling/offer-dates.ts';
import { SubscriptionStep } from '../../lambdas/subscription/open-subscription.ts';
import { AskAvailabilityInput } from '../../lambdas/team/availability/ask-availability.ts';
import { ChooseCandidateInput } from '../../lambdas/team/choose-candidate.ts';
import { PlanTeamInput } from '../../lambdas/team/plan-team.ts';
import { OpenTermPlanInput } from '../../lambdas/team/term-plan/open-term-plan.ts';
import { PlanTeamsInput } from '../../lambdas/team/term-plan/plan-teams.ts';
import { PutPlanIntoForceInput } from '../../lambdas/team/term-plan/put-plan-into-force.ts';
import { TrainingStep } from '../../lambdas/training/close-bookings.ts';
import { OfferTrainingInput } from '../../lambdas/training/offer-training.ts';
import type { FunctionName } from '../../lib/functions.ts';

/** What each function that machines call takes today. */
export const stepInputs: Partial<Record<FunctionName, z.ZodObject>> = {
  'ask-a-person': AskInput,
  'ask-availability': AskAvailabilityInput,
  'choose-candidate': ChooseCandidateInput,
  'close-bookings': TrainingStep,
  'close-review': CloseReviewInput,
  'fix-dates': FixDatesInput,
  'let-membership-lapse': SubscriptionStep,
  'list-members-to-renew': ListMembersToRenewInput,
  'morning-round': DailyRoundInput,
  'offer-dates': OfferDatesInput,
  'offer-training': OfferTrainingInput,
  'open-matching-round': OpenTermPlanInput,
  'open-review': OpenReviewInput,
  'open-round': OpenRoundInput,
  'open-subscription': SubscriptionStep,
  'plan-reviews': SubscriptionStep,
  'plan-team': PlanTeamInput,
  'plan-teams': PlanTeamsInput,
  'publish-report': PublishReportInput,
  'put-plan-into-force': PutPlanIntoForceInput,
  'record-training': TrainingStep,
  'reckon-ledgers': ReckonLedgersInput,
  'weekly-digest': WeeklyDigestInput,
};

const instant = '2026-09-07T08:00:00.000Z';

/** A value such as machines send under a name, for the `*` of a record. A new name needs one. */
const samples: Readonly<Record<string, unknown>> = {
  about: 'qar-2026-100183',
  after: null,
  ...{ askedAt: instant, at: instant, expiresAt: instant, opensAt: instant, scheduledAt: instant },
  execution: 'qar-2026-100183',
  member: '100183',
  number: 1,
  person: 'person-0107',
  plan: 1,
  round: 2,
  seat: 'seat-1',
  session: 'training-qar-2026-11-05',
  subject: 'seat-1',
  term: 'spring',
  token: 'a token',
  turn: 1,
  year: '2026',
};

/** A payload of a record as the function gets it. */
export function playedPayload(sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      if (value !== '*') return [name, value];
      if (!(name in samples)) throw new Error(`Give '${name}' a sample value in test/releases/step-inputs.ts.`);
      return [name, samples[name]];
    }),
  );
}
