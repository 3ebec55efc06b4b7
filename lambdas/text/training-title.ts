import { longDate } from '../calendar/dates.ts';

/** How a training session is called: 'QAR training on Thursday 5 November 2026'. */
export const titleOf = ({ programme, date }: { readonly programme: string; readonly date: string }): string =>
  `${programme} training on ${longDate(date)}`;
