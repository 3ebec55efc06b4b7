import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { printedAnswer } from '../../lambdas/portal/what-was-sent.tsx';
import { answer } from '../../lambdas/questions/answer.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { questionMail } from '../../lambdas/questions/question-mail.ts';
import { whatWaitsFor } from '../../lambdas/questions/what-waits.ts';
import { bookingOf, bookingsOf, needTrainingSession } from '../../lambdas/store/training-reads.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { fakeDeps } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { htmlOf } from '../team/interview.tsx';
import { AT, aboutOf, askToBook, choose, endsSoon, openLatest, session, writeTraining } from './fixture.ts';

const fresh = useStore();
const FIRST = session();
const SECOND = session({ date: '2026-11-19', places: 1 });
const ann = endsSoon(1);
const ben = endsSoon(2);

async function asked(...people: readonly ReturnType<typeof endsSoon>[]) {
  const deps = fakeDeps(fresh.store);
  await writeTraining(fresh.store, people, [FIRST, SECOND]);
  for (const person of people) await askToBook(deps, person);
  return deps;
}
const bookedAt = async (name: string) => (await needTrainingSession(fresh.store, name)).booked;

describe('somebody whose training ends', () => {
  it('is told when it ends, why it matters and which sessions there are', async () => {
    const deps = await asked(ann);
    const [mail] = deps.mails;
    expect(mail?.content).toMatchObject({
      subject: 'Please book a training: Your QAR training ends on Sunday 31 January 2027',
      firstLine: 'Your QAR training ends on Sunday 31 January 2027.',
      paragraphs: [
        'After that day we cannot ask you to go on reviews: everybody in a team has to be in date on all days of the visit.',
        'Please choose a session, or tell us that none of them suits you. You can change your place later.',
      ],
      facts: [
        {
          label: 'Sessions',
          value: 'Thursday 5 November 2026, 09:30 to 15:30, The Hall, 1 Sample Street, Little Sample',
        },
        { label: 'Or', value: 'Thursday 19 November 2026, 09:30 to 15:30, The Hall, 1 Sample Street, Little Sample' },
      ],
      by: 'Thursday 8 October 2026',
    });
    expect(mail?.content.calendar).toBeUndefined();
    const { bound } = await openLatest(deps, ann.email);
    const html = htmlOf(bound);
    expect(html).toContain('12 places left');
    expect(html).toContain('1 place left');
    expect(html).toContain('None of these suits me');
  });

  it('takes a place, and gets one mail that confirms it, brings it to the calendar and can change it', async () => {
    const deps = await asked(ann);
    const night = '2026-09-14T22:00:00.000Z';
    expect(await choose(deps, ann, FIRST.session, night)).toMatchObject({
      kind: 'recorded',
      thanks: { title: 'Your place is booked' },
    });
    expect(await bookedAt(FIRST.session)).toBe(1);
    expect(await bookingOf(fresh.store, FIRST.session, ann.person)).toMatchObject({
      ...{ status: 'booked', about: aboutOf(ann.person), programme: 'QAR', date: FIRST.date },
    });
    expect(deps.mails).toHaveLength(2);
    expect(deps.mails[1]?.content).toMatchObject({
      subject: 'You have a place: QAR training on Thursday 5 November 2026',
      button: { text: 'Change or give up my place' },
      calendar: { enters: { day1: '2026-11-05', hours: { from: '09:30', to: '15:30' } } },
    });
    expect(deps.mails[1]?.content.by).toBeUndefined();
    const { bound, decision } = await openLatest(deps, ann.email);
    expect(decision).toMatchObject({ decision: 'book-training.1.2.person-1', status: 'open', schedule: [] });
    expect(bound.page().title).toBe('Your place at a training');
    expect(htmlOf(bound)).not.toContain(`value="${FIRST.session}"`);
  });

  it('reads the same thanks when the same form comes twice, and is booked once', async () => {
    const deps = await asked(ann);
    const opened = await openLatest(deps, ann.email);
    await choose(deps, ann, SECOND.session);
    expect(await answer(opened, { session: SECOND.session }, AT, deps)).toMatchObject({ kind: 'recorded' });
    const again = await openLink(deps.mails[0]?.content.button?.href.split('/d/')[1], deps, catalogue, AT);
    expect(again && (await answer(again, { session: SECOND.session }, AT, deps))).toMatchObject({ kind: 'recorded' });
    expect(await bookedAt(SECOND.session)).toBe(1);
    expect(deps.mails).toHaveLength(2);
  });

  it('takes another session instead, which moves the entry', async () => {
    const deps = await asked(ann);
    await choose(deps, ann, FIRST.session);
    expect(await choose(deps, ann, SECOND.session)).toMatchObject({ kind: 'recorded' });
    expect([await bookedAt(FIRST.session), await bookedAt(SECOND.session)]).toEqual([0, 1]);
    expect(await bookingOf(fresh.store, FIRST.session, ann.person)).toMatchObject({ status: 'cancelled' });
    expect(deps.mails.at(-1)?.content.calendar).toMatchObject({ enters: { day1: '2026-11-19' } });
    await choose(deps, ann, FIRST.session);
    expect(await bookingOf(fresh.store, FIRST.session, ann.person)).toMatchObject({ status: 'booked' });
  });

  it('reads back which session it took, and that it gave the place up', async () => {
    const deps = await asked(ann);
    const secrets: (string | undefined)[] = [];
    const latest = () => secrets.push(deps.mails.at(-1)?.content.button?.href.split('/').at(-1));
    latest();
    await choose(deps, ann, FIRST.session);
    latest();
    await choose(deps, ann, 'none');
    const back = secrets.map(async (secret) => {
      const opened = await openLink(secret, deps, catalogue, AT);
      return (
        opened &&
        printedAnswer(opened, {
          charityName: 'The Lanterns',
          helpAddress: 'help@lanterns.example',
          urgentTelephone: '01632 960100',
        })?.sent
      );
    });
    expect(await Promise.all(back)).toEqual([
      [
        {
          label: 'Which session suits you?',
          value: 'Thursday 5 November 2026, 09:30 to 15:30, The Hall, 1 Sample Street, Little Sample',
        },
      ],
      [{ label: 'What would you like instead?', value: 'Give up my place' }],
    ]);
  });

  it('reads by the link of an earlier answer that it does not hold any more', async () => {
    const deps = await asked(ann);
    const secret = deps.mails.at(-1)?.content.button?.href.split('/').at(-1);
    const since = async () => (await openLink(secret, deps, catalogue, AT))?.since;
    await choose(deps, ann, FIRST.session);
    expect(await since()).toBeUndefined();
    await choose(deps, ann, SECOND.session);
    expect(await since()).toBe('You do not have that place any more.');
    await fresh.store.entities.trainingSession.patch({ session: FIRST.session }).set({ status: 'cancelled' }).go();
    expect(await since()).toBe('That session was cancelled.');
  });

  it('gives the place up, which takes it out of the calendar, and can come back', async () => {
    const deps = await asked(ann);
    await choose(deps, ann, SECOND.session);
    expect(await choose(deps, ann, 'none')).toMatchObject({ kind: 'recorded' });
    expect(await bookedAt(SECOND.session)).toBe(0);
    expect(deps.mails.at(-1)?.content).toMatchObject({
      subject: 'You have no place at a QAR training',
      calendar: { enters: null },
    });
    expect(await choose(deps, ann, SECOND.session)).toMatchObject({ kind: 'recorded' });
    expect(await bookedAt(SECOND.session)).toBe(1);
  });

  it('loses the race for the last place with a sentence and the other sessions', async () => {
    const deps = await asked(ann, ben);
    const opened = await openLatest(deps, ben.email);
    await choose(deps, ann, SECOND.session);
    const lost = await answer(opened, { session: SECOND.session }, AT, deps);
    expect(lost).toMatchObject({ kind: 'wrong', errors: { form: expect.stringMatching(/^The last place/) } });
    const html = htmlOf(opened.bound);
    expect(html).not.toContain(SECOND.session);
    expect(html).toContain(FIRST.session);
    expect(await answer(opened, { session: FIRST.session }, AT, deps)).toMatchObject({ kind: 'recorded' });
    expect([await bookedAt(FIRST.session), await bookedAt(SECOND.session)]).toEqual([1, 1]);
  });

  it('keeps the place they had when the other is taken meanwhile', async () => {
    const deps = await asked(ann, ben);
    await choose(deps, ben, FIRST.session);
    const opened = await openLatest(deps, ben.email);
    await choose(deps, ann, SECOND.session);
    expect(await answer(opened, { session: SECOND.session }, AT, deps)).toMatchObject({ kind: 'wrong' });
    expect(await bookingOf(fresh.store, FIRST.session, ben.person)).toMatchObject({ status: 'booked' });
    expect(await bookedAt(FIRST.session)).toBe(1);
  });

  it('can neither book nor change once bookings have closed', async () => {
    const deps = await asked(ann);
    expect(await choose(deps, ann, FIRST.session, FIRST.closesAt)).toMatchObject({
      kind: 'wrong',
      errors: { session: 'Bookings for the QAR training on Thursday 5 November 2026 have closed' },
    });
    await choose(deps, ann, FIRST.session);
    await fresh.store.entities.trainingSession.patch({ session: FIRST.session }).set({ closedAt: FIRST.closesAt }).go();
    const { bound } = await openLatest(deps, ann.email);
    expect(bound.page().nothingToAnswer).toBe(true);
    expect(htmlOf(bound)).toContain('If you cannot come after all, please write to us');
    expect(await choose(deps, ann, 'none', '2026-11-01T10:00:00.000Z')).toMatchObject({ kind: 'wrong' });
    expect(await bookedAt(FIRST.session)).toBe(1);
  });

  it('finds an empty page once no session is left, and keeps the link', async () => {
    const deps = await asked(ann);
    await setStatus(FIRST.session, 'cancelled');
    await setStatus(SECOND.session, 'cancelled');
    const { bound } = await openLatest(deps, ann.email);
    expect(bound.page().nothingToAnswer).toBe(true);
    expect(questionMail(bound, 'https://x', AT).facts).toEqual([]);
    await setStatus(FIRST.session, 'open');
    expect((await openLatest(deps, ann.email)).bound.page().nothingToAnswer).toBe(false);
  });
});

