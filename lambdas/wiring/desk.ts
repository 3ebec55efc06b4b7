import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { type AskingDesk, ask as askQuestion } from '../decisions/ask.ts';
import { type Callbacks, sfnCallbacks } from '../decisions/callbacks.ts';
import { type Mailer, makeMailer } from '../decisions/mailer.ts';
import type { Asked, Desk, Question } from '../decisions/question.ts';
import { connectStore } from './connect-store.ts';
import { environment } from './environment.ts';
import { sdkLogger } from './sdk-logger.ts';

/** What a workflow's step works with. */
export interface StepDesk extends Desk {
  readonly mailer: Mailer;
  readonly portalOrigin: string;
  readonly charityName: string;
  /** Asks a question that no workflow waits for. */
  ask(question: Question, asked: Asked): Promise<void>;
}

/** The collaborators of a function that writes and mails, from its environment. */
export function connectDesk(): AskingDesk & { readonly charityName: string; readonly sfn: SFNClient } {
  const env = environment(
    'TABLE_NAME',
    'PORTAL_ORIGIN',
    'SENDER_ADDRESS',
    'CENTRAL_TEAM_ADDRESS',
    'CHARITY_NAME',
    'CONFIGURATION_SET',
  );
  const store = connectStore(env.TABLE_NAME);
  const sfn = new SFNClient({ logger: sdkLogger });
  return {
    store,
    sfn,
    centralTeam: { name: 'colleagues', email: env.CENTRAL_TEAM_ADDRESS },
    portalOrigin: env.PORTAL_ORIGIN,
    charityName: env.CHARITY_NAME,
    callbacks: sfnCallbacks(sfn),
    mailer: makeMailer({
      ses: new SESv2Client({ logger: sdkLogger }),
      store,
      settings: {
        senderAddress: env.SENDER_ADDRESS,
        charityName: env.CHARITY_NAME,
        centralTeamAddress: env.CENTRAL_TEAM_ADDRESS,
        configurationSet: env.CONFIGURATION_SET,
      },
    }),
  };
}

/** The desk of a step: it may ask, but what it asks has no workflow waiting. */
export function stepDesk(desk: AskingDesk & { readonly charityName: string }): StepDesk {
  const { store, centralTeam, mailer, portalOrigin, charityName } = desk;
  return {
    store,
    centralTeam,
    mailer,
    portalOrigin,
    charityName,
    ask: async (question, asked) => {
      await askQuestion(question, asked, undefined, { ...desk, callbacks: nobodyWaits });
    },
  };
}

const nobodyWaits: Callbacks = { deliver: async () => 'gone' };
