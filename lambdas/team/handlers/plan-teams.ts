import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { PlanTeamsInput, planTeams } from '../round/plan-teams.ts';

export const handler = tableStepHandler(PlanTeamsInput, planTeams);
