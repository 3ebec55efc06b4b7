import { ask } from '../../decisions/ask.ts';
import { step } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { connectDesk } from '../../wiring/connect-desk.ts';
import { AskInput, isTooEarly } from '../ask-input.ts';
import { catalogue } from '../catalogue.ts';

/** Asks one person one question for a workflow that waits for the answer. */
export const handler = step(
  AskInput,
  async ({ askedAt, opensAt, token, ...asked }, desk) => {
    if (isTooEarly({ askedAt, opensAt })) return { asking: 'not-yet' };
    const asking = await ask(catalogue(asked.question), { ...asked, at: askedAt }, token, desk);
    logger.info('asked', { about: asked.about, question: asked.question, subject: asked.subject, asking });
    return { asking };
  },
  connectDesk(),
);
