/** Whom and what a question on availability is about. */
export interface AboutAvailability {
  readonly year: string;
  readonly term: string;
  readonly person: string;
}

/** A question on availability was asked about something that is no person and term. */
export class NoAvailabilityName extends Error {
  override name = 'NoAvailabilityName';
}

/**
 * What a person is asked about for a term: 'availability-2026-spring-person-0107'. Each person and term have a partition of
 * their own, because asking and answering read all that is known of an `about`.
 */
export const availabilityName = ({ year, term, person }: AboutAvailability): string =>
  `availability-${year}-${term}-${person}`;

/** @throws NoAvailabilityName for anything that `availabilityName` did not make. */
export function readAvailabilityName(about: string): AboutAvailability {
  // A term is one word (see `Term` of the settings), so the rest is the person's id, whatever is in it.
  const [, year, term, person] = /^availability-(\d{4})-([a-z]+)-(.+)$/.exec(about) ?? [];
  if (year === undefined || term === undefined || person === undefined) {
    throw new NoAvailabilityName(`'${about}' names no person and term.`);
  }
  return { year, term, person };
}
