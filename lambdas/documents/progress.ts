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

/** 'Under way: We began in spring.', of the text that is kept; nothing where nobody has said how far they came. */
export function progressInWords(kept: string | undefined): string | undefined {
  const [state = '', ...words] = (kept ?? '').split(': ');
  const known = PROGRESS_STATES.find((one) => one === state);
  if (known === undefined) return undefined;
  return words.length === 0 ? PROGRESS[known] : `${PROGRESS[known]}: ${words.join(': ')}`;
}
