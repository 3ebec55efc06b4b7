import { beforeEach, describe, expect, it } from 'vitest';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { bookingsOf, trainingSession } from '../../lambdas/store/training-reads.ts';
import { closeBookings } from '../../lambdas/training/close-bookings.ts';
import { recordAttendance } from '../../lambdas/training/questions/record-attendance.tsx';
import { recordTraining } from '../../lambdas/training/record-training.ts';
import { useStore } from '../support/store.ts';
import { htmlOf } from '../team/interview.tsx';
import { askToBook, choose, endsSoon, openLatest, session, trainingDeps, writeTraining } from './fixture.ts';

const fresh = useStore();
const FIRST = session();
const NAME = FIRST.session;
const TEAM = 'team@charity.example';
const ann = endsSoon(1);
const ben = endsSoon(2, {
  training: [...(ann.training ?? []), { programme: 'TPR', from: '2026-01-01', until: '2028-01-01' }],
});
const cat = endsSoon(3, { training: undefined });

let deps: ReturnType<typeof trainingDeps>;
beforeEach(async () => {
  deps = trainingDeps(fresh.store);
  await writeTraining(fresh.store, [ann, ben, cat], [FIRST, session({ date: '2026-11-19' })]);
});

async function book(...people: readonly { readonly person: string; readonly email: string }[]) {
  for (const person of people) {
    await askToBook(deps, person);
    await choose(deps, person, NAME);
  }
}
const close = (at = FIRST.closesAt) => closeBookings({ session: NAME, at }, deps);
const record = () => recordTraining({ session: NAME, at: '2026-11-06T10:00:00.000Z' }, deps);
const asked = {
  ...{ question: 'record-attendance', about: NAME, turn: 1, round: 1 },
  ...{ at: FIRST.endsAt, expiresAt: '2026-11-24T17:00:00.000Z' },
};
async function say(came: readonly string[]) {
  await ask(recordAttendance, asked, 'token', deps);
  return answer(await openLatest(deps, TEAM), { came }, '2026-11-06T09:00:00.000Z', deps);
}
const trainingOf = async ({ person }: { readonly person: string }) => (await fresh.store.needPerson(person)).training;

describe('when bookings close', () => {
  it('everybody who has a place hears how to join, once, and nobody can book any more', async () => {
    await book(ann, ben);
    await choose(deps, ben, 'none');
    expect(await close()).toEqual({ outcome: 'takes-place' });
    expect(deps.notices).toMatchObject([
      {
        ...{ kind: `training-details.${NAME}`, to: { person: ann.person } },
        subject: 'How to join: QAR training on Thursday 5 November 2026',
        calendar: { enters: { day1: '2026-11-05' } },
      },
    ]);
    expect(await choose(deps, ben, NAME, '2026-11-01T10:00:00.000Z')).toMatchObject({ kind: 'wrong' });
  });

  it('a look after the session sends nothing more, and tells of one that was cancelled', async () => {
    await book(ann);
    await close();
    expect(await close(FIRST.endsAt)).toEqual({ outcome: 'takes-place' });
    expect(deps.notices).toHaveLength(1);
    await fresh.store.entities.trainingSession.patch({ session: NAME }).set({ status: 'cancelled' }).go();
    expect(await close(FIRST.endsAt)).toEqual({ outcome: 'cancelled' });
    expect(deps.mails.at(-1)).toMatchObject({ to: ann.email, content: { subject: /^Cancelled/ } });
  });

  it('a session that nobody booked is cancelled, and the central team told', async () => {
    expect(await close()).toEqual({ outcome: 'cancelled' });
    expect(await close()).toEqual({ outcome: 'cancelled' });
    expect(deps.notices).toMatchObject([{ kind: 'training-nobody-booked', to: { person: 'central-team' } }]);
    expect(await trainingSession(fresh.store, NAME)).toMatchObject({
      status: 'cancelled',
      reason: 'Nobody had booked',
    });
  });
});