const setStatus = (name: string, status: 'open' | 'cancelled') =>
  fresh.store.entities.trainingSession.patch({ session: name }).set({ status }).go();

describe('while no session takes bookings', () => {
  const morning = (day: string) => `2026-${day}T06:30:00.000Z`;
  const round = (at: string, over: ReturnType<typeof roundOver>) => dailyRound({ at }, over.deps);
  const row = () => fresh.store.decision(aboutOf(ann.person), `book-training.1.1.${ann.person}`);

  async function waiting() {
    await writeTraining(fresh.store, [ann], []);
    const over = roundOver(catalogue('book-training'), fresh.store);
    await askToBook(over.deps, ann);
    return over;
  }

  it('nobody hears of it, on no morning and with no fresh links', async () => {
    const over = await waiting();
    for (const day of ['09-15', '09-16', '09-17', '09-18', '09-21']) await round(morning(day), over);
    expect(over.deps.mails).toEqual([]);
    expect(await whatWaitsFor(ann.person, over.deps, morning('09-21'))).toEqual([]);
    expect(await row()).toMatchObject({ status: 'open', mails: 0, nextActionAt: morning('09-22') });
  });

  it('they hear of it on the morning after one was opened, with as much time to answer, and are reminded once', async () => {
    const over = await waiting();
    const before = await row();
    await round(morning('09-15'), over);
    await round(morning('09-16'), over);
    await fresh.store.write([fresh.store.rows.trainingSession.put(FIRST).commit()]);
    await round(morning('09-17'), over);
    expect(over.deps.mails.map(({ to, content }) => [to, content.subject])).toEqual([
      [ann.email, 'Please book a training: Your QAR training ends on Sunday 31 January 2027'],
    ]);
    expect(over.deps.mails[0]?.content.facts?.[0]?.value).toContain('Thursday 5 November 2026');
    const now = await row();
    expect([before?.dueAt, now?.dueAt]).toEqual(['2026-10-08T16:00:00.000Z', '2026-10-12T16:00:00.000Z']);
    expect(now).toMatchObject({ mails: 1, expiresAt: before?.expiresAt });
    await round(morning('09-18'), over);
    expect(over.deps.mails).toHaveLength(1);
    for (const day of ['10-02', '10-05', '10-06']) await round(morning(day), over);
    expect(over.deps.mails).toHaveLength(2);
  });

  it('it ends as it would have, unheard, and never later', async () => {
    const over = await waiting();
    await fresh.store.entities.decision
      .patch({ about: aboutOf(ann.person), decision: `book-training.1.1.${ann.person}` })
      .set({ expiresAt: '2026-09-16T16:00:00.000Z', dueAt: '2026-09-16T09:00:00.000Z' })
      .go();
    await round(morning('09-15'), over);
    expect(await row()).toMatchObject({ dueAt: '2026-09-16T16:00:00.000Z', expiresAt: '2026-09-16T16:00:00.000Z' });
    await round(morning('09-16'), over);
    await round(morning('09-17'), over);
    expect(await row()).toMatchObject({ status: 'expired' });
    expect(over.deps.mails).toEqual([]);
  });
});

