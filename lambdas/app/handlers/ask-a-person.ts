import { step } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { ask } from '../../questions/ask.ts';
import { AskInput, isTooEarly } from '../../questions/ask-input.ts';
import { connectDeps } from '../../wiring/connect-deps.ts';
import { catalogue } from '../catalogue.ts';

/** Asks one person one question for a workflow that waits for the answer. */
export const handler = step(
  AskInput,
  async ({ askedAt, opensAt, token, ...asked }, deps) => {
    if (isTooEarly({ askedAt, opensAt })) return { asking: 'not-yet' };
    const asking = await ask(catalogue(asked.question), { ...asked, at: askedAt }, token, deps);
    logger.info('asked', { about: asked.about, question: asked.question, subject: asked.subject, asking });
    return { asking };
  },
  connectDeps(),
);
