import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { OpenTermPlanInput, openTermPlan } from '../term-plan/open-term-plan.ts';

export const handler = step(OpenTermPlanInput, openTermPlan, connectTable());
