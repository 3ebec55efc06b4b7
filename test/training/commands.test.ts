import { beforeEach, describe, expect, it } from 'vitest';
import { bookingsOf, trainingSession } from '../../lambdas/store/training-reads.ts';
import { useSteering } from '../commands/fixture.ts';
import { secretOf } from '../questions/fixture.ts';
import { AT, askToBook, choose, endsSoon, openLatest, writeTraining } from './fixture.ts';

const steering = useSteering();
const NAME = 'training-qar-2026-11-05';
const wish = {
  ...{ act: 'open-training' as const, about: 'training', at: AT, programme: 'QAR', date: '2026-11-05' },
  ...{ from: '09:30', to: '15:30', venue: 'The Hall', places: '12' },
};
const ann = endsSoon(1);
const ben = endsSoon(2);

beforeEach(() => writeTraining(steering.fresh.store, [ann, ben], []));

describe('opening a training session', () => {
  it('writes it, starts its workflow and records the act', async () => {
    expect(await steering.steer(wish, 'request-1')).toEqual({
      done: true,
      sentence: `QAR training on Thursday 5 November 2026 is open for booking, with 12 places (${NAME}).`,
    });
    expect(await trainingSession(steering.fresh.store, NAME)).toMatchObject({
      ...{ status: 'open', places: 12, booked: 0, year: '2026', settingsVersion: '001', venue: 'The Hall' },
      ...{ closesAt: '2026-11-03T17:00:00.000Z', endsAt: '2026-11-05T15:30:00.000Z' },
    });
    const input = {
      ...{ session: NAME, closesAt: '2026-11-03T17:00:00.000Z', endsAt: '2026-11-05T15:30:00.000Z' },
      expiresAt: '2026-11-24T17:00:00.000Z',
    };
    expect(steering.started()).toEqual([`training-session ${NAME} ${JSON.stringify(input)}`]);
    expect(await steering.fresh.store.audit(NAME)).toMatchObject([
      { entry: 'steered.open-training', who: 'central-team', what: 'opened a training session', request: 'request-1' },
    ]);
    expect(await steering.fresh.store.consoleRequest('request-1')).toMatchObject({ about: NAME });
  });

  it('twice is one session; another time or place on that day is another', async () => {
    await steering.steer(wish);
    expect(await steering.steer({ ...wish, venue: ' the  hall', places: 30 })).toEqual({
      done: true,
      sentence: `${NAME} is open already, with 12 places. Nothing was changed.`,
    });
    expect(await steering.steer({ ...wish, from: '13:00' })).toMatchObject({
      done: true,
      sentence: expect.stringContaining(`(${NAME}-2)`),
    });
  });

  it('keeps of its place what can be seen, on one line', async () => {
    await steering.steer({ ...wish, venue: ' The \u202eHall,\n1 Sample Street ' });
    expect(await trainingSession(steering.fresh.store, NAME)).toMatchObject({ venue: 'The Hall, 1 Sample Street' });
  });

  it('at the same moment is one session', async () => {
    const both = await Promise.all([steering.steer(wish), steering.steer(wish)]);
    expect(both.map(({ done }) => done)).toEqual([true, true]);
    expect(await trainingSession(steering.fresh.store, `${NAME}-2`)).toBeUndefined();
  });

  it('counts a day of the summer to the year that begins after it', async () => {
    await steering.steer({ ...wish, date: '2027-06-10' });
    expect(await trainingSession(steering.fresh.store, 'training-qar-2027-06-10')).toMatchObject({ year: '2026' });
  });

  it.each([
    [{ programme: 'ABC' }, 'Nothing was done: programme must be one of QAR, TPR.'],
    [{ date: '5 November' }, 'Nothing was done: date must be a day such as 2026-11-05.'],
    [{ date: '2026-11-07' }, 'Saturday 7 November 2026 is no working day. Choose another day.'],
    [{ date: '2026-01-08' }, 'Thursday 8 January 2026 is in the past. Choose a day to come.'],
    [{ places: '0' }, 'Nothing was done: places must be 1 or more.'],
    [{ places: undefined }, 'Nothing was done: places must be a whole number of places.'],
    [{ places: '400' }, 'Nothing was done: places must be 60 or less.'],
    [{ from: '9am' }, 'Nothing was done: from must be the time at which it begins, such as 09:30.'],
    [{ to: '09:00' }, 'It would end at 09:00, before it begins at 09:30. Put the times right.'],
    [{ venue: '  ' }, 'Nothing was done: venue must say where it is, or how to join.'],
  ])('with %o is refused with a sentence', async (changes, sentence) => {
    expect(await steering.steer({ ...wish, ...changes })).toEqual({ done: false, sentence });
    expect(steering.started()).toEqual([]);
  });
});

