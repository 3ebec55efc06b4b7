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
  /** Another question went to them between the reading and the writing of this asking. */
  readonly isOvertaken?: boolean | undefined;
}

/** 'now', in any case; 'first', if nothing else of the day goes before it is written; or with the mail of the next morning. */
export type Hearing = 'now' | 'first' | 'in-the-morning';

/**
 * When somebody hears of a question: with the next morning's mail, which lists everything at once, if they were mailed another
 * question today and have not answered it. Never on the days of a visit, and never when little time is left. The central
 * team's mailbox is worked through by several people, so its questions do not wait for each other.
 */
export async function hearingOf(
  store: Pick<Store, 'openDecisionsOf' | 'mailedOn' | 'decisionsAt'>,
  asking: Asking,
): Promise<Hearing> {
  const { question, bound, addressee, review, dueAt, at, isOvertaken } = asking;
  const today = londonDate(at);
  if (addressee.person === 'central-team' || question.stage === 'visit') return 'now';
  if (review?.day1 !== undefined && visitDays(review.day1).includes(today)) return 'now';
  const isUrgent = dueAt !== NEVER && workingDaysBetween(today, londonDate(dueAt), bound.breaks) <= URGENT_WORKING_DAYS;
  if (isUrgent) return 'now';
  if (isOvertaken) return 'in-the-morning';
  const mailed = await store.mailedOn(addressee.person, today);
  if (mailed === undefined) return 'first';
  // By their keys, since an index may lack what was asked a second ago. A row of an earlier release names none.
  const others =
    mailed.length > 0 ? await store.decisionsAt(mailed.map(keyOf)) : await store.openDecisionsOf(addressee.person);
  const waits = others.some(
    ({ status, mailedOn, person }) => status === 'open' && mailedOn === today && person === addressee.person,
  );
  return waits ? 'in-the-morning' : 'now';
}

/** That row goes a few days later by itself. */
const KEPT_DAYS = 3;

type QuestionKey = Pick<Decision, 'about' | 'decision'>;

const placeOf = ({ about, decision }: QuestionKey): string => `${about}/${decision}`;

const keyOf = (place: string): QuestionKey => {
  const [about = '', decision = ''] = place.split('/');
  return { about, decision };
};

/**
 * What is written together with the `mailedOn` of questions to one person, so that the next question of the day finds them.
 *
 * @param isFirst whether the writing is refused if there was one meanwhile: two questions may be asked in the same second.
 */
export function mailedToday(
  store: Pick<Store, 'rows'>,
  person: string,
  questions: readonly QuestionKey[],
  at: string,
  isFirst = false,
): WriteItem[] {
  if (person === 'central-team') return [];
  const expiresAtSeconds = Math.floor(Date.parse(at) / 1000) + KEPT_DAYS * 86_400;
  const key = { person, day: londonDate(at) };
  const places = questions.map(placeOf);
  const { mailedDay } = store.rows;
  return [
    isFirst
      ? mailedDay.create({ ...key, expiresAtSeconds, questions: places }).commit()
      : mailedDay.upsert(key).set({ expiresAtSeconds }).add({ questions: places }).commit(),
  ];
}
