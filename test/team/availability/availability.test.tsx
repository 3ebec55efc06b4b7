import { beforeEach, describe, expect, test } from 'vitest';
import { sendFreshLinks } from '../../../lambdas/portal/fresh-links.ts';
import { moreTimeOffer } from '../../../lambdas/portal/more-time.ts';
import { answer } from '../../../lambdas/questions/answer.ts';
import { ask } from '../../../lambdas/questions/ask.ts';
import { freshLink } from '../../../lambdas/questions/fresh-link.ts';
import { openLink } from '../../../lambdas/questions/open-link.ts';
import type { Asked } from '../../../lambdas/questions/question.ts';
import { settleByDefault } from '../../../lambdas/questions/settle.ts';
import { availability as saidOf } from '../../../lambdas/store/term-plan-reads.ts';
import { availability } from '../../../lambdas/team/availability/availability.tsx';
import { availabilityName, readAvailabilityName } from '../../../lambdas/team/availability/availability-name.ts';
import { useStore } from '../../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, type Interview, interviewDeps } from '../interview.tsx';
import { lead, reviewer, writeNetwork } from '../network.ts';

const fresh = useStore();

const ABOUT = availabilityName({ year: '2026', term: 'spring', person: 'person-1' });
const AT = '2026-09-14T09:00:00.000Z';
const EXPIRES = '2026-10-09T16:00:00.000Z';

const asked = (changes: Partial<Asked> = {}): Asked => ({
  ...{ question: 'availability', about: ABOUT, turn: 1, round: 1, person: 'person-1', at: AT, expiresAt: EXPIRES },
  ...changes,
});

const FULL = { cannot: ['2027-01-11', '2027-03-08'], miles: '28', overnight: 'yes', reviews: '3', reason: '' };

const open = (deps: Interview, changes?: Partial<Asked>) => askAndOpen(availability, asked(changes), deps);

/** Follows the button of the newest mail. */
const follow = (deps: Interview, at = AT) =>
  openLink(deps.mails.at(-1)?.button?.href.split('/d/')[1], deps, () => availability, at);

beforeEach(() => writeNetwork(fresh.store, [reviewer(1), lead(2)]));

describe('what a question on availability is about', () => {
  test('names person and term, whatever the id looks like', () => {
    expect(ABOUT).toBe('availability-2026-spring-person-1');
    for (const person of ['person-0107', 'p', 'lead-9-autumn', 'availability-2026-spring-person-1']) {
      const about = { year: '2027', term: 'summer', person };
      expect(readAvailabilityName(availabilityName(about))).toEqual(about);
    }
    expect(() => readAvailabilityName('qar-2026-100183')).toThrow('names no person and term');
  });
});

describe('the mail that asks', () => {
  test('says by when, what silence means, and that no review is asked for', async () => {
    const deps = interviewDeps(fresh.store);
    await open(deps);
    expect(deps.mails).toMatchObject([
      {
        subject: 'When can you not go on reviews? Spring term 2027',
        firstLine:
          'We are about to plan the review teams of the spring term, Monday 4 January to Thursday 25 March 2027.',
        by: 'Friday 9 October 2026',
        whyYou: 'You are asked because you are a trained reviewer of the partnership.',
      },
    ]);
    const said = deps.mails[0]?.paragraphs.join(' ');
    expect(deps.mails[0]?.ifNothing).toBe(
      'If you do nothing, we take it that you can come in any week, would travel up to 50 miles, would not stay overnight and would do up to 2 reviews.',
    );
    expect(said).toContain('This mail asks you for no review.');
  });

  test('goes to a lead reviewer as one', async () => {
    const deps = interviewDeps(fresh.store);
    const about = availabilityName({ year: '2026', term: 'spring', person: 'lead-2' });
    const { decision, bound } = await open(deps, { about, person: 'lead-2' });
    expect(decision).toMatchObject({ role: 'lead', person: 'lead-2', facts: { year: '2026', term: 'spring' } });
    expect(bound.mail().whyYou).toBe('You are asked because you are one of our lead reviewers.');
    // A lead reviewer has no limit for a term but their own.
    expect(bound.ifNothing).toMatch(/would do up to 10 reviews$/);
  });

  test('is followed by one reminder, and nobody else hears of silence', async () => {
    const { decision } = await open(interviewDeps(fresh.store));
    expect(decision.schedule).toEqual([{ at: '2026-10-06T06:30:00.000Z', act: 'remind' }]);
  });
});