describe('cancelling a training session', () => {
  const cancel = {
    act: 'cancel-training' as const,
    about: NAME,
    reason: 'The trainer is ill',
    at: '2026-09-15T09:00:00Z',
  };

  it('tells everybody booked why, with a link to another, and takes it out of their calendars', async () => {
    await steering.steer(wish);
    await steering.steer({ ...wish, date: '2026-11-19' });
    const deps = steering.deps();
    for (const person of [ann, ben]) {
      await askToBook(deps, person);
      await choose(deps, person, NAME);
    }
    await choose(deps, ben, 'training-qar-2026-11-19');
    expect(await steering.steer(cancel)).toEqual({
      done: true,
      sentence: 'The QAR training on Thursday 5 November 2026 is cancelled. 1 person had a place and have been told.',
    });
    const mail = deps.mails.at(-1);
    expect(mail).toMatchObject({
      to: ann.email,
      content: {
        subject: 'Cancelled: QAR training on Thursday 5 November 2026',
        paragraphs: [expect.stringContaining('choose another session')],
        calendar: { enters: null },
      },
    });
    expect(secretOf(mail?.content)).not.toBe('');
    expect(await bookingsOf(steering.fresh.store, NAME)).toMatchObject([
      { status: 'cancelled' },
      { status: 'cancelled' },
    ]);
    expect((await openLatest(deps, ann.email)).bound.page().title).toBe('Which training suits you?');
    expect(await choose(deps, ann, 'training-qar-2026-11-19')).toMatchObject({ kind: 'recorded' });
  });

  it('completes what a call that broke off left, and is refused once all is done', async () => {
    await steering.steer(wish);
    const deps = steering.deps();
    await askToBook(deps, ann);
    await choose(deps, ann, NAME);
    deps.failMails = true;
    await expect(steering.steer(cancel)).rejects.toThrow('SES is away');
    deps.failMails = false;
    expect(await steering.steer(cancel)).toMatchObject({ done: true });
    expect(await steering.steer(cancel)).toEqual({
      done: false,
      sentence: 'The QAR training on Thursday 5 November 2026 is cancelled already, and everybody has been told.',
    });
  });

  it('is refused for one that has begun, is over, or never was, and without a reason', async () => {
    await steering.steer(wish);
    const sentence = async (changes: object) => (await steering.steer({ ...cancel, ...changes })).sentence;
    expect(await sentence({ at: '2026-11-05T09:30:00Z' })).toContain('has begun');
    expect(await sentence({ about: 'training-qar-2026-11-06' })).toContain('There is no training session');
    expect(await sentence({ reason: ' ' })).toBe('Nothing was done: reason must say why, in a few words.');
    await steering.fresh.store.entities.trainingSession.patch({ session: NAME }).set({ status: 'held' }).go();
    expect(await sentence({})).toBe('The QAR training on Thursday 5 November 2026 is over.');
  });

  it('can be opened anew after it was cancelled', async () => {
    await steering.steer(wish);
    await steering.steer(cancel);
    expect(await steering.steer(wish)).toMatchObject({ done: true, sentence: expect.stringContaining(`${NAME}-2`) });
  });
});
