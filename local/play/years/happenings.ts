import { anotherHead } from './happenings/another-head.ts';
import { becomesAcademy } from './happenings/becomes-academy.ts';
import { renewTraining } from './happenings/renew-training.ts';
import { reviewerLeaves } from './happenings/reviewer-leaves.ts';
import { withdrawReport } from './happenings/withdraw-report.ts';
import { lastYearsPoints } from './last-years-points.ts';
import { lastYearsTeam } from './last-years-team.ts';
import { mailsOnce } from './mails-once.ts';
import type { Happening } from './played-years.ts';

/** Everything that happens to the school, and what is looked at; what lies beyond the years that are played does not come about. */
export const happenings: readonly Happening[] = [
  lastYearsPoints,
  withdrawReport,
  anotherHead,
  reviewerLeaves,
  renewTraining,
  becomesAcademy,
  lastYearsTeam,
  mailsOnce,
];
