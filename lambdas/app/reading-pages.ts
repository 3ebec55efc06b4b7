import type { ReadingPage } from '../portal/reading-page.tsx';
import { reviewAsWritten } from './review-as-written.tsx';

/** Every page that asks nothing, by its name. */
export const READING_PAGES: Readonly<Record<string, ReadingPage | undefined>> = Object.fromEntries(
  [reviewAsWritten].map((one) => [one.name, one]),
);
