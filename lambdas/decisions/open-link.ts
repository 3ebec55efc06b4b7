import type { Decision, DecisionLink, Draft, Store, WholeReview } from '../store/store.ts';
import { becameOf, storeAsItWas } from './as-it-was.ts';
import { isReview } from './is-review.ts';
import { hashOfLink } from './links.ts';
import { type Asked, type BoundQuestion, type Desk, type Question, questionOf } from './question.ts';

/** Finds a question by its name. */
export type Catalogue = (name: string) => Question;

/** A link that leads to a question, and the question as it stands now. */
export interface OpenedLink {
  readonly link: DecisionLink;
  readonly decision: Decision;
  readonly question: Question;
  readonly bound: BoundQuestion;
  /** Whether the link's person is (still) the one who decides. */
  readonly decides: boolean;
  /** The review the question is about; none for a question about anything else. */
  readonly whole?: WholeReview | undefined;
  /** What has become of the matter since it was answered, in sentences; nothing while the answer stands as it was given. */
  readonly since?: string | undefined;
  /** What was typed so far into a long form. */
  readonly draft?: Draft | undefined;
}

/**
 * Follows a link to its question; nothing for a link that was never made, is mistyped or has been purged, or whose time
 * has come though DynamoDB has not purged it yet, and for one that somebody else than its person was found to read ('this is
 * not for me'). Reads only.
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
  if (isOver(link, at)) return undefined;
  const store = desk.store.readingOnce();
  const whole = isReview(link.about) ? await store.wholeReview(link.about) : undefined;
  const decision = whole
    ? whole.decisions.find((row) => row.decision === link.decision)
    : await decisionAndAhead(link, catalogue, store);
  if (!decision) return undefined;
  const question = catalogue(decision.question);
  const boundBy = whole ? await storeAsItWas(store, whole, decision) : store;
  // Begun together, these come in one request with what the question itself reads first.
  const [bound, reader] = await Promise.all([
    question.bind(askedOf(decision), { ...desk, store: boundBy }),
    link.person === 'central-team' ? undefined : store.person(link.person),
    decision.person === 'central-team' ? undefined : store.person(decision.person),
    whole === undefined || decision.organisation === undefined ? undefined : store.member(decision.organisation),
  ]);
  if (reader?.mail === 'wrong-person') return undefined;
  const draft = whole?.drafts.find((row) => row.decision === decision.decision);
  const since = sinceThen(bound, decision, whole);
  return { link, decision, question, bound, decides: link.person === decision.person, whole, since, draft };
}

function sinceThen(bound: BoundQuestion, decision: Decision, whole: WholeReview | undefined): string | undefined {
  if (decision.status !== 'answered') return undefined;
  const sentences = [whole && becameOf(whole.review, decision), bound.since?.(decision.answer, decision)];
  return sentences.filter((one) => one !== undefined).join(' ') || undefined;
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

/** Whether a link opens nothing for the reason that its reader has said that it is not for them. */
export async function isNotForReader(link: DecisionLink, desk: Desk, at: string): Promise<boolean> {
  return !isOver(link, at) && (await desk.store.person(link.person))?.mail === 'wrong-person';
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
