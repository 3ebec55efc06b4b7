import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { WeeklyDigestInput, weeklyDigest } from '../weekly-digest.ts';

/** The digests of a week, each sent once. */
export const handler = step(WeeklyDigestInput, weeklyDigest, connectStepDesk());
