/**
 * Reads that are begun before it is known whether they are needed, with a store that reads each row once: they come in the same
 * request as what is needed for certain. Nothing is decided by them, so a wrong guess costs a read unit and no more.
 */

import { londonDate } from '../calendar/london.ts';
import { hostOf } from '../members/lineage.ts';
import { partsOfReview } from '../programmes/programmes.ts';
import { loadSettings, versionKey } from '../settings/load-settings.ts';
import type { ReviewAtHand, Store } from '../store/store.ts';
import type { Asked } from './question.ts';

/** The store of one asking: with each person comes whether they were mailed on the day of `at`. */
export function readingMailedDays(once: Store, at: string): Store {
  const today = londonDate(at);
  const asking: Store = Object.create(once);
  asking.person = (person) => {
    once.mailedOn(person, today).catch(() => {}); // whoever needs it asks for it, and hears of the failure
    return once.person(person);
  };
  return asking;
}

/**
 * What a question about a review reads beside it: the host, the hub of its manager, the employer of the person who is asked, the settings. What cannot be read
 * is for the question to say that needs it.
 */
export function readBesideReview(
  { review, placements }: ReviewAtHand,
  { person, role }: { readonly person: string; readonly role?: string },
  store: Store,
): Promise<unknown> {
  const employer = placements.find((row) => row.person === person)?.organisation;
  return Promise.allSettled([
    store.member(hostOf(review)),
    role === 'hub-manager' && review.hub !== undefined && store.hub(review.hub),
    employer !== undefined && store.member(employer),
    loadSettings(store, review.year, review.programme, review.settingsVersion),
  ]);
}

/**
 * What is read beside a review's own row, and with it: the host and the settings, as far as the review's name tells. Most years have one
 * version of settings, and most reviews are of the host that they were planned for.
 */
export async function readBesideRow(about: string, store: Store): Promise<unknown> {
  const parts = partsOfReview(about);
  if (!parts) return undefined;
  const { host, programme, year } = parts;
  return Promise.allSettled([
    store.reviewAsFirstRead(about),
    store.member(host),
    loadSettings(store, year, programme, versionKey(1)),
  ]);
}

/**
 * Whoever may be asked about a review where the workflow does not name them, as far as the review itself tells: whoever answered for the
 * host last, and the lead reviewer.
 */
export async function guessWhoIsAsked(asked: Asked, store: Store): Promise<void> {
  const whole = await store.wholeReview(asked.about);
  if (!whole) return;
  const { decisions, seats } = whole;
  const [last] = decisions
    .filter(({ role, person }) => role === 'host' && person !== 'central-team')
    .toSorted((a, b) => b.askedAt.localeCompare(a.askedAt));
  const lead = seats.find(({ kind }) => kind === 'lead')?.person;
  await Promise.all([last?.person, lead].map((person) => person !== undefined && store.person(person)));
}