describe('the page', () => {
  test('offers the weeks in which a visit can be, in words, and what is known of the person', async () => {
    await fresh.store.write([
      fresh.store.rows.person.patch({ person: 'person-1' }).set({ maxDistanceKm: 62.4, staysOvernight: true }).commit(),
    ]);
    const { bound } = await open(interviewDeps(fresh.store));
    const html = htmlOf(bound);
    expect([...html.matchAll(/Week of Monday ([^<]+)</g)].map(([, week]) => week)).toEqual([
      ...['4 January', '11 January', '18 January', '25 January', '1 February', '8 February'],
      ...['22 February', '1 March', '8 March', '15 March', '22 March'],
    ]);
    expect(bound.page().values).toEqual({
      ...{ cannot: [], miles: '39', overnight: 'yes', reviews: '2', reason: '' },
    });
  });

  test('carries distance, nights and number from the term before, but neither its weeks nor a number of none', async () => {
    const row = { person: 'person-1', cannot: [{ from: '2027-01-11', to: '2027-01-15' }], staysOvernight: true };
    const put = (changes: object) =>
      fresh.store.rows.availability.put({ ...row, year: '2026', term: 'autumn', answeredAt: AT, ...changes }).commit();
    await fresh.store.write([
      put({ maxDistanceKm: 33, maxReviews: 4, answeredAt: '2026-06-10T09:00:00.000Z' }),
      put({ year: '2025', term: 'summer', maxReviews: 1, answeredAt: '2026-01-10T09:00:00.000Z' }),
    ]);
    const first = await open(interviewDeps(fresh.store));
    expect(first.bound.page().values).toMatchObject({ cannot: [], miles: '21', overnight: 'yes', reviews: '4' });

    await fresh.store.write([put({ maxReviews: 0, answeredAt: '2026-06-11T09:00:00.000Z' })]);
    const { bound } = await availabilityAgain();
    expect(bound.page().values).toMatchObject({ reviews: '2' });
  });

  const availabilityAgain = async () => {
    const bound = await availability.bind(asked(), interviewDeps(fresh.store));
    return { bound };
  };

  test.each([
    [{ miles: '' }, { miles: 'Enter how many miles you would travel' }],
    [{ miles: 'far' }, { miles: 'How many miles you would travel must be a whole number, like 12' }],
    [{ miles: '70000' }, { miles: 'How many miles you would travel must be between 0 and 435' }],
    [{ overnight: '' }, { overnight: 'Select whether you would stay overnight' }],
    [{ reviews: '12' }, { reviews: 'How many reviews you would do must be between 0 and 11' }],
    [{ reviews: '-1' }, { reviews: 'How many reviews you would do must be between 0 and 11' }],
    [{ cannot: '2027-02-15' }, { cannot: 'Select the weeks in which you cannot' }],
    [{ reason: 'x'.repeat(501) }, { reason: 'The reason must be 500 characters or fewer' }],
  ])('says in words what is wrong with %j, and keeps what was typed', async (typed, errors) => {
    const { bound } = await open(interviewDeps(fresh.store));
    const fields = { ...FULL, ...typed };
    expect(bound.read(fields, { person: 'person-1', role: 'reviewer', at: AT })).toEqual({ ok: false, errors });
    const html = htmlOf(bound, { values: fields, errors });
    expect(html).toContain(Object.values(errors)[0]);
    if (!('cannot' in typed)) expect(html).toMatch(/value="2027-01-11"[^>]*checked|checked[^>]*value="2027-01-11"/);
  });

  test('what is filled in can be sent as it is, whatever an import has brought', async () => {
    const of = { maxDistanceKm: 900.5, maxReviewsAYear: 40 };
    await fresh.store.write([fresh.store.rows.person.patch({ person: 'lead-2' }).set(of).commit()]);
    const about = availabilityName({ year: '2026', term: 'spring', person: 'lead-2' });
    const { bound } = await open(interviewDeps(fresh.store), { about, person: 'lead-2' });
    const { values = {} } = bound.page();
    expect(values).toMatchObject({ reviews: '11', miles: '435' });
    expect(bound.read(values, { person: 'lead-2', role: 'lead', at: AT })).toMatchObject({ ok: true });
  });

  test('says what is wrong in the order of the page', async () => {
    const { bound } = await open(interviewDeps(fresh.store));
    const read = bound.read({ cannot: 'x', reviews: 'x' }, { person: 'person-1', role: 'reviewer', at: AT });
    expect(read.ok ? [] : Object.keys(read.errors)).toEqual(['cannot', 'reviews', 'miles', 'overnight']);
  });

  test('nobody is free for a review in no week', async () => {
    const { bound } = await open(interviewDeps(fresh.store));
    const all = [...htmlOf(bound).matchAll(/name="cannot"[^>]*value="([^"]+)"/g)].map(([, week]) => week ?? '');
    expect(all).toHaveLength(11);
    const answering = { person: 'person-1', role: 'reviewer', at: AT } as const;
    expect(bound.read({ ...FULL, cannot: all }, answering)).toEqual({
      ok: false,
      errors: { reviews: 'You ticked every week: enter 0 reviews, or leave a week free' },
    });
    expect(bound.read({ ...FULL, cannot: all, reviews: '0' }, answering)).toMatchObject({ ok: true });
  });

  test('offers no more time: the teams are planned on their day', async () => {
    const opened = await open(interviewDeps(fresh.store));
    expect(moreTimeOffer(opened, AT)).toBeUndefined();
  });
});

