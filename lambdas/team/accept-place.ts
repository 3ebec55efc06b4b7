import * as z from 'zod';
import { ledgerEntries } from '../members/ledger-entries.ts';
import type { Person, Placement, Review, Seat, Store, WriteItem } from '../store/store.ts';
import { daysOf } from './host-facts.ts';

/** One person's invitation to one seat. */
export interface Place {
  readonly review: Review;
  readonly seat: string;
  readonly kind: Seat['kind'];
  readonly person: Person;
  /** The school that gives the place, as the invitation has it; nobody's for a lead reviewer. */
  readonly givenBy?: string | undefined;
  /** The name of the school that the person works at. */
  readonly organisationName?: string | undefined;
  /** The team's other seats. */
  readonly otherSeats: readonly string[];
}

const placementKey = ({ review, seat, person }: Place) => ({
  about: review.about,
  turn: review.turn,
  seat,
  person: person.person,
});

/**
 * Everything that accepting a place takes, all or none: the person's three days (none of which may be taken), the seat
 * (which must be open), the placement, and the ledger of their school. That nobody of the same school has another seat is
 * a condition of the same transaction, so two who accept at one moment cannot break it.
 */
export function acceptPlace(store: Pick<Store, 'rows'>, place: Place, at: string): readonly WriteItem[] {
  const { review, seat, person, otherSeats } = place;
  const { about, year } = review;
  const { member } = person;
  const { rows } = store;
  return [
    rows.person
      .check({ person: person.person })
      // Whoever leaves at this moment is found in no team by what follows from leaving.
      .where(
        (row, { notExists, ne }) => `(${notExists(row.left)} OR ${ne(row.left, true)}) AND ${notExists(row.stoppedOn)}`,
      )
      .commit(),
    ...daysOf(review).map((day) => rows.personDay.create({ person: person.person, day, about }).commit()),
    rows.seat
      .patch({ about, seat })
      .set({
        status: 'filled',
        person: person.person,
        personName: person.name,
        ...(member !== undefined && { organisation: member }),
        ...(place.organisationName !== undefined && { organisationName: place.organisationName }),
      })
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
    rows.placement
      .patch(placementKey(place))
      .set({ status: 'accepted', answeredAt: at })
      .where(({ status }, { eq }) => eq(status, 'invited'))
      .commit(),
    ...(member === undefined
      ? []
      : [
          ...otherSeats.map((other) =>
            rows.seat
              .check({ about, seat: other })
              .where(
                ({ organisation }, { notExists, ne }) => `${notExists(organisation)} OR ${ne(organisation, member)}`,
              )
              .commit(),
          ),
        ]),
    ...ledgerEntries(store, { kind: place.kind, organisation: place.givenBy, year }, { accepted: 1 }),
  ];
}

/** Records that an invitation came to nothing, if it still waits for its answer. */
export function closeInvitation(
  store: Pick<Store, 'rows'>,
  place: Place,
  placement: Placement | undefined,
  end: { readonly status: 'declined' | 'conflict' | 'expired'; readonly reason?: string; readonly at: string },
): readonly WriteItem[] {
  if (placement?.status !== 'invited') return [];
  return [
    store.rows.placement
      .patch(placementKey(place))
      .set({ status: end.status, answeredAt: end.at, ...(end.reason !== undefined && { reason: end.reason }) })
      .commit(),
  ];
}

/** Why somebody declines, as it is kept; the words are for the form and for the central team. */
export const DECLINE_REASONS = {
  dates: 'The dates do not suit me',
  workload: 'I have too much else to do',
  distance: 'It is too far to travel',
  relationship: 'I know this school or its leaders too well to review it',
  'not-this-year': 'I cannot go on reviews this year',
  other: 'Another reason',
} as const;

export type DeclineReason = keyof typeof DECLINE_REASONS;
export const declineReasons = Object.keys(DECLINE_REASONS) as DeclineReason[];

/** What somebody said to an invitation. */
export const InviteAnswer = z.union([
  z.object({ accepts: z.literal(true), conflict: z.boolean() }),
  z.object({ accepts: z.literal(false), reason: z.enum(declineReasons), text: z.string() }),
]);
export type InviteAnswer = z.infer<typeof InviteAnswer>;

/** A reason and what was written with it, in one line. */
export const reasonInWords = (reason: DeclineReason, text: string): string =>
  text === '' ? DECLINE_REASONS[reason] : `${DECLINE_REASONS[reason]}: ${text}`;
