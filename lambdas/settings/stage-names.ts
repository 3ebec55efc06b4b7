import type { StageName } from '../store/store.ts';

/** The stages in the order of a review's life, as the columns of a table are headed. */
export const STAGE_NAMES = {
  planned: 'Planned',
  scheduling: 'Dates',
  team: 'Team',
  preparation: 'Preparation',
  visit: 'Visit',
  report: 'Report',
  publication: 'Publication',
  feedback: 'Feedback',
  closed: 'Closed',
} as const satisfies Record<StageName, string>;
