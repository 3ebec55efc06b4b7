import type { ReadingPage } from '../portal/reading-page.tsx';
import { heldDataPage } from './held-data-page.tsx';
import { hubYearPage } from './own/hub-year.tsx';
import { recordPage } from './own/record-page.tsx';
import { signedAgreementPage } from './own/signed-agreement-page.tsx';
import { reviewAsWritten } from './review-as-written.tsx';
import { yearSurveys } from './year-surveys.tsx';

/** Every page that asks nothing, by its name. */
export const READING_PAGES: Readonly<Record<string, ReadingPage | undefined>> = Object.fromEntries(
  [reviewAsWritten, yearSurveys, recordPage, heldDataPage, hubYearPage, signedAgreementPage].map((one) => [
    one.name,
    one,
  ]),
);
