import { listener } from '../../platform/handlers.ts';
import { logger } from '../../platform/logger.ts';
import { keepFormerMember } from '../../questions/keep-former-member.ts';
import { hubsLeft, OfficeChanges, officesPassed } from '../../questions/office-changes.ts';
import { passOfficeOn } from '../../questions/pass-office-on.ts';
import { connectDeps } from '../../wiring/connect-deps.ts';
import { catalogue } from '../catalogue.ts';

const deps = { ...connectDeps(), catalogue };

/** Passes on what waits for an office that has passed on, and keeps with a hub which members have left it. Lambda calls it with what the table's stream has, and again until it succeeds. */
export const handler = listener(OfficeChanges, async (changes) => {
  for (const left of hubsLeft(changes)) await keepFormerMember(left, deps.store);
  for (const passed of officesPassed(changes)) {
    await passOfficeOn(passed, deps);
    logger.info('office passed on', { office: passed.office, of: passed.of });
  }
});
