/** Who of a team and its host have each other's contacts at work, and which. */
import { hostOf } from '../members/lineage.ts';
import { officeTelephone } from '../members/telephones.ts';
import type { Person, Review, ReviewAtHand, Seat, Store } from '../store/store.ts';

/** Somebody to reach. */
export interface Contact {
  readonly role: 'host' | 'lead' | 'reviewer';
  /** 'Lead reviewer', 'Reviewer', 'Host'. */
  readonly title: string;
  /** With school or trust: 'Jo Hall, Hill View Primary School'. */
  readonly name: string;
  readonly email: string;
  readonly telephone: string | undefined;
  /** The number of the host's office. */
  readonly office: string | undefined;
}

/** From the confirmed team until the review is closed. */
const INTRODUCED: readonly Review['stage'][] = ['preparation', 'visit', 'report', 'publication', 'feedback'];

/** Whether team and host of a review have each other's contacts: not before the team is confirmed, and not once all is over. */
export const areIntroduced = ({ stage, status }: Pick<Review, 'stage' | 'status'>): boolean =>
  status !== 'cancelled' && INTRODUCED.includes(stage);

/**
 * The host's head and those in the team today, in the order of their seats, as far as they have been introduced; nobody who has
 * left or asked to be erased. Two requests side by side.
 */
export async function contactsOf(
  { review, seats }: Pick<ReviewAtHand, 'review' | 'seats'>,
  store: Store,
): Promise<Contact[]> {
  if (!areIntroduced(review)) return [];
  const host = await store.member(hostOf(review));
  const filled = seats
    .filter((seat): seat is Seat & { person: string } => seat.status === 'filled' && seat.person !== undefined)
    .sort((a, b) => a.seat.localeCompare(b.seat, 'en', { numeric: true }));
  const ids = [...(host?.head === undefined ? [] : [host.head]), ...filled.map(({ person }) => person)];
  const people = new Map((await store.people(ids)).map((person) => [person.person, person]));
  const leader = host?.head === undefined ? undefined : people.get(host.head);
  return [
    ...filled.flatMap(({ person, kind, organisationName }) => {
      const row = people.get(person);
      const title = kind === 'lead' ? 'Lead reviewer' : 'Reviewer';
      return row && mayBeReached(row) ? [contactOf(row, { role: kind, title, of: organisationName })] : [];
    }),
    ...(leader && mayBeReached(leader)
      ? [contactOf(leader, { role: 'host', title: 'Host', of: review.hostName, office: host && officeTelephone(host) })]
      : []),
  ];
}

/**
 * Begins to read whose contacts `contactsOf` gives, as far as the review tells: its team, and whoever answered for the host last. Who
 * leads the host today is said by the host's own row alone.
 */
export async function readContactsAhead(about: string, store: Store): Promise<unknown> {
  const whole = await store.wholeReview(about);
  if (!whole) return undefined;
  const team = whole.seats.flatMap(({ person }) => person ?? []);
  const last = whole.decisions
    .filter(({ role, person }) => role === 'host' && person !== 'central-team')
    .toSorted((a, b) => b.askedAt.localeCompare(a.askedAt))[0];
  return store.people([...(last ? [last.person] : []), ...team]);
}

/** An address that bounces is shown all the same: its reader may be reached by the number. */
const mayBeReached = ({ left, erasureAskedAt, mail }: Person): boolean =>
  left !== true && erasureAskedAt === undefined && mail !== 'wrong-person';

const contactOf = (
  { name, email, telephone }: Person,
  as: {
    readonly role: Contact['role'];
    readonly title: string;
    readonly of?: string | undefined;
    readonly office?: string | undefined;
  },
): Contact => ({
  role: as.role,
  title: as.title,
  name: [name, as.of].filter((part) => part !== undefined).join(', '),
  email,
  telephone,
  office: as.office,
});

/** How to reach somebody, a line each: the address, the number, the office's. */
export const reachInLines = ({
  email,
  telephone,
  office,
}: Pick<Contact, 'email' | 'telephone' | 'office'>): string[] => [
  email,
  ...(telephone === undefined ? [] : [`Telephone ${telephone}`]),
  ...(office === undefined ? [] : [`Office ${office}`]),
];
