import { londonInstant } from '../../lambdas/calendar/london.ts';
import type { LocalStack } from '../stack.ts';
import { type SynthesizeOptions, synthesize } from '../synth.ts';

/** What the next release calls the network: it is in every mail and page, so in the environment of every function. */
const NEXT_NAME = 'The Network of the Next Release';

const comes = (day: string): number => Date.parse(londonInstant(day, '11:00'));

type OnPart = NonNullable<SynthesizeOptions['onPart']>;

/** The release with which a rehearsal begins, or goes on: the next one where its day has come already. */
export const releaseOf = (start: Date, day: string | undefined, onPart: OnPart): Promise<string> =>
  synthesize({
    onPart,
    ...(day !== undefined && comes(day) <= start.getTime() && { settings: { charityName: NEXT_NAME } }),
  });

/**
 * Brings the next release on the morning of a day, while people are at their pages: every function is another one from its next event
 * on, and executions to come are started with the definitions of the release. It is synthesized now.
 */
export async function comesAt(stack: LocalStack, day: string, onRelease: (what: string) => void): Promise<void> {
  const moment = comes(day);
  if (moment <= stack.clock.now()) return;
  const next = await synthesize({ settings: { charityName: NEXT_NAME } });
  stack.clock.schedule(moment, () => {
    onRelease('a release');
    void stack.update(next).catch((error: unknown) => stack.problems.report(`The release failed: ${error}`));
  });
}
