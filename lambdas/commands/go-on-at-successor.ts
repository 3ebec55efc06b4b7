import * as z from 'zod';
import { factsOf } from '../catalogue/all-facts.ts';
import { hostOf, memberToday, readLineage, reviewsOf } from '../members/lineage.ts';
import { likeItsHost } from '../members/mend-reviews.ts';
import { standsReady } from '../questions/question-facts.ts';
import type { Decision, Member, Review, Store, WholeReview, WriteItem } from '../store/store.ts';
import { nextExecutionName } from './executions.ts';
import { stops, whyOver, withdrawItem } from './move.ts';
import { reviewCommand } from './on-review.ts';
import type { ReviewState } from './review-plan.ts';
import { aboutReview, reason } from './schema-fields.ts';
import { searchesWith } from './searches.ts';
import { seenOf } from './seen.ts';
import { tellThatItGoesOn } from './tell-of-review.ts';
import { unchanged } from './unchanged.ts';

/** A review whose host has closed, on the dashboard. */
export interface ClosedHost extends ReviewState {
  /** Who followed, where that is one member. */
  readonly successor: Member | undefined;
}

/**
 * A review of a school that has closed goes on at the one that followed it. Its name stays, as the key of everything that was
 * written about it; whom it asks, its name in mails, trust and hub are the successor's. Dates, team and answers stay. What its head
 * was being asked is withdrawn and asked of the new one by another execution; links that only stand ready pass to them.
 */
export const goOnAtSuccessor = reviewCommand({
  schema: z.strictObject({ ...aboutReview, act: z.literal('go-on-at-successor'), reason: reason.optional() }),

  whyNot: ({ review }) => whyOver(review, 'go on with'),

  async plan(_, whole, { store }) {
    const { review } = whole;
    const { about } = review;
    const found = await successorOf(store, review);
    if ('refusal' in found) return found;
    const { successor, head, mayCome } = found;
    const runs = review.stage !== 'planned' && review.status !== 'paused';
    const start = runs ? nextExecutionName(review) : null;
    const searches = start === null ? [] : searchesWith(start, whole, review.stage, review.turn);
    const { set, remove } = likeItsHost(successor);
    return {
      what: `let it go on at ${successor.member}, which followed ${hostOf(review)}`,
      sentence: `${about} goes on at ${successor.name} (${successor.member}). Its head and the team have been told; what the school still has to answer is asked of its head.`,
      items: (steering) => [
        store.rows.review
          .patch({ about })
          .set({
            ...set,
            goesOnAt: successor.member,
            steering,
            ...(runs && { executions: review.executions + 1, searches: [...searches] }),
          })
          .remove(remove)
          .where(unchanged(review))
          .commit(),
        // Who is head, and that the school is open, is as it was read.
        store.rows.member
          .patch({ member: successor.member })
          .set({ head })
          .where((row, { eq }) => `${eq(row.head, head)} AND ${eq(row.standing, successor.standing)}`)
          .commit(),
        // Two schools are merged, and both their reviews are let go on at this moment: one of them does.
        ...mayCome.map((other) => staysAway(store, other)),
        ...passOn(store, whole, successor.member, head),
      ],
      follows: { ...(runs ? { ...stops(whole), start, startSearches: searches } : { team: stops(whole).team }) },
    };
  },

  async tellOfReview(review, steering, context) {
    await tellThatItGoesOn(await context.store.needReview(review.about), steering, context);
  },

  form({ review, successor }: ClosedHost) {
    if (successor === undefined) return undefined;
    return {
      says: { about: review.about, seen: seenOf(review) },
      fields: [],
      buttons: [
        {
          label: `Go on at ${successor.name}`,
          main: true,
          confirmation: `Let the review go on at ${successor.name} (${successor.member})? Dates, team and answers stay. Its head is asked whatever the school still has to answer, and the team is told.`,
        },
      ],
    };
  },
});

type Found =
  | { readonly refusal: string }
  | {
      readonly successor: Member;
      readonly head: string;
      /** Reviews of the same year of other schools that it followed, which may go on at it too. */
      readonly mayCome: readonly Review[];
    };

async function successorOf(store: Store, review: Review): Promise<Found> {
  const id = hostOf(review);
  const lineage = await readLineage(store, [id]);
  const closed = lineage.get(id);
  if (closed?.standing !== 'closed') {
    return { refusal: `${review.hostName} (${id}) is open for us, so the review goes on there as it is.` };
  }
  const successor = memberToday(lineage, id);
  if (successor === undefined || successor.standing === 'closed') {
    return {
      refusal: `No open school of ours followed ${closed.name} (${id}). Import the register with its links file, or cancel the review.`,
    };
  }
  const { member, name, head } = successor;
  const leader = head === undefined ? undefined : await store.person(head);
  if (head === undefined || !leader || leader.left) {
    return {
      refusal: `Nobody is known as the head of ${name} (${member}). Import the people file with their line first.`,
    };
  }
  // Its own, or that of another school which was merged into it.
  const others = (await reviewsOf(store, member)).filter(
    (one) =>
      one.about !== review.about &&
      one.year === review.year &&
      one.programme === review.programme &&
      one.status !== 'cancelled',
  );
  const other = others.find((one) => hostOf(one) === member);
  if (other !== undefined) {
    return { refusal: `${name} (${member}) has a review in that year already, ${other.about}. Cancel one of the two.` };
  }
  return { successor, head, mayCome: others };
}

/** The condition that a review has not gone on anywhere since it was read. */
const staysAway = (store: Store, { about, goesOnAt }: Review): WriteItem =>
  store.rows.review
    .check({ about })
    .where((row, { eq, notExists }) => (goesOnAt === undefined ? notExists(row.goesOnAt) : eq(row.goesOnAt, goesOnAt)))
    .commit();

/** What the old head was asked is withdrawn, so that it is asked anew; a link that stands ready becomes the new head's. */
const passOn = (store: Store, { decisions }: WholeReview, organisation: string, head: string): readonly WriteItem[] =>
  decisions
    .filter(({ status, role }) => status === 'open' && role === 'host')
    .map((row) => (isReady(row) ? ready(store, row, organisation, head) : withdrawItem(store, row)));

function isReady({ question, round }: Decision): boolean {
  const facts = factsOf(question);
  return facts !== undefined && standsReady(facts, round);
}

const ready = (store: Store, row: Decision, organisation: string, head: string): WriteItem =>
  store.rows.decision
    .patch({ about: row.about, decision: row.decision })
    .set({ person: head, openFor: head, organisation })
    .where(({ status, person }, { eq }) => `${eq(status, 'open')} AND ${eq(person, row.person)}`)
    .commit();
