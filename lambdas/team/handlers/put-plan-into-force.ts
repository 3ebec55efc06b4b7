import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { PutPlanIntoForceInput, putPlanIntoForce } from '../round/put-plan-into-force.ts';

export const handler = tableStepHandler(PutPlanIntoForceInput, putPlanIntoForce);
