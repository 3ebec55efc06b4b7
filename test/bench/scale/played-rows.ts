import { londonInstant } from '../../../lambdas/calendar/london.ts';
import { seedSettings } from '../../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { Store } from '../../../lambdas/store/store.ts';
import { attend } from '../../../local/people/people.ts';
import { playStart } from '../../../local/play/play.ts';
import { collectEnding } from '../../../local/rehearsal/collect-ending.ts';
import { rehearsedNetwork, seedRehearsal } from '../../../local/rehearsal/network.ts';
import { YEAR_BEFORE } from '../../../local/rehearsal/years.ts';
import { startLocalStack } from '../../../local/stack.ts';
import type { Row } from './row-text.ts';

/** Schools of the network that is played: three hubs. */
export const SCHOOLS = 48;

/** A Monday, on which everybody is reminded who was asked about the spring and has not answered: 114 people of 48 schools. */
export const MORNING = londonInstant('2026-10-05', '07:30');
/** Before that morning's digest and round. */
const PLAYED_UNTIL = londonInstant('2026-10-05', '06:00');

/** All rows of a network of 48 schools before that morning. Everybody is willing, but nobody has said when they cannot. */
export async function playedRows(cdkOut: string): Promise<readonly Row[]> {
  const start = playStart();
  const stack = await startLocalStack({ cdkOut, start, print: () => {} });
  try {
    const store = new Store({ client: stack.table, table: stack.tableName });
    const today = start.toISOString().slice(0, 10);
    await seedSettings(store, readSettingsFiles());
    const network = rehearsedNetwork({ members: undefined, schools: SCHOOLS, seed: 1, today });
    await seedRehearsal(store, network, { year: YEAR_BEFORE, at: start.toISOString() });
    await stack.functions.warmAll();
    attend(stack, { when: ({ decision }) => (decision.question === 'availability' ? 'left' : undefined) });
    await stack.clock.run({ until: Date.parse(PLAYED_UNTIL) });
    return (await collectEnding(stack)).rows;
  } finally {
    await stack.stop();
  }
}
