/** The report of the small history. */
import { reportOf } from '../../../local/rehearsal/figures/report.ts';
import type { RehearsalReport } from '../../../local/rehearsal/figures/report-form.ts';
import type { Notes } from '../../../local/rehearsal/noting.ts';
import { ending } from './history.ts';

const notes: Notes = {
  used: {
    ...{ transitions: 100, runs: 200, gbSeconds: 3, writeUnits: 1_000, readUnits: 2_000, apiRequests: 20, mails: 6 },
    ...{ tableRequests: { writes: 300, reads: 600 }, attachmentBytes: 0, logBytes: 1e6, events: 10, executions: 12 },
    pageBytes: 9_000,
  },
  transitionsByMachine: { review: 60, placement: 40 },
  ...{ tableBytes: 50_000, customMetrics: 7 },
  functionsAtOnce: { count: 4, at: '2027-01-04T09:00:00.000Z' },
  tableRequestsASecond: { count: 40, at: '2027-01-04T09:00:00.000Z' },
  tableRequestsAMinute: { count: 90, at: '2027-01-04T09:00:00.000Z' },
};

/** @param seed as if it had been played with this one */
export const sampleReport = (seed = 1): RehearsalReport =>
  reportOf({
    ...{ ending, notes, years: ['2026'], cdkOut: 'no-assembly', minutesAQuestion: 15, commands: { remind: 1 } },
    ending: { ...ending, problems: ['Something went wrong with <qar-2026-a>.'] },
    broken: [{ invariant: 'led', promise: 'Every visit is led by one lead reviewer.', found: 'qar-2026-a' }],
    start: new Date('2026-12-30T07:15:00Z'),
    played: {
      options: { schools: 3, years: 1, seed, people: 'usual', faults: 'none', settings: undefined },
      ...{ seed, hash: '0123456789abcdef0123456789abcdef', isDone: true, wentOn: false },
      ...{ seconds: 95, processorSeconds: 40, memoryMegabytes: 700, happened: { 'an answer': 3 } },
    },
  });
