import { programmeOfReview } from '../programmes/programmes.ts';

/** Whether what somebody is asked about is a review ('qar-2026-100183'), and not a membership, a term or a training. */
export const isReview = (about: string): boolean => programmeOfReview(about) !== undefined;
