/** Who holds which office today: what a link shows and does follows from it, and not from whom it was mailed to. */
import type { Decision, DecisionLink, Hub, Member, Person, ReviewAtHand, ReviewRead } from '../store/store.ts';
import { withTeam } from '../store/whole-review.ts';
import { NAMED_ON_A_PAGE } from './confirmed-contact.ts';
import type { Question, Role } from './question.ts';

/**
 * What somebody is, of the review or membership that their link is about, on the day on which they open it.
 *
 * - `host`: they lead the school or trust;
 * - `colleague`: somebody of the school or trust who was asked this question in its head's place;
 * - `hub-manager`: they manage the review's hub, or are its senior partner and were asked in the manager's place;
 * - `leads`: they have the lead reviewer's place;
 * - `in-team`: they have another place in the team;
 * - `asked-for-lead`: the central team asked them this question in the lead reviewer's place;
 * - `invited`: they are asked to take a place in the team;
 * - `oneself`: they are none of these, and the question is about themselves;
 * - `nobody`: none of these.
 */
export type Standing =
  | 'central-team'
  | 'host'
  | 'colleague'
  | 'hub-manager'
  | 'leads'
  | 'in-team'
  | 'asked-for-lead'
  | 'invited'
  | 'oneself'
  | 'nobody';

/** The rows from which it follows. */
export interface OfficeRows {
  readonly link: Pick<DecisionLink, 'person' | 'role'>;
  readonly decision: Pick<Decision, 'about' | 'person' | 'status' | 'standsIn'>;
  readonly question: Pick<Question, 'asksOneself'>;
  /** Whether the question's link only stands ready. */
  readonly standing: boolean;
  /** The review that it is about; with its team for the link of somebody who is in it or is asked to be. */
  readonly whole: ReviewRead | undefined;
  /** The school or trust that is reviewed, or that signs. */
  readonly host: Member | undefined;
  /** The review's hub, where somebody was written to as its manager. */
  readonly hub: Hub | undefined;
  /** The link's person. */
  readonly reader: Person | undefined;
}

/** What somebody is today of what their link is about. */
export function standingOf(rows: OfficeRows): Standing {
  const { link, question } = rows;
  const role = link.role as Role;
  if (link.person === 'central-team') return 'central-team';
  const held = heldBy(role, rows);
  if (held !== 'nobody') return held;
  return question.asksOneself === true || isAboutOneself(rows) ? 'oneself' : 'nobody';
}

/** What somebody is by their place in a team was asked of a review that was read without it. */
export class TeamNotRead extends Error {
  override name = 'TeamNotRead';
}

/** Whether somebody leads a school or trust today. Whoever has left holds no office. */
export const isHeadOf = (
  member: Pick<Member, 'head'> | undefined,
  person: Pick<Person, 'person' | 'left'> | undefined,
): boolean => person !== undefined && member?.head === person.person && person.left !== true;

/** What somebody is of a review by their place in its team. */
export function placeOf({ seats }: Pick<ReviewAtHand, 'seats'>, person: string): 'leads' | 'in-team' | 'nobody' {
  const held = seats.filter((seat) => seat.status === 'filled' && seat.person === person);
  if (held.some(({ kind }) => kind === 'lead')) return 'leads';
  return held.length > 0 ? 'in-team' : 'nobody';
}

function heldBy(role: Role, rows: OfficeRows): Standing {
  const { link, whole, host, hub, reader } = rows;
  if (reader?.left) return 'nobody';
  switch (role) {
    case 'central-team':
      return 'nobody'; // its questions go to its mailbox alone
    case 'host':
      if (isHeadOf(host, reader)) return 'host';
      return isStandIn(rows) && isOf(host, reader) ? 'colleague' : 'nobody';
    case 'hub-manager':
      if (hub?.manager === link.person) return 'hub-manager';
      return hub?.seniorPartner === link.person && isStandIn(rows) ? 'hub-manager' : 'nobody';
    case 'lead':
    case 'reviewer': {
      if (!whole) return 'nobody';
      const team = withTeam(whole);
      if (!team) throw new TeamNotRead(`Who is in the team of ${whole.review.about} was not read.`);
      const seats = team.seats.filter((seat) => seat.person === link.person);
      if (seats.some(({ kind }) => kind === 'lead')) return 'leads';
      if (role === 'reviewer' && seats.length > 0) return 'in-team';
      const { turn } = team.review;
      const isInvited = team.placements.some(
        (row) => row.person === link.person && row.turn === turn && row.status === 'invited',
      );
      if (isInvited) return 'invited';
      return role === 'lead' && isStandIn(rows) ? 'asked-for-lead' : 'nobody';
    }
  }
}

/**
 * Whether somebody is asked this question in the place of whoever holds the office. Rows of releases that did not keep it: whoever a
 * page named, and whoever is asked while they can answer, so that what is under way goes on. A link that only stands ready tells
 * nobody who has to answer, so there the office alone counts.
 */
function isStandIn({ link, decision, standing }: OfficeRows): boolean {
  if (decision.person !== link.person) return false;
  const before = link.person.startsWith(NAMED_ON_A_PAGE) || (decision.status === 'open' && !standing);
  return decision.standsIn ?? before;
}

/** Whether somebody still works at a school or trust, as far as is known. */
export const isOf = (member: Pick<Member, 'member'> | undefined, person: Person | undefined): boolean =>
  member !== undefined && (person?.member === member.member || person?.alsoOf?.includes(member.member) === true);

/** What is about a term or a training is about the person who is asked. */
const isAboutOneself = ({ whole, decision }: OfficeRows): boolean =>
  whole === undefined && !decision.about.startsWith('membership-');
