import { defineConfig } from 'vitest/config';
import { browserScriptForTests } from '../../scripts/browser-script.ts';
import { fontBytesForTests } from '../../scripts/font-bytes.ts';
import { scssTextForTests } from '../../scripts/scss-text.ts';

/** Apart from `npm test`, since it needs Chromium. One file at a time: the play has both cores to do with already. */
export default defineConfig({
  plugins: [scssTextForTests, browserScriptForTests, fontBytesForTests],
  test: {
    name: 'browser',
    include: ['test/browser/**/*.test.ts'],
    expect: { requireAssertions: true, poll: { timeout: 20_000 } },
    testTimeout: 600_000,
    hookTimeout: 0, // the year takes as long as it takes: the clock of the local stack gives up when nothing moves
    maxWorkers: 1,
  },
});
