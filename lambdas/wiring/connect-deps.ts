import { SESClient } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../platform/environment.ts';
import type { AskingDeps } from '../questions/ask.ts';
import { sfnCallbacks } from '../questions/callbacks.ts';
import { makeMailer } from '../questions/mailer.ts';
import { type StepDeps, stepDeps } from '../questions/step-deps.ts';
import { clientSettings } from './client-settings.ts';
import { connectStore } from './connect-store.ts';

/** The collaborators of a function that writes and mails, from its environment. */
export function connectDeps(): AskingDeps & { readonly charityName: string; readonly sfn: SFNClient } {
  const env = environment(
    'TABLE_NAME',
    'PORTAL_ORIGIN',
    'SENDER_ADDRESS',
    'CENTRAL_TEAM_ADDRESS',
    'CHARITY_NAME',
    'URGENT_TELEPHONE',
    'CONFIGURATION_SET',
  );
  const store = connectStore(env.TABLE_NAME);
  const sfn = new SFNClient(clientSettings);
  return {
    store,
    sfn,
    centralTeam: { name: 'colleagues', email: env.CENTRAL_TEAM_ADDRESS },
    portalOrigin: env.PORTAL_ORIGIN,
    charityName: env.CHARITY_NAME,
    callbacks: sfnCallbacks(sfn),
    mailer: makeMailer({
      ses: new SESClient(clientSettings),
      store,
      settings: {
        senderAddress: env.SENDER_ADDRESS,
        charityName: env.CHARITY_NAME,
        centralTeamAddress: env.CENTRAL_TEAM_ADDRESS,
        configurationSet: env.CONFIGURATION_SET,
        urgentTelephone: env.URGENT_TELEPHONE,
        privacyAddress: `${env.PORTAL_ORIGIN}/privacy`,
      },
    }),
  };
}

/** The collaborators of a workflow's step that also mails, from its environment. */
export const connectStepDeps = (): StepDeps => stepDeps(connectDeps());
