import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { planForApproval } from '../round/plan-for-approval.ts';
import { PlanTeamsInput } from '../round/plan-teams.ts';

export const handler = tableStepHandler(PlanTeamsInput, planForApproval);
