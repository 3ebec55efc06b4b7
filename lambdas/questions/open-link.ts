import { ownerToday } from '../members/lineage.ts';
import type { FormFields } from '../pages/kit.ts';
import type { Decision, DecisionLink, Draft, Person, Review, ReviewAtHand, ReviewRead, Store } from '../store/store.ts';
import { becameOf, storeAsItWas } from './as-it-was.ts';
import { isDeciding } from './hand-overs.ts';
import { isReview } from './is-review.ts';
import { knownLink, leadsToTheSame, rememberLink } from './known-links.ts';
import { hashOfLink, isOfRegistration } from './links.ts';
import { newestRound } from './newest-round.ts';
import { standingOf } from './offices.ts';
import { type Asked, type BoundQuestion, type Deps, type Question, questionOf } from './question.ts';
import { readBesideReview, readBesideRow } from './read-ahead.ts';
import type { UncountedForm } from './uncounted-form.ts';
import { type Rights, rightsOf } from './who-sees-what.ts';

/** Finds a question by its name. */
export type Catalogue = (name: string) => Question;

/** A link that leads to a question, and the question as it stands now. */
export interface OpenedLink {
  readonly link: DecisionLink;
  readonly decision: Decision;
  /** The round before, where an answer changes what was answered then. */
  readonly answered?: Decision | undefined;
  readonly question: Question;
  /** Without the final report where the link may not show it. */
  readonly bound: BoundQuestion;
  /** What the link shows and does today, by the office that its person holds. */
  readonly may: Rights;
  /** Whether the link's person is (still) the one who decides, and the link one that does. */
  readonly decides: boolean;
  /** The review the question is about; none for a question about anything else. */
  readonly whole?: ReviewRead | undefined;
  /** What has become of the matter since it was answered, in sentences; nothing while the answer stands as it was given. */
  readonly since?: string | undefined;
  /** The name of whoever the question is with, or was answered by. */
  readonly askedName?: string | undefined;
  /** What was typed so far into a long form. */
  readonly draft?: Draft | undefined;
  /** Whose link it is; nobody's row for the central team's. */
  readonly reader?: Person | undefined;
  /** The form that came by it, where it is still to be counted: see uncounted-form.ts. */
  readonly uncounted?: UncountedForm | undefined;
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
  deps: Deps,
  catalogue: Catalogue,
  at: string,
): Promise<OpenedLink | undefined> {
  const hash = hashOfLink(secret);
  const link = hash === undefined ? undefined : await deps.store.link(hash);
  return link && openFoundLink(link, deps, catalogue, at);
}

/**
 * The same for a link whose row was read already. What of it never changes may be remembered from before (`isRemembered`): then the
 * row is read now, with what it leads to, and nothing is opened that it does not open now.
 */
export async function openFoundLink(
  found: DecisionLink,
  deps: Deps,
  catalogue: Catalogue,
  at: string,
  { isRemembered = false }: { readonly isRemembered?: boolean } = {},
): Promise<OpenedLink | undefined> {
  if (opensNothingNow(found, at)) return undefined;
  const store = deps.store.readingOnce();
  const asItIs = async (): Promise<DecisionLink | undefined> =>
    isRemembered ? store.rowAt<DecisionLink>(store.entities.decisionLink.get({ hash: found.hash })) : found;
  const { first, whole } = await firstRead(found, catalogue, store, asItIs);
  if (!first) return undefined;
  const question = catalogue(first.question);
  const { decision, answered } = await newestRound(first, found, question, store);
  const boundBy = whole ? await storeAsItWas(store, whole, decision) : store;
  // Begun together, these come in one request with what the question itself reads first.
  const office = officeRows(found, decision, whole, store);
  const [row, bound, draft, host, hub, reader, asked] = await Promise.all([
    asItIs(),
    question.bind(askedOf(decision), { ...deps, store: boundBy }),
    store.draftAsFirstRead(found.about, decision.decision),
    office.host,
    office.hub,
    found.person === 'central-team' ? undefined : store.person(found.person),
    decision.person === 'central-team' ? undefined : store.person(decision.person),
    whole === undefined || decision.organisation === undefined ? undefined : store.member(decision.organisation),
    question.readAhead?.(found.about, store),
  ]);
  if (!row || !leadsToTheSame(row, found) || opensNothingNow(row, at)) return undefined;
  rememberLink(deps.store, row);
  const link = { ...row, decision: decision.decision };
  if (reader?.mail === 'wrong-person') return undefined;
  // Of what is no review one question takes more than one sitting, once a year.
  const keepsDraft = !whole && bound.page().longForm === true;
  const ownDraft = keepsDraft ? await store.draftAsFirstRead(link.about, link.decision) : draft;
  const standing = bound.standing === true;
  const rows = { link, decision, question, standing, whole, host, hub, reader };
  const may = rightsOf(standingOf(rows), whole, question.asksOneself);
  const since = sinceThen(bound, decision, whole?.review);
  return {
    link,
    decision,
    answered,
    question,
    bound: may.report ? bound : withoutReport(bound),
    may,
    decides: may.answer && isDeciding(link, decision),
    whole,
    since,
    draft: ownDraft && asKept(bound, ownDraft),
    reader,
    ...(asked && { askedName: asked.name }),
  };
}

