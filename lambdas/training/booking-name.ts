import { PROGRAMMES } from '../store/entities/members.ts';

/** Whom and what a question about a training is about. */
export interface AboutBooking {
  readonly year: string;
  readonly term: string;
  readonly programme: (typeof PROGRAMMES)[number];
  readonly person: string;
}

/** A question about a training was asked about something that is no person, programme and term. */
export class NoBookingName extends Error {
  override name = 'NoBookingName';
}

/**
 * What somebody is asked about: 'training-2026-spring-qar-person-0107'. Each person has a partition of their own for each
 * term and programme, and one entry in their calendar for each.
 */
export const bookingName = ({ year, term, programme, person }: AboutBooking): string =>
  `training-${year}-${term}-${programme.toLowerCase()}-${person}`;

/** @throws NoBookingName for anything that `bookingName` did not make. */
export function readBookingName(about: string): AboutBooking {
  const [, year, term, small, person] = /^training-(\d{4})-([a-z][a-z-]*?)-(qar|tpr)-(.+)$/.exec(about) ?? [];
  const programme = PROGRAMMES.find((one) => one.toLowerCase() === small);
  if (year === undefined || term === undefined || programme === undefined || person === undefined) {
    throw new NoBookingName(`'${about}' names no person, programme and term.`);
  }
  return { year, term, programme, person };
}
