import type { LocalStack } from '../stack.ts';

/** With two open questions at once the dashboard has something to show, and the inbox something to answer. */
const ASKED_AT_ONCE = 2;
/** Next year's team is asked about a quarter of a year after this year's last question. */
const LONGEST_MS = 200 * 86_400_000;

/**
 * Plays on from the end of a year, when nobody is asked anything, to the next moment at which several people are: when
 * next year's review of the same school looks for its team.
 */
export async function goOn(stack: LocalStack, interrupted: AbortSignal): Promise<void> {
  const waiting = new Set<string>();
  const stopListening = stack.engine.onEvent((executionArn, { type, details }) => {
    if (type === 'TaskSubmitted' && String(details?.resource).endsWith('.waitForTaskToken')) waiting.add(executionArn);
    if (/^Task(Succeeded|Failed|TimedOut)$/.test(type)) waiting.delete(executionArn);
  });
  try {
    await stack.clock.run({
      until: stack.clock.now() + LONGEST_MS,
      stop: () => waiting.size >= ASKED_AT_ONCE || interrupted.aborted || stack.problems.messages.length > 0,
    });
  } finally {
    stopListening();
  }
}
