import { ANY_SLUG, type Programme, programmeOfSlug, slugOf } from '../programmes/programmes.ts';

const NAME = new RegExp(`^training-(\\d{4})-([a-z][a-z-]*?)-(${ANY_SLUG})-(.+)$`);

/** Whom and what a question about a training is about. */
export interface AboutBooking {
  readonly year: string;
  readonly term: string;
  readonly programme: Programme;
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
  `training-${year}-${term}-${slugOf(programme)}-${person}`;

/** @throws NoBookingName for anything that `bookingName` did not make. */
export function readBookingName(about: string): AboutBooking {
  const [, year, term, small, person] = NAME.exec(about) ?? [];
  const programme = small === undefined ? undefined : programmeOfSlug(small);
  if (year === undefined || term === undefined || programme === undefined || person === undefined) {
    throw new NoBookingName(`'${about}' names no person, programme and term.`);
  }
  return { year, term, programme, person };
}
