import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { planForApproval } from '../round/plan-for-approval.ts';
import { PlanTeamsInput } from '../round/plan-teams.ts';

export const handler = step(PlanTeamsInput, planForApproval, connectTable());
