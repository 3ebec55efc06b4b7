import type { LocalStack } from '../stack.ts';
import { Waiting } from '../waiting.ts';

/** With two open questions at once the dashboard has something to show, and the inbox something to answer. */
const ASKED_AT_ONCE = 2;
/** Next year's team is asked about a quarter of a year after this year's last question. */
const LONGEST_MS = 200 * 86_400_000;

/**
 * Plays on from the end of a year, when nobody is asked anything, to the next moment at which several people are: when
 * next year's review of the same school looks for its team.
 */
export async function goOn(stack: LocalStack, interrupted: AbortSignal): Promise<void> {
  const waiting = new Waiting(stack.engine);
  try {
    await stack.clock.run({
      until: stack.clock.now() + LONGEST_MS,
      stop: () => waiting.count >= ASKED_AT_ONCE || interrupted.aborted || stack.problems.messages.length > 0,
    });
    // What else is due at that moment belongs to it: the other mails of the same minute.
    await stack.clock.run({ until: stack.clock.now() });
  } finally {
    waiting.stop();
  }
}
