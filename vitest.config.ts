import { defineConfig } from 'vitest/config';
import { scssTextForTests } from './scripts/scss-text.ts';

/** Run by commands of their own, since they need more than Node. */
const elsewhere = ['test/browser/**', 'test/deploy/**', 'test/bench/**'];

export default defineConfig({
  plugins: [scssTextForTests],
  test: {
    expect: { requireAssertions: true },
    restoreMocks: true,
    unstubEnvs: true,
    testTimeout: 30_000, // a slow machine is no failure; a test that hangs is
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/infrastructure/**', 'test/workflows/**', ...elsewhere],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'infrastructure',
          include: ['test/infrastructure/**/*.test.ts'],
          isolate: false, // loading the CDK takes longer than most of these tests
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'workflows',
          include: ['test/workflows/**/*.test.ts'],
          // Each plays a year on a database, a server and workers of its own: two at once would only slow each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
