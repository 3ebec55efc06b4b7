import type { TrainingActs } from '../commands/steering-desk.ts';
import { cancelSession } from './cancel-session.ts';
import { openSession } from './open-session.ts';

/** What the central team does with training sessions, for whoever carries out its acts. */
export const trainingActs = (machineArn: string): TrainingActs => ({
  open: (call, desk) => openSession(call, { ...desk, machineArn }),
  cancel: cancelSession,
});
