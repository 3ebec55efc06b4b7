import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { PutPlanIntoForceInput, putPlanIntoForce } from '../term-plan/put-plan-into-force.ts';

export const handler = step(PutPlanIntoForceInput, putPlanIntoForce, connectTable());
