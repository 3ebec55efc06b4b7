/** The final reports of which somebody says today who may see them, each with a link that does. */
import { ownerToday, reviewsOf } from '../members/lineage.ts';
import { titleOfYear } from '../settings/year-title.ts';
import { NEVER } from '../store/entities/agenda.ts';
import type { Decision, Person, Review, Store } from '../store/store.ts';
import { ask } from './ask.ts';
import { askInstead } from './ask-instead.ts';
import { freshLink } from './fresh-link.ts';
import { linkAddress } from './links.ts';
import { isHeadOf } from './offices.ts';
import { bindAgain } from './open-link.ts';
import { decisionId } from './question.ts';
import { addresseeOf, noMailOf } from './review-context.ts';
import { standOn } from './stand-on.ts';
import type { WaitingDeps } from './what-waits.ts';

/** The question whose link stands ready for that. */
const QUESTION = 'change-publication';

/** A report as a line of a mail. */
export interface OwnReport {
  /** '2026 to 2027: QAR at Hill View Primary School'. */
  readonly text: string;
  /** Who may see it now, in a few words. */
  readonly note: string;
  readonly href: string;
}

/**
 * The reports of all schools and trusts that somebody leads today, the latest year first, and those of schools that these have
 * followed. Whoever was asked before, the question is theirs from now on; where none is open, since an earlier release let it end or
 * there was no head, it is asked anew. Nothing is mailed.
 */
export async function ownReports(person: Person, at: string, deps: WaitingDeps): Promise<readonly OwnReport[]> {
  if (noMailOf(person) !== undefined) return [];
  const store = deps.store.readingOnce();
  const own: OwnReport[] = [];
  for (const review of await reviewsLedBy(person, store)) {
    const row = await theirs(review, person, at, deps);
    if (row) own.push(await lineOf(review, row, at, store, deps));
  }
  return own;
}

async function reviewsLedBy(person: Person, store: Store): Promise<readonly Review[]> {
  const found = new Map<string, Review>();
  for (const id of new Set([person.member, ...(person.alsoOf ?? [])].flatMap((one) => one ?? []))) {
    if (!isHeadOf(await store.member(id), person)) continue;
    for (const review of await reviewsOf(store, id)) {
      if (isOut(review) && (await ownerToday(store, review))?.member === id) found.set(review.about, review);
    }
  }
  return [...found.values()].toSorted((a, b) => b.year.localeCompare(a.year) || a.about.localeCompare(b.about));
}

/** Whether a review's report is final. One that is written anew is not, until its host is asked who may see that one. */
const isOut = ({ publishedAt, stage, status }: Review): boolean =>
  publishedAt !== undefined && status !== 'cancelled' && ['feedback', 'closed'].includes(stage);

/** The question as somebody can answer it; nothing where it was given to somebody else at this moment. */
async function theirs(
  { about, turn, hub }: Review,
  person: Person,
  at: string,
  deps: WaitingDeps,
): Promise<Decision | undefined> {
  const { store } = deps;
  const asked = (await store.decisionsAbout(about)).filter((row) => row.question === QUESTION && row.turn === turn);
  const open = asked.find(({ status }) => status === 'open');
  const round = Math.max(0, ...asked.map((row) => row.round)) + 1;
  const next = { question: QUESTION, about, turn, round, at, expiresAt: NEVER };
  if (!open) await ask(deps.catalogue(QUESTION), next, undefined, deps, { unmailed: true });
  else if (open.expiresAt !== NEVER) await standOn(open, store);
  const now = await store.decision(about, open?.decision ?? decisionId(next));
  if (now?.status !== 'open' || now.person === person.person) return now?.status === 'open' ? now : undefined;
  const bound = await bindAgain(now, deps.catalogue(QUESTION), deps);
  const addressee = { ...addresseeOf(person, 'host', hub), organisation: now.organisation };
  const what = `passed on the question, since ${person.person} leads the host now`;
  const audit = { who: 'workflow', role: 'workflow', what };
  await askInstead(
    { decision: now, bound: { ...bound, addressee }, named: 'passed-on', audit, atOnce: false, unmailed: true },
    at,
    deps,
  );
  const passed = await store.decision(about, now.decision);
  return passed?.status === 'open' && passed.person === person.person ? passed : undefined;
}

async function lineOf(review: Review, row: Decision, at: string, store: Store, deps: WaitingDeps): Promise<OwnReport> {
  const { audience, hostName, programme, withdrawnAt, year } = review;
  return {
    text: `${await titleOfYear(store, year)}: ${programme} at ${hostName}`,
    note: withdrawnAt === undefined ? SEEN_BY[audience ?? 'private'] : 'withdrawn',
    href: linkAddress(deps.portalOrigin, await freshLink(deps, row, at)),
  };
}

const SEEN_BY = { private: 'private', hub: 'shared with your hub', public: 'public' } as const;