describe('the places of a session', () => {
  it('are never given to more people than there are, however many book and leave at once', async () => {
    const people = [1, 2, 3, 4, 5, 6].map((number) => endsSoon(number));
    const choice = fc.constantFrom(FIRST.session, SECOND.session, 'none');
    const rounds = fc.array(fc.array(choice, { minLength: people.length, maxLength: people.length }), {
      minLength: 1,
      maxLength: 3,
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(rounds, fc.integer({ min: 1, max: 3 }), async (choices, places) => {
        run += 1;
        const deps = fakeDeps(fresh.store);
        const ids = people.map((person) => ({
          ...person,
          person: `${person.person}-r${run}`,
          email: `r${run}-${person.email}`,
        }));
        await writeTraining(fresh.store, ids, [session({ places }), SECOND]);
        for (const { session: name } of [FIRST, SECOND]) {
          for (const row of await bookingsOf(fresh.store, name))
            await fresh.store.entities.trainingBooking.delete(row).go();
        }
        for (const person of ids) await askToBook(deps, person);
        for (const round of choices) {
          await Promise.allSettled(ids.map((person, index) => choose(deps, person, round[index] ?? 'none')));
        }
        const taken = [];
        for (const { session: name } of [FIRST, SECOND]) {
          const row = await needTrainingSession(fresh.store, name);
          const booked = (await bookingsOf(fresh.store, name)).filter(({ status }) => status === 'booked');
          expect(booked.length).toBeLessThanOrEqual(row.places);
          expect(row.booked).toBe(booked.length);
          taken.push(...booked.map(({ person }) => person));
        }
        expect(new Set(taken).size).toBe(taken.length);
      }),
      { numRuns: 6 },
    );
  });
});
