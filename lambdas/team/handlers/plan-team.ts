import { stepHandler } from '../../steering/step-handler.ts';
import { PlanTeamInput, planTeam } from '../plan-team.ts';

export const handler = stepHandler(PlanTeamInput, planTeam);
