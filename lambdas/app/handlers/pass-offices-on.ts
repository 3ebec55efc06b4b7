import { listener } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { OfficeChanges, officesPassed } from '../../questions/office-changes.ts';
import { passOfficeOn } from '../../questions/pass-office-on.ts';
import { connectDeps } from '../../wiring/connect-deps.ts';
import { catalogue } from '../catalogue.ts';

const deps = { ...connectDeps(), catalogue };

/** Passes on what waits for an office that has passed on. Lambda calls it with what the table's stream has, and again until it succeeds. */
export const handler = listener(OfficeChanges, async (changes) => {
  for (const passed of officesPassed(changes)) {
    await passOfficeOn(passed, deps);
    logger.info('office passed on', { office: passed.office, of: passed.of });
  }
});
