import type { CancelsTraining } from '../commands/cancel-training.ts';
import type { OpensTraining } from '../commands/open-training.ts';
import { cancelSession } from './cancel-session.ts';
import { openSession } from './open-session.ts';

/** What the central team does with training sessions, for whoever carries out its commands. */
export const trainingCommands = (machineArn: string): (OpensTraining & CancelsTraining)['training'] => ({
  open: (call, context) => openSession(call, { ...context, machineArn }),
  cancel: cancelSession,
});
