import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../local/cloudformation/deployment.ts';
import { readFunctions } from '../../local/functions/settings.ts';
import { synthesize } from '../../local/synth.ts';

describe('the synthesis for one machine', () => {
  it('is of the local stage, and made once for equal sources', async () => {
    const folder = await synthesize();
    const functions = readFunctions(readDeployment(folder));
    expect(functions.find(({ id }) => id === 'AskAPerson')?.environment).toMatchObject({
      STAGE_NAME: 'local',
      PORTAL_ORIGIN: 'http://127.0.0.1:4300',
    });
    const began = performance.now();
    expect(await synthesize()).toBe(folder);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
