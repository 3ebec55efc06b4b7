import type { Decision, DecisionLink, Draft, Store, WholeReview } from '../store/store.ts';
import { isDeciding } from './hand-overs.ts';
import { isReview } from './is-review.ts';
import { hashOfLink, isOfRegistration } from './links.ts';
import { type Asked, type BoundQuestion, type Desk, type Question, questionOf } from './question.ts';

/** Finds a question by its name. */
export type Catalogue = (name: string) => Question;

/** A link that leads to a question, and the question as it stands now. */
export interface OpenedLink {
  readonly link: DecisionLink;
  readonly decision: Decision;
  readonly question: Question;
  readonly bound: BoundQuestion;
  /** Whether the link's person is (still) the one who decides, and the link one that does. */
  readonly decides: boolean;
  /** The review the question is about; none for a question about anything else. */
  readonly whole?: WholeReview | undefined;
  /** What was typed so far into a long form. */
  readonly draft?: Draft | undefined;
}

/**
 * Follows a link to its question; nothing for a link that was never made, is mistyped or has been purged, or whose time
 * has come though DynamoDB has not purged it yet, for one by which somebody said 'this is not for me', and for all links of a
 * person whose mail somebody else was found to read. Reads only.
 *
 * @param secret the last part of the address, as the browser sent it.
 * @param at the instant of the request.
 */
export async function openLink(
  secret: string | undefined,
  desk: Desk,
  catalogue: Catalogue,
  at: string,
): Promise<OpenedLink | undefined> {
  const hash = hashOfLink(secret);
  const link = hash === undefined ? undefined : await desk.store.link(hash);
  return link && openFoundLink(link, desk, catalogue, at);
}

/** The same for a link whose row was read already. */
export async function openFoundLink(
  link: DecisionLink,
  desk: Desk,
  catalogue: Catalogue,
  at: string,
): Promise<OpenedLink | undefined> {
  if (isOver(link, at) || link.notMeAt !== undefined || isOfRegistration(link)) return undefined;
  const store = desk.store.readingOnce();
  const whole = isReview(link.about) ? await store.wholeReview(link.about) : undefined;
  const decision = whole
    ? whole.decisions.find((row) => row.decision === link.decision)
    : await decisionAndAhead(link, catalogue, store);
  if (!decision) return undefined;
  const question = catalogue(decision.question);
  // Begun together, these come in one request with what the question itself reads first.
  const [bound, reader] = await Promise.all([
    question.bind(askedOf(decision), { ...desk, store }),
    link.person === 'central-team' ? undefined : store.person(link.person),
    decision.person === 'central-team' ? undefined : store.person(decision.person),
    whole === undefined || decision.organisation === undefined ? undefined : store.member(decision.organisation),
  ]);
  if (reader?.mail === 'wrong-person') return undefined;
  const draft = whole?.drafts.find((row) => row.decision === decision.decision);
  return { link, decision, question, bound, decides: isDeciding(link, decision), whole, draft };
}

/** The decision of a link that is not about a review; what its question reads by its name alone is begun with it. */
async function decisionAndAhead(
  { about, decision, person }: DecisionLink,
  catalogue: Catalogue,
  store: Store,
): Promise<Decision | undefined> {
  const [row] = await Promise.all([
    store.decisionAsFirstRead(about, decision),
    person !== 'central-team' && store.person(person),
    catalogue(questionOf(decision)).readAhead?.(about, store),
  ]);
  return row;
}

/**
 * Whether a link opens nothing for the reason that its reader is not who it was meant for: 'said' by it of this question, or
 * 'known' of all that is mailed to its person.
 */
export async function isNotForReader(
  link: DecisionLink,
  desk: Desk,
  at: string,
): Promise<'said' | 'known' | undefined> {
  if (isOver(link, at)) return undefined;
  if ((await desk.store.person(link.person))?.mail === 'wrong-person') return 'known';
  return link.notMeAt === undefined ? undefined : 'said';
}

const isOver = ({ expiresAtSeconds }: DecisionLink, at: string): boolean =>
  (expiresAtSeconds ?? Number.POSITIVE_INFINITY) * 1000 <= Date.parse(at);

/** What a workflow asked for when this decision was made. */
export const askedOf = (decision: Decision): Asked => ({
  question: decision.question,
  about: decision.about,
  turn: decision.turn,
  round: decision.round,
  subject: decision.subject,
  person: decision.person,
  at: decision.askedAt,
  expiresAt: decision.expiresAt,
});
