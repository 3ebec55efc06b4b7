/** What somebody's own page says of today, by any link of theirs: what waits, reviews, availability, training, drafts of reports. */
import { load } from 'cheerio';
import { beforeEach, expect, it } from 'vitest';
import { pageOfPerson } from '../../lambdas/app/own/own-page.ts';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import type { Decision, Placement } from '../../lambdas/store/store.ts';
import { askAndAnswer, qarFields, type World, writtenReview } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const NOW = '2027-01-20T10:00:00.000Z';
let world: World;

beforeEach(async () => {
  world = await writtenReview(fresh.store);
});

/** The text of a page of somebody's own; nothing where it is not shown. */
async function shown(show: string, person: string): Promise<string | undefined> {
  const own = pageOfPerson(show, person);
  const page = await own?.page.show(own.of, { person, role: 'reviewer' }, world.deps, NOW);
  return (
    page &&
    load(readingPage(site, page, '?'))('main')
      .text()
      .replaceAll(/\s+/g, ' ')
  );
}

const inStage = (stage: 'report' | 'feedback', status: 'under-way' | 'cancelled' = 'under-way') =>
  fresh.store.entities.review
    .patch({ about: world.about })
    .set({ stage, status })
    .composite({ startsOn: '2026-07-13' })
    .go();

/** Somebody asked for another school's review, or with a place on it. */
async function placed(host: string, status: Placement['status'], day1: string): Promise<void> {
  const about = `qar-2026-${host}`;
  const { entities } = fresh.store;
  const review = await fresh.store.needReview(world.about);
  await entities.review
    .create({ ...review, about, host, hostName: `School ${host}`, stage: 'team', week: day1, day1 })
    .go();
  await entities.placement
    .create({
      ...{ about, turn: 1, seat: 'seat-1', person: 'reviewer-1', personName: 'Sample reviewer-1', kind: 'reviewer' },
      ...{ status, host, year: '2026', day1, invitedAt: '2027-01-18T09:00:00.000Z', organisation: '100200' },
    })
    .go();
}

const asked = (question: string, about: string, more: Partial<Decision> = {}) =>
  fresh.store.entities.decision
    .create({
      ...{ about, decision: `${question}.1.1`, question, turn: 1, round: 1, person: 'reviewer-1', role: 'reviewer' },
      ...{ hostName: 'School 100500', askedAt: NOW, dueAt: '2027-01-27T17:00:00.000Z', mails: 1, schedule: [] },
      ...{ expiresAt: '2027-01-29T17:00:00.000Z', nextActionAt: '2027-01-29T17:00:00.000Z', queue: 'open' },
      ...{ status: 'open', openFor: 'reviewer-1', mailedOn: '2027-01-18' },
      ...more,
    })
    .go();

it('has the reviews that somebody is asked for or has a place on, the soonest first, and nothing that is only planned or over', async () => {
  await placed('100500', 'invited', '2027-03-02');
  await placed('100501', 'planned', '2027-03-09');
  await placed('100502', 'declined', '2027-03-16');
  const text = await shown('record', 'reviewer-1');
  expect(text).toContain(
    'QAR at Hill View Primary SchoolTuesday 12 to Thursday 14 January 2027, as reviewer: the visit is under way',
  );
  expect(text).toContain(
    'QAR at School 100500Tuesday 2 to Thursday 4 March 2027, as reviewer: you are asked whether you can come',
  );
  expect(text).not.toMatch(/100501|100502/);
  await inStage('feedback');
  expect(await shown('record', 'reviewer-1')).toContain('as reviewer: the report is final');
  await inStage('report', 'cancelled');
  expect(await shown('record', 'reviewer-1')).not.toContain('Hill View');
});

it('says that there is no review where somebody has none', async () => {
  expect(await shown('record', 'manager')).toContain('You are asked for none at the moment, and have a place on none.');
});

