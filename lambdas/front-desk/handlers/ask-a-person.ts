import type { Context } from 'aws-lambda';
import { ask } from '../../decisions/ask.ts';
import { logger } from '../../platform/logger.ts';
import { readStep } from '../../platform/read-step.ts';
import { connectDesk } from '../../wiring/connect-desk.ts';
import { AskInput, isTooEarly } from '../ask-input.ts';
import { catalogue } from '../catalogue.ts';

const desk = connectDesk();

/** Asks one person one question for a workflow that waits for the answer. */
export const handler = async (event: unknown, context: Context): Promise<{ readonly asking: string }> => {
  logger.addContext(context);
  const { askedAt, opensAt, token, ...asked } = readStep(AskInput, event);
  if (isTooEarly({ askedAt, opensAt })) return { asking: 'not-yet' };
  const asking = await ask(catalogue(asked.question), { ...asked, at: askedAt }, token, desk);
  logger.info('asked', { about: asked.about, question: asked.question, subject: asked.subject, asking });
  return { asking };
};
