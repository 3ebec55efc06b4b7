/** How far a host has come with a point, as one text: 'under-way', or 'under-way: We began in spring.' */

export const PROGRESS = {
  done: 'Done',
  'under-way': 'Under way',
  'not-begun': 'Not begun',
} as const;
export type ProgressState = keyof typeof PROGRESS;
export const PROGRESS_STATES = Object.keys(PROGRESS) as readonly ProgressState[];

export const progressText = (state: ProgressState, words: string): string =>
  words === '' ? state : `${state}: ${words}`;
