import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { readDeployment } from '../../local/cloudformation/deployment.ts';
import { unusedGrants } from '../../local/iam/unused-grants.ts';
import { USED_GRANTS_FOLDER, UsedGrants } from '../../local/iam/used-grants.ts';
import { synthesize } from '../../local/synth.ts';
import { FILES_RUN } from '../support/note-run.ts';

const folder = process.env[USED_GRANTS_FOLDER] ?? '';

/** Runs last: see vitest.config.ts. Some of the tests prove nothing of grants that the others use. */
const ran = new Set(readFileSync(join(folder, FILES_RUN), 'utf8').split('\n'));
const isWholeSuite = inject('allTestFiles').every((file) => ran.has(file));

it.runIf(isWholeSuite)(
  'every right of every role is of use, or is said beside it to be needed nevertheless',
  async () => {
    const complaints = unusedGrants(readDeployment(await synthesize()), UsedGrants.readFrom(folder));
    expect(
      complaints.map(({ role, action, resource, complaint }) => `${role} may ${action} ${resource}: ${complaint}`),
    ).toEqual([]);
  },
);