describe('an answer', () => {
  test('is written with what it changes of the person, in one transaction with the audit', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    expect(await askAndAnswer(availability, asked(), FULL, deps)).toMatchObject({
      kind: 'recorded',
      thanks: { title: 'Thank you: we plan with this' },
    });
    expect(await saidOf(store, 'person-1', '2026', 'spring')).toEqual({
      ...{ person: 'person-1', year: '2026', term: 'spring', answeredAt: AT },
      cannot: [
        { from: '2027-01-11', to: '2027-01-15' },
        { from: '2027-03-08', to: '2027-03-12' },
      ],
      ...{ maxDistanceKm: 45, staysOvernight: true, maxReviews: 3 },
    });
    expect(await store.person('person-1')).toMatchObject({
      maxDistanceKm: 45,
      staysOvernight: true,
      name: 'Reviewer 1',
    });
    expect((await store.audit(ABOUT)).map(({ entry, who }) => [entry, who])).toEqual([
      ['availability.1.1.answered', 'person-1'],
      ['availability.1.1.asked', 'person-1'],
      ['availability.1.2.asked', 'person-1'],
    ]);
  });

  test('can be none this term, with a reason that is kept', async () => {
    const fields = { ...FULL, cannot: [], reviews: '0', reason: 'A new job' };
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(availability, asked(), fields, deps);
    expect(await saidOf(fresh.store, 'person-1', '2026', 'spring')).toMatchObject({
      maxReviews: 0,
      reason: 'A new job',
    });
    expect((await follow(deps))?.bound.page().values).toMatchObject({ reviews: '0', reason: 'A new job' });
  });

  test('brings no mail: the link that asked leads to what can be changed from then on', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    const given = await askAndAnswer(availability, asked(), FULL, deps);
    expect(deps.mails).toHaveLength(1);
    expect(given.kind === 'recorded' && given.thanks.paragraphs).toContainEqual(
      expect.stringContaining('By its link you can see and change this answer until Friday 9 October 2026'),
    );

    const later = '2026-09-20T09:00:00.000Z';
    const opened = await follow(deps, later);
    expect(opened?.bound).toMatchObject({ standing: true });
    expect(opened?.decision).toMatchObject({ decision: 'availability.1.2', schedule: [], expiresAt: EXPIRES });
    expect(opened?.bound.page().values).toEqual(FULL);
    expect(
      opened && (await answer(opened, { ...FULL, cannot: '2027-01-18', reviews: '1' }, later, deps)),
    ).toMatchObject({
      kind: 'recorded',
    });
    expect(await saidOf(store, 'person-1', '2026', 'spring')).toMatchObject({
      cannot: [{ from: '2027-01-18', to: '2027-01-22' }],
      maxReviews: 1,
      answeredAt: later,
    });
    expect(deps.mails).toHaveLength(1);
    const third = await follow(deps, '2026-09-21T09:00:00.000Z');
    expect(third?.decision.decision).toBe('availability.1.3');
    expect(third?.bound.page().values).toMatchObject({ cannot: ['2027-01-18'], reviews: '1' });
    expect(third && htmlOf(third.bound)).toContain('This is what you told us on Sunday 20 September 2026');
    const kept = { cannot: ['2027-01-18'], distance: 45, overnight: true, reviews: 1, reason: '' };
    expect(opened?.bound.said(kept)).toBe(
      'You offered one review in the spring term, and named one week in which you cannot.',
    );
  });

  test('whose button is pressed twice is one answer, also where the second press finds the next round', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(availability, asked(), FULL, deps);
    const press = async (fields: typeof FULL, at: string) => {
      const opened = await follow(deps, at);
      return opened && (await answer(opened, fields, at, deps));
    };
    expect(await press(FULL, '2026-09-14T09:00:20.000Z')).toMatchObject({ kind: 'recorded' });
    expect((await store.decisionsAbout(ABOUT)).map(({ decision }) => decision)).toEqual([
      'availability.1.1',
      'availability.1.2',
    ]);
    // The same on another day is an answer anew: their distance may have been changed meanwhile elsewhere.
    expect(await press(FULL, '2026-09-16T09:00:00.000Z')).toMatchObject({ kind: 'recorded' });
    expect(await store.decisionsAbout(ABOUT)).toHaveLength(3);
  });

  test('is read back by its link when the teams are planned', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(availability, asked(), FULL, deps);
    const opened = await follow(deps);
    if (!opened) throw new Error('The link opens nothing.');
    await settleByDefault(store, opened.bound, opened.decision, EXPIRES);
    const afterwards = await follow(deps, EXPIRES);
    expect(afterwards?.decision).toMatchObject({ decision: 'availability.1.1', status: 'answered' });
    expect(afterwards?.since).toBeUndefined();
  });

  test('is not changed by a link by which the question was handed on, whoever has it', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    const { decision } = await open(deps);
    const [about, id] = [decision.about, decision.decision];
    // It came back to its person, who answered by the fresh link of another mail.
    await store.write([
      store.rows.decision
        .patch({ about, decision: id })
        .set({ handOvers: [{ person: 'person-1', at: '2026-09-14T10:00:00.000Z' }] })
        .commit(),
    ]);
    const returned = await store.decision(about, id);
    if (!returned) throw new Error('The question is gone.');
    const secret = await freshLink(deps, returned, '2026-09-15T09:00:00.000Z');
    const later = '2026-09-15T09:10:00.000Z';
    const back = await openLink(secret, deps, () => availability, later);
    expect(back && (await answer(back, FULL, later, deps))).toMatchObject({ kind: 'recorded' });
    const old = await follow(deps, later);
    expect(old).toMatchObject({ decision: { decision: 'availability.1.1' }, decides: false });
    const own = await openLink(secret, deps, () => availability, later);
    expect(own).toMatchObject({ decision: { decision: 'availability.1.2' }, decides: true });
  });

  test('of an earlier release, whose change had a mail of its own, is changed by either link', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(availability, asked(), FULL, deps);
    await ask(availability, asked({ round: 3 }), undefined, deps);
    expect(deps.mails.at(-1)?.subject).toBe('What you told us for the spring term 2027');
    expect((await follow(deps))?.decision.decision).toBe('availability.1.3');
    const first = await openLink(deps.mails[0]?.button?.href.split('/d/')[1], deps, () => availability, AT);
    expect(first?.decision.decision).toBe('availability.1.3');
  });

  test('is changed by a fresh link too, for whoever deleted the one mail, while there is time', async () => {
    const { store } = fresh;
    const deps = { ...interviewDeps(store), catalogue: () => availability };
    const wish = (at: string) => sendFreshLinks({ person: 'person-1' }, at, deps);
    await askAndAnswer(availability, asked(), FULL, deps);
    expect(await wish('2026-09-20T09:00:00.000Z')).toBe(true);
    const { subject, sections } = deps.mails.at(-1) ?? {};
    expect([subject, sections?.[0]?.title]).toEqual(['Your answers: what you can still change', 'What you can change']);
    const [line] = sections?.[0]?.entries ?? [];
    expect(line).toMatchObject({
      text: 'What you told us for the spring term 2027',
      note: 'until Friday 9 October 2026',
    });
    const at = '2026-09-20T09:05:00.000Z';
    const opened = await openLink(line?.href?.split('/d/')[1], deps, () => availability, at);
    expect(opened).toMatchObject({ decision: { decision: 'availability.1.2' }, decides: true });
    expect(opened && (await answer(opened, { ...FULL, reviews: '1' }, at, deps))).toMatchObject({ kind: 'recorded' });
    // Nothing once the teams are planned, nor where somebody said that the mail is not for them.
    expect(await wish(EXPIRES)).toBe(false);
    await store.entities.person.patch({ person: 'person-1' }).set({ notMeAt: at }).go();
    await store.entities.decision
      .patch({ about: ABOUT, decision: 'availability.1.3' })
      .set({ notFor: 'person-1' })
      .go();
    expect(await wish('2026-09-21T09:00:00.000Z')).toBe(false);
  });

  test('that never comes writes nothing, for the settings’ defaults to count', async () => {
    const { store } = fresh;
    const before = await store.person('person-1');
    const { bound, decision } = await open(interviewDeps(store));
    const settled = await settleByDefault(store, bound, decision, EXPIRES);
    expect(settled).toMatchObject({ status: 'expired', outcome: { outcome: 'silent' } });
    expect(await saidOf(store, 'person-1', '2026', 'spring')).toBeUndefined();
    expect(await store.person('person-1')).toEqual(before);
  });
});
