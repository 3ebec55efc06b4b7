import type { DateRange } from '../calendar/dates.ts';
import { isDeliverable, type NoMail } from '../mail/address.ts';
import { hostOf, ownerToday } from '../members/lineage.ts';
import type { FixedClock } from '../settings/clock-steps.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { type ReviewClock, wholeClock } from '../settings/review-clock.ts';
import type { Decision, Person, Review, ReviewAtHand, ReviewRead } from '../store/store.ts';
import { NotInTable } from '../store/store.ts';
import { withTeam } from '../store/whole-review.ts';
import { type Addressee, type Asked, type Deps, decisionId, type Role } from './question.ts';

/** Whom a question about a review goes to: the host's head, the lead reviewer, the central team, or the person asked for. */
export type Recipient = 'host' | 'lead' | 'central-team' | 'person';

/** What every question about a review is worked out from, read in three requests at most. */
export interface ReviewContext extends ContextOfRow {
  readonly whole: ReviewAtHand;
}

/** The same without team and report, for a question that reads the review's own row alone. */
export interface ContextOfRow {
  readonly review: Review;
  readonly settings: ProgrammeSettings;
  readonly breaks: readonly DateRange[];
  /** The decision's row, once it was asked. */
  readonly decision: Decision | undefined;
  readonly addressee: Addressee;
  /** 'QAR at Hill View Primary School': how this review is called in subjects and captions. */
  readonly title: string;
}

/** The review has no clock yet: its dates are not fixed. */
export class DatesNotFixed extends Error {
  override name = 'DatesNotFixed';
}

/**
 * Reads a review and who is asked about it.
 *
 * @throws NotInTable when there is no such review or person.
 */
export async function reviewContext(asked: Asked, deps: Deps, to: Recipient): Promise<ReviewContext> {
  const whole = await deps.store.needReviewAtHand(asked.about);
  return { whole, ...(await contextOf(whole, asked, deps, to)) };
}

/**
 * Reads a review's own row and who is asked about it, whom no place in the team tells.
 *
 * @throws NotInTable when there is no such review or person.
 */
export async function contextOfRow(
  asked: Asked,
  deps: Deps,
  to: Extract<Recipient, 'host' | 'central-team'>,
): Promise<ContextOfRow> {
  return contextOf({ review: await deps.store.needReviewAsFirstRead(asked.about) }, asked, deps, to);
}

async function contextOf(whole: ReviewRead, asked: Asked, deps: Deps, to: Recipient): Promise<ContextOfRow> {
  const { review } = whole;
  const [settings, [decision, addressee]] = await Promise.all([
    loadSettings(deps.store, review.year, review.programme, review.settingsVersion),
    deps.store
      .decisionAsFirstRead(asked.about, decisionId(asked))
      .then(async (row) => [row, await findAddressee(whole, row, asked, deps, to)] as const),
  ]);
  return {
    review,
    settings,
    breaks: breaksOf(review),
    decision,
    addressee,
    title: `${review.programme} at ${review.hostName}`,
  };
}

/** The host's days without school, as they were when the review was planned. */
export const breaksOf = (review: Review): readonly DateRange[] => (review.termBreaks as DateRange[] | undefined) ?? [];

/** @throws DatesNotFixed before the dates are fixed. */
export function clockOf({ review, settings }: Pick<ContextOfRow, 'review' | 'settings'>): ReviewClock {
  const { day1 } = review;
  const clock = fixedClock(review);
  return day1 === undefined ? notFixed(review) : wholeClock({ day1, clock }, settings, breaksOf(review));
}

/**
 * The clock as the review's row has it.
 *
 * @throws DatesNotFixed before the dates are fixed.
 */
export const fixedClock = (review: Review): FixedClock => (review.clock as FixedClock | undefined) ?? notFixed(review);

function notFixed({ about }: Review): never {
  throw new DatesNotFixed(`The dates of ${about} are not fixed yet.`);
}

/** A date as people should have it in mind by when to answer: the clock's due instant, but never after the expiry. */
export const dueBefore = (due: string, asked: Pick<Asked, 'expiresAt'>): string =>
  due < asked.expiresAt ? due : asked.expiresAt;

async function findAddressee(
  whole: ReviewRead,
  decision: Decision | undefined,
  asked: Asked,
  deps: Deps,
  to: Recipient,
): Promise<Addressee> {
  if (to === 'central-team') return centralTeam(deps);
  const { review } = whole;
  const known = whoWasAsked(whole, decision, to);
  const { person, of } =
    known === undefined ? await whoIs(whole, asked, deps, to) : { person: known, of: decision?.organisation };
  const role = roleOf(whole, person, to);
  const addressee = addresseeOf(await deps.store.needPerson(person), role, review.hub);
  // Whoever leads two schools answers here for the one that is reviewed, or that has followed it.
  return role === 'host' ? { ...addressee, organisation: of ?? hostOf(review) } : addressee;
}

/**
 * Of a question that was withdrawn from a lead reviewer who left, the lead reviewer of now is asked; from the head of a school that
 * another has followed, the head of that one.
 */
function whoWasAsked(whole: ReviewRead, decision: Decision | undefined, to: Recipient): string | undefined {
  if (decision?.status !== 'superseded') return decision?.person;
  if (to === 'host' && whole.review.goesOnAt !== undefined) {
    return decision.organisation === whole.review.goesOnAt ? decision.person : undefined;
  }
  if (to !== 'lead') return decision.person;
  return withTeam(whole)?.seats.find((seat) => seat.kind === 'lead')?.person ?? decision.person;
}

/** @returns whose head it is, where a head is asked */
async function whoIs(
  whole: ReviewRead,
  asked: Asked,
  deps: Deps,
  to: Recipient,
): Promise<{ readonly person: string; readonly of?: string | undefined }> {
  if (to === 'person') {
    if (!asked.person) throw new NotInTable('person to ask about', asked.about);
    return { person: asked.person };
  }
  if (to === 'lead') {
    const lead = withTeam(whole)?.seats.find((seat) => seat.kind === 'lead')?.person;
    if (!lead) throw new NotInTable('lead reviewer of', asked.about);
    return { person: lead };
  }
  const owner = await ownerToday(deps.store, whole.review);
  if (!owner) throw new NotInTable('member', hostOf(whole.review));
  if (!owner.head) throw new NotInTable('head of member', owner.member);
  return { person: owner.head, of: owner.member };
}

function roleOf(whole: ReviewRead, person: string, to: Recipient): Role {
  if (to === 'host') return 'host';
  if (to === 'lead') return 'lead';
  const team = withTeam(whole);
  const seat = team?.seats.find((row) => row.person === person);
  if (seat) return seat.kind;
  const placement = team?.placements.find((row) => row.person === person);
  return placement ? placement.kind : 'host';
}

/** A person as an addressee. */
export const addresseeOf = (person: Person, role: Role, hub?: string): Addressee => ({
  person: person.person,
  name: person.name,
  email: person.email,
  telephone: person.telephone,
  role,
  organisation: person.member,
  hub,
  noMail: noMailOf(person),
  left: person.left ? true : undefined,
});

/** Why nothing can be mailed to a person: what their address did before, or that it is none. */
export const noMailOf = ({ email, mail }: Pick<Person, 'email' | 'mail'>): NoMail | undefined =>
  mail ?? (isDeliverable(email) ? undefined : 'bounces');

/** The central team as an addressee. */
export const centralTeam = (deps: Pick<Deps, 'centralTeam'>): Addressee => ({
  person: 'central-team',
  name: deps.centralTeam.name,
  email: deps.centralTeam.email,
  role: 'central-team',
});
