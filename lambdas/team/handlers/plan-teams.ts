import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { planForApproval } from '../term-plan/plan-for-approval.ts';
import { PlanTeamsInput } from '../term-plan/plan-teams.ts';

export const handler = step(PlanTeamsInput, planForApproval, connectTable());
