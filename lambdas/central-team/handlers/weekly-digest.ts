import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { WeeklyDigestInput, weeklyDigest } from '../weekly-digest.ts';

/** The digests of a week, each sent once. */
export const handler = step(WeeklyDigestInput, weeklyDigest, connectStepDeps());
