import { PROGRAMMES } from '../store/entities/members.ts';

const beginnings = PROGRAMMES.map((programme) => `${programme.toLowerCase()}-`);

/** Whether what somebody is asked about is a review ('qar-2026-100183'), and not a membership, a term or a training. */
export const isReview = (about: string): boolean => beginnings.some((beginning) => about.startsWith(beginning));
