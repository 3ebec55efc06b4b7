import { defineConfig } from 'vitest/config';
import { browserScriptForTests } from '../../scripts/browser-script.ts';
import { fontBytesForTests } from '../../scripts/font-bytes.ts';
import { scssTextForTests } from '../../scripts/scss-text.ts';

/** Apart from `npm test`, since it needs Java and Maven. */
export default defineConfig({
  plugins: [scssTextForTests, browserScriptForTests, fontBytesForTests],
  test: {
    name: 'pdf',
    include: ['test/pdf/**/*.test.ts'],
    expect: { requireAssertions: true },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
