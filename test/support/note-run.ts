import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { USED_GRANTS_FOLDER } from '../../local/iam/used-grants.ts';

/** In the folder of used grants: the test files that have run, a line each. */
export const FILES_RUN = 'test-files';

// Which files have run decides whether a grant that was of no use in them is of no use at all.
const folder = process.env[USED_GRANTS_FOLDER];
if (folder !== undefined) appendFileSync(join(folder, FILES_RUN), `${expect.getState().testPath}\n`);
