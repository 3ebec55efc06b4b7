/** The trusts, hubs and people that the register does not have, as a file or somebody else names them. */
import type { Programme } from '../programmes/programmes.ts';

export interface Trust {
  readonly id: string;
  readonly name: string;
  /** URNs of its schools. */
  readonly schools: readonly string[];
  readonly hub?: string;
  /** Its office's, as it is shown. */
  readonly telephone?: string;
  /** The line of the file, when it came from one. */
  readonly line?: number;
}

export interface Hub {
  readonly id: string;
  readonly name: string;
  /** URNs of its schools. */
  readonly schools: readonly string[];
  /** Ids of people. */
  readonly manager?: string;
  readonly seniorPartner?: string;
  /** The line of the file, when it came from one. */
  readonly line?: number;
}

export interface Training {
  readonly programme: Programme;
  /** First and last day on which it holds. */
  readonly from: string;
  readonly until: string;
}

export interface PersonRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly jobTitle?: string;
  /** Their number at work, as it is shown. */
  readonly telephone?: string;
  /** The URN or trust they work for; of several the one for which they go on reviews, else the first named. */
  readonly member?: string;
  /** Whether they answer for that member: a school's head, a trust's chief executive. */
  readonly isHead?: boolean;
  /** Further members: one leads two schools, or a trust and its only school. */
  readonly others?: readonly { readonly member: string; readonly isHead?: boolean }[];
  readonly pool?: 'reviewers' | 'lead-reviewers';
  readonly training?: readonly Training[];
  readonly reviewsDone?: number;
  readonly maxDistanceKm?: number;
  readonly staysOvernight?: boolean;
  readonly maxReviewsAYear?: number;
  /** Members with whom they declared a relationship. */
  readonly relationships?: readonly string[];
  /** Where somebody without a school sets out from, metres on the British National Grid. */
  readonly easting?: number;
  readonly northing?: number;
  /** Whether they have left: 'yes', 'no', or the London date from which on they have. Not said: as the table has it. */
  readonly left?: string;
  /** The line of the file, when it came from one. */
  readonly line?: number;
}
