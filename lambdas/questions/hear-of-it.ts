/** When somebody hears of a question: at once, or with the mail of a later morning. */
import { londonDate } from '../calendar/london.ts';
import { visitDays, workingDaysBetween } from '../calendar/working-days.ts';
import { NEVER } from '../store/entities/agenda.ts';
import type { Decision, Review, Store, WriteItem } from '../store/store.ts';
import type { Addressee, BoundQuestion, Question } from './question.ts';

/** A question due within so many working days goes at once, whatever else somebody was sent that day. */
const URGENT_WORKING_DAYS = 2;

interface Asking {
  readonly question: Pick<Question, 'stage'>;
  readonly bound: Pick<BoundQuestion, 'breaks'>;
  readonly addressee: Pick<Addressee, 'person'>;
  readonly review: Pick<Review, 'day1'> | undefined;
  readonly dueAt: string;
  readonly at: string;
}

/**
 * Whether a question waits for the next morning's mail, which lists everything at once: the person was mailed another
 * question today and has not answered it. Never on the days of a visit, and never when little time is left. The central
 * team's mailbox is worked through by several people, so its questions do not wait for each other.
 */
export async function waitsForMorning(
  store: Pick<Store, 'openDecisionsOf' | 'wasMailed'>,
  asking: Asking,
): Promise<boolean> {
  const { question, bound, addressee, review, dueAt, at } = asking;
  const today = londonDate(at);
  if (addressee.person === 'central-team' || question.stage === 'visit') return false;
  if (review?.day1 !== undefined && visitDays(review.day1).includes(today)) return false;
  const isUrgent = dueAt !== NEVER && workingDaysBetween(today, londonDate(dueAt), bound.breaks) <= URGENT_WORKING_DAYS;
  if (isUrgent) return false;
  if (!(await store.wasMailed(addressee.person, today))) return false;
  const others = await store.openDecisionsOf(addressee.person);
  return others.some(({ status, mailedOn }) => status === 'open' && mailedOn === today);
}

/** That row goes a few days later by itself. */
const KEPT_DAYS = 3;

/** What is written together with a question's `mailedOn`, so that the next question of the day finds that there was one. */
export function mailedToday(store: Pick<Store, 'rows'>, { person }: Pick<Decision, 'person'>, at: string): WriteItem[] {
  if (person === 'central-team') return [];
  const expiresAtSeconds = Math.floor(Date.parse(at) / 1000) + KEPT_DAYS * 86_400;
  return [store.rows.mailedDay.put({ person, day: londonDate(at), expiresAtSeconds }).commit()];
}