/** A draft as its question shows it. */
const asKept = ({ kept }: Pick<BoundQuestion, 'kept'>, draft: Draft): Draft =>
  kept ? { ...draft, fields: kept(draft.fields as FormFields) } : draft;

/** Its time has come, somebody said by it that the question is not for them, or it leads to no question. */
const opensNothingNow = (link: DecisionLink, at: string): boolean =>
  isOver(link, at) || link.notMeAt !== undefined || isOfRegistration(link);

/**
 * Follows a link once more that this process has followed before: one request less than the first time. Nothing for any other, and for
 * one that opens nothing: then its row is to be read by itself.
 */
export async function openKnownLink(
  hash: string,
  deps: Deps,
  catalogue: Catalogue,
  at: string,
): Promise<OpenedLink | undefined> {
  const known = knownLink(deps.store, hash);
  return known && openFoundLink(known, deps, catalogue, at, { isRemembered: true });
}

function withoutReport({ document: _, reading: __, ...bound }: BoundQuestion): BoundQuestion {
  return bound;
}

/** The rows that say who holds the office for which a link was made. */
function officeRows(
  { role }: Pick<DecisionLink, 'role'>,
  { organisation }: Pick<Decision, 'organisation'>,
  whole: ReviewRead | undefined,
  store: Store,
) {
  const hub = role === 'hub-manager' ? whole?.review.hub : undefined;
  const host = () => {
    if (whole) return ownerToday(store, whole.review);
    return organisation === undefined ? undefined : store.member(organisation);
  };
  return {
    host: role === 'host' ? host() : undefined,
    hub: hub === undefined ? undefined : store.hub(hub),
  };
}

function sinceThen(bound: BoundQuestion, decision: Decision, review: Review | undefined): string | undefined {
  if (decision.status !== 'answered') return undefined;
  const sentences = [review && becameOf(review, decision), bound.since?.(decision.answer, decision)];
  return sentences.filter((one) => one !== undefined).join(' ') || undefined;
}

/**
 * The decision of a link and the review that it is about, with as much of it as its question needs. Of what goes to the central team that
 * is everything: its mailbox is nobody's row, so that the question's own row would take a request for itself alone. What whoever leads a
 * host is asked may need the review's own row and no more: it comes in the first request. Anybody else's place in the team says what
 * their link shows.
 */
async function firstRead(
  link: DecisionLink,
  catalogue: Catalogue,
  store: Store,
  besides: () => Promise<unknown>,
): Promise<{ readonly first: Decision | undefined; readonly whole?: ReviewRead | undefined }> {
  const { about, decision, person, role } = link;
  if (!isReview(about)) return { first: await decisionAndAhead(link, undefined, catalogue, store, besides) };
  const { readsReviewAlone, readsWholeReview } = catalogue(questionOf(decision));
  if (readsReviewAlone && role === 'host' && person !== 'central-team') {
    const [first, review] = await Promise.all([
      decisionAndAhead(link, undefined, catalogue, store, besides),
      store.reviewAsFirstRead(about),
      readBesideRow(about, store),
    ]);
    return { first, whole: review && { review } };
  }
  const readsAll = person === 'central-team' || readsWholeReview;
  const whole = await (readsAll ? store.wholeReview(about) : store.reviewAtHand(about));
  return { first: await decisionAndAhead(link, whole, catalogue, store, besides), whole };
}

/**
 * The decision of a link. What its question will read, as far as the link and the review tell, is begun with it, so that it comes in
 * the same request; of a whole review the decision is there already, and the question begins by itself.
 */
async function decisionAndAhead(
  link: DecisionLink,
  whole: ReviewAtHand | undefined,
  catalogue: Catalogue,
  store: Store,
  besides: () => Promise<unknown>,
): Promise<Decision | undefined> {
  const { about, decision, person, role } = link;
  const row = store.decisionAsFirstRead(about, decision);
  if (whole && 'decisions' in whole) return row;
  const [found] = await Promise.all([
    row,
    person !== 'central-team' && store.person(person),
    catalogue(questionOf(decision)).readAhead?.(about, store),
    store.draftAsFirstRead(about, decision),
    whole && readBesideReview(whole, { person, role }, store),
    besides(),
  ]);
  return found;
}

/**
 * Whether a link opens nothing for the reason that its reader is not who it was meant for: 'said' by it of this question, or
 * 'known' of all that is mailed to its person.
 */
export async function isNotForReader(
  link: DecisionLink,
  deps: Deps,
  at: string,
): Promise<'said' | 'known' | undefined> {
  if (isOver(link, at)) return undefined;
  if ((await deps.store.person(link.person))?.mail === 'wrong-person') return 'known';
  return link.notMeAt === undefined ? undefined : 'said';
}

/** Whether a link's time has come, though DynamoDB may not have purged it yet. */
export const isOver = ({ expiresAtSeconds }: DecisionLink, at: string): boolean =>
  (expiresAtSeconds ?? Number.POSITIVE_INFINITY) * 1000 <= Date.parse(at);

/**
 * A question whose row was read already, worked out from rows that are each read once: of a review everything in one request, its
 * questions too.
 */
export async function bindAgain(decision: Decision, question: Question, deps: Deps): Promise<BoundQuestion> {
  const store = deps.store.readingOnce();
  if (isReview(decision.about)) await store.wholeReview(decision.about);
  return question.bind(askedOf(decision), { ...deps, store });
}

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