describe('who came', () => {
  it('is asked of the central team, with a box for everybody booked', async () => {
    await book(ann, ben);
    await close();
    await ask(recordAttendance, asked, 'token', deps);
    const { bound } = await openLatest(deps, TEAM);
    expect(deps.mails.at(-1)?.content).toMatchObject({
      subject: 'Who came? QAR training on Thursday 5 November 2026',
      by: 'Tuesday 10 November 2026',
    });
    const html = htmlOf(bound);
    expect(html).toContain('Reviewer 1');
    expect(html).not.toContain('Reviewer 3');
    const read = (came: readonly string[]) =>
      bound.read({ came }, { person: 'central-team', role: 'central-team', at: asked.at });
    expect(read([])).toEqual({ ok: false, errors: { came: 'Tick everybody who came, or that nobody came' } });
    expect(read([ann.person, 'nobody'])).toEqual({
      ok: false,
      errors: { came: 'Tick the people who came, or that nobody came, not both' },
    });
    expect(read([cat.person])).toMatchObject({ ok: false });
    expect(read(['nobody'])).toMatchObject({ ok: true, taken: { answer: { came: [] } } });
  });

  it('is trained and told so; who did not is told, with a link to another session', async () => {
    await book(ann, ben, cat);
    await close();
    expect(await say([ben.person, cat.person])).toMatchObject({ kind: 'recorded' });
    expect(deps.delivered).toEqual([{ token: 'token', outcome: { outcome: 'recorded' } }]);
    expect(await record()).toEqual({ outcome: 'recorded' });

    const added = { programme: 'QAR', from: '2026-11-05', until: '2028-11-05' };
    expect(await trainingOf(ann)).toEqual(ann.training);
    expect(await trainingOf(ben)).toEqual([{ programme: 'TPR', from: '2026-01-01', until: '2028-01-01' }, added]);
    expect(await trainingOf(cat)).toEqual([added]);
    expect((await bookingsOf(fresh.store, NAME)).map(({ person, status }) => `${person} ${status}`)).toEqual([
      'person-1 absent',
      'person-2 attended',
      'person-3 attended',
    ]);
    expect(await trainingSession(fresh.store, NAME)).toMatchObject({ status: 'held' });
    const counts = deps.notices.filter(({ kind }) => kind.startsWith('training-counts'));
    expect(counts.map(({ to, subject }) => `${to.person}: ${subject}`)).toEqual([
      'person-2: You are trained: QAR reviews until Sunday 5 November 2028',
      'person-3: You are trained: QAR reviews until Sunday 5 November 2028',
    ]);
    expect(deps.mails.at(-1)).toMatchObject({
      to: ann.email,
      content: {
        subject: 'You were not at the QAR training on Thursday 5 November 2026',
        button: { text: 'Book another training' },
      },
    });
    expect(await choose(deps, ann, 'training-qar-2026-11-19', '2026-11-09T10:00:00.000Z')).toMatchObject({
      kind: 'recorded',
    });
    expect((await openLatest(deps, ben.email)).bound.page().nothingToAnswer).toBe(true);
  });

  it('recorded twice changes nothing more', async () => {
    await book(ann);
    await close();
    await say([ann.person]);
    await record();
    const audit = await fresh.store.audit('training-2026-spring-qar-person-1');
    expect(await record()).toEqual({ outcome: 'recorded' });
    expect(await fresh.store.audit('training-2026-spring-qar-person-1')).toEqual(audit);
    expect(audit.at(-1)).toMatchObject({ what: `was trained at ${NAME}` });
  });

  it('that nobody said trains nobody, tells nobody booked anything, and tells the central team', async () => {
    await book(ann, ben);
    await close();
    await ask(recordAttendance, asked, 'token', deps);
    await ask(recordAttendance, { ...asked, at: asked.expiresAt }, 'token-2', deps);
    expect(deps.delivered).toMatchObject([{ outcome: { outcome: 'nobody-said' } }]);
    const mails = deps.mails.length;
    expect(await record()).toEqual({ outcome: 'unrecorded' });
    expect(await trainingOf(ann)).toEqual(ann.training);
    expect(await bookingsOf(fresh.store, NAME)).toMatchObject([{ status: 'unrecorded' }, { status: 'unrecorded' }]);
    expect(await trainingSession(fresh.store, NAME)).toMatchObject({ status: 'unrecorded' });
    expect(deps.mails).toHaveLength(mails);
    expect(deps.notices.at(-1)).toMatchObject({
      ...{ kind: 'training-unrecorded', to: { person: 'central-team' } },
      subject: 'It counts for nobody: QAR training on Thursday 5 November 2026',
    });
  });

  it('is asked for once more by a link when the time of the first question is over', async () => {
    await book(ann);
    await close();
    await say(['nobody']);
    await fresh.store.entities.decision
      .patch({ about: 'training-2026-spring-qar-person-1', decision: 'book-training.1.2.person-1' })
      .set({ status: 'expired' })
      .go();
    await record();
    expect((await openLatest(deps, ann.email)).decision).toMatchObject({ round: 3, status: 'open' });
  });
});