it('has what waits for an answer with its day and mail, and not a link that only stands ready, nor what comes on a day of its own', async () => {
  expect(await shown('record', 'reviewer-1')).not.toContain('What waits');
  await asked('invite', 'qar-2026-100500');
  await asked('book-training', 'training-2026-spring-qar-reviewer-1', {
    ...{ decision: 'book-training.1.2', round: 2, hostName: 'Standing by' },
  });
  await asked('pre-review-call', 'qar-2026-100500', { hostName: 'To be held', mails: 0 });
  const text = await shown('record', 'reviewer-1');
  expect(text).not.toContain('To be held');
  expect(text).toContain(
    'School 100500: a place in the teamby Wednesday 27 January 2027, by the link in our mail of 18 January 2027',
  );
  expect(text).not.toContain('Standing by');
  expect(await shown('record', 'reviewer-2')).not.toContain('School 100500');
});

it('has what was said of the latest terms, how it is changed, and a place at a training', async () => {
  const { entities } = fresh.store;
  const said = { person: 'reviewer-1', year: '2026', maxDistanceKm: 64, staysOvernight: false, maxReviews: 2 } as const;
  const cannot = [{ from: '2027-02-01', to: '2027-02-05' }];
  await entities.availability.put({ ...said, term: 'spring', cannot, answeredAt: NOW }).go();
  await entities.availability
    .put({ ...said, term: 'autumn', maxReviews: 0, cannot: [], answeredAt: '2026-07-01T09:00:00.000Z' })
    .go();
  await entities.person.patch({ person: 'reviewer-1' }).set({ maxDistanceKm: 64, staysOvernight: false }).go();
  const about = 'availability-2026-spring-reviewer-1';
  await asked('availability', about, { round: 2, decision: 'availability.1.2', mails: 0 });
  // As `ask` writes the round by which an answer is changed: no mail goes.
  await entities.decision.patch({ about, decision: 'availability.1.2' }).remove(['mailedOn']).go();
  const booking = { programme: 'QAR', about: 'training-x', bookedAt: NOW, person: 'reviewer-1' } as const;
  await entities.trainingBooking.put({ ...booking, session: 's-1', date: '2027-02-09', status: 'booked' }).go();
  await entities.trainingBooking.put({ ...booking, session: 's-2', date: '2027-02-10', status: 'cancelled' }).go();
  const text = await shown('record', 'reviewer-1');
  expect(text).toContain(
    'Spring term of 2026 to 2027Up to 2 reviews, not in the weeks of 1 February 2027. You can change it until Friday 29 January 2027, by the link in the mail that asked you, or by a fresh one',
  );
  expect(text).toContain('Autumn term of 2026 to 2027No reviews');
  expect(text).toContain('You would travelup to 40 milesFarther awayyou would not stay overnight');
  expect(text).toContain('QAR training sessionyou have a place on Tuesday 9 February 2027');
  expect(text).not.toContain('10 February');
});

it('leads to the draft of a report from its handing in until it is final, for whoever is in the team', async () => {
  await inStage('report');
  expect(await shown('record', 'reviewer-1')).not.toContain('Read the draft');
  const draft = `draft.${world.about}`;
  expect(await shown(draft, 'reviewer-1')).toBe(undefined);
  await askAndAnswer(world, draftReport, qarFields);
  expect(await shown('record', 'reviewer-1')).toContain('the report is being written. Read the draft');
  const text = await shown(draft, 'reviewer-1');
  expect(text).toContain('The report as it stands');
  expect(text).toContain('A draft, version 1, of Monday 18 January 2027.');
  expect(text).toContain('Middle leaders looked at work across years');
  expect(await shown(draft, 'head')).toBe(undefined);
  expect(await shown(draft, 'manager')).toBe(undefined);
  const { seat, person } = fresh.store.entities;
  await person.patch({ person: 'reviewer-2' }).set({ left: true }).go();
  expect(await shown(draft, 'reviewer-2')).toBe(undefined);
  await inStage('feedback');
  expect(await shown(draft, 'reviewer-1')).toBe(undefined);
  await inStage('report', 'cancelled');
  expect(await shown(draft, 'reviewer-1')).toBe(undefined);
  await inStage('report');
  await seat.patch({ about: world.about, seat: 'seat-1' }).set({ person: 'reviewer-3' }).go();
  expect(await shown(draft, 'reviewer-1')).toBe(undefined);
});
