import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { PlanTeamInput, planTeam } from '../plan-team.ts';

export const handler = tableStepHandler(PlanTeamInput, planTeam);
