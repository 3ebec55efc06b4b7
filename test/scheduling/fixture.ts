import { londonDate } from '../../lambdas/calendar/london.ts';
import type { FormFields } from '../../lambdas/pages/kit.ts';
import type { Asked, BoundQuestion, Question } from '../../lambdas/questions/question.ts';
import type { ReviewDates } from '../../lambdas/scheduling/review-dates.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { errorsOf as errorsAt, SCHOOL, TRUST } from '../subscription/fixture.ts';

export { pageHtml, pageText, type TestDeps, takenOf, testDeps, writeWorld } from '../subscription/fixture.ts';

export const ABOUT = `qar-2026-${SCHOOL}`;
export const TPR = `tpr-2026-${TRUST}`;
/** 26 weeks before the week hoped for. */
export const ASKED = '2026-07-13T08:00:00.000Z';
export const LATER = '2026-07-15T10:00:00.000Z';

/** A review in its scheduling, hoped for in the week of 11 January 2027. */
export async function writeReview(store: Store, about: string = ABOUT, dates?: ReviewDates): Promise<void> {
  const isTrust = about.startsWith('tpr');
  await store.entities.review
    .put({
      about,
      programme: isTrust ? 'TPR' : 'QAR',
      year: '2026',
      settingsVersion: '001',
      host: about.slice('qar-2026-'.length),
      hostKind: isTrust ? 'trust' : 'school',
      hostName: isTrust ? 'Rivers Trust' : 'Hill View Primary School',
      ...(!isTrust && { hub: 'hub-1' }),
      stage: 'scheduling',
      status: 'under-way',
      week: '2027-01-11',
      startsOn: londonDate(ASKED),
      turn: 1,
      executions: 1,
      stages: { scheduling: { from: londonDate(ASKED) } },
      termBreaks: settingsOf2026().breaks,
      ...(dates && { dates }),
    })
    .go();
}

export const datesWith = (changes: Partial<ReviewDates>): ReviewDates => ({
  turn: 1,
  windows: ['2027-01-18', '2027-01-25', '2027-02-01'],
  away: [],
  offers: [],
  proposals: [],
  ...changes,
});

/** A week with as many reviews as given, none of them ours. */
export const fillWeek = (store: Store, week: string, count: number, programme: 'QAR' | 'TPR' = 'QAR') =>
  store.entities.weekLoad
    .put({ programme, week, reviews: Array.from({ length: count }, (_, index) => `other-${index}`), count })
    .go();

export const askedOf = (question: Question, changes: Partial<Asked> = {}): Asked => ({
  question: question.name,
  about: ABOUT,
  turn: 1,
  round: 1,
  at: ASKED,
  expiresAt: '2026-08-03T16:00:00.000Z',
  ...changes,
});

/** The three boxes of a date on a page of an earlier release. */
export function dateBoxes(name: string, iso: string): FormFields {
  const [year = '', month = '', day = ''] = iso.split('-');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
}

/** What is wrong with a form that is sent two days after asking, by field. */
export const errorsOf = (bound: BoundQuestion, fields: FormFields) =>
  errorsAt(bound, fields, { person: 'head-1', role: 'host', at: LATER });
