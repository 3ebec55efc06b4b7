import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { browserScriptForTests } from './scripts/browser-script.ts';
import { fontBytesForTests } from './scripts/font-bytes.ts';
import { scssTextForTests } from './scripts/scss-text.ts';

/** Run by commands of their own, since they need more than Node. */
const elsewhere = ['test/browser/**', 'test/deploy/**', 'test/bench/**', 'test/pdf/**'];

/** What plays whole reviews takes longest, and these few as long as all others of them together: they begin first. */
const LONG = [
  '/test/security/', // of another project than those below, which share a process as long as nothing stands between them
  '/test/workflows/season',
  '/test/workflows/rehearsal/',
  '/test/workflows/matching-round.',
  '/test/workflows/old-reads',
  '/test/workflows/',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((folder) => moduleId.includes(folder));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  plugins: [scssTextForTests, browserScriptForTests, fontBytesForTests],
  oxc: { jsx: { runtime: 'automatic', development: false } },
  test: {
    // The React that writes pages on AWS, in half the time of the one for developers. A process has one, and whoever answers in a play
    // (local/people/samples.ts) loads this one.
    env: { NODE_ENV: 'production' },
    expect: { requireAssertions: true },
    restoreMocks: true,
    unstubEnvs: true,
    // A slow machine is no failure; a test that hangs is. Not to be confused with what is measured: see test/bench.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/support/watch-grants.ts', 'test/support/run-folder.ts'],
    setupFiles: ['test/support/note-run.ts', 'test/support/leave-threads.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/infrastructure/**', 'test/workflows/**', 'test/grants/**', ...elsewhere],
          // Loading the AWS SDK, ElectroDB and zod takes longer than most of these tests. A file puts right what it changed of
          // what the others load too: its mocks, its environment.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'infrastructure',
          include: ['test/infrastructure/**/*.test.ts'],
          isolate: false, // loading the CDK takes longer than most of these tests
        },
      },
      {
        extends: true,
        test: {
          name: 'workflows',
          include: ['test/workflows/**/*.test.ts'],
          // As above; and a stack finds the thread of the one before it, with its functions compiled. A file lets go of what it played: the
          // histories and mails of a season are hundreds of megabytes.
          isolate: false,
          // They take as long as they take: the clock of a local stack gives up when nothing moves (local/clock.ts).
          testTimeout: 0,
          hookTimeout: 0,
        },
      },
      {
        extends: true,
        test: {
          name: 'grants',
          include: ['test/grants/**/*.test.ts'],
          sequence: { groupOrder: 1 }, // when all others have ended: it looks at what they made use of
        },
      },
    ],
  },
});
