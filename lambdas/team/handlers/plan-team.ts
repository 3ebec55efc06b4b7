import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { PlanTeamInput, planTeam } from '../plan-team.ts';

export const handler = step(PlanTeamInput, planTeam, connectTable());
