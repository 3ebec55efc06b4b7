import { stepHandler } from '../../wiring/step-handler.ts';
import { WeeklyDigestInput, weeklyDigest } from '../weekly-digest.ts';

/** The digests of a week, each sent once. */
export const handler = stepHandler(WeeklyDigestInput, weeklyDigest);
