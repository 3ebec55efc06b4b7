import {
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Outcome } from './question.ts';

/** Hands outcomes to the workflows that wait for them. */
export interface Callbacks {
  /** 'gone' when nothing waits with this token any more: it was used, has expired, or its execution has ended. */
  deliver(token: string, outcome: Outcome): Promise<'delivered' | 'gone'>;
}

export const sfnCallbacks = (client: SFNClient): Callbacks => ({
  async deliver(token, outcome) {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(outcome) }));
      return 'delivered';
    } catch (error) {
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken) {
        return 'gone';
      }
      throw error;
    }
  },
});
