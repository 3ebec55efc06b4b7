import { beforeEach, describe, expect, it } from 'vitest';
import { readCall } from '../../lambdas/commands/read-call.ts';
import { useStore } from '../support/store.ts';
import { endsSoon, session, writeTraining } from '../training/fixture.ts';
import { type Button, look, STEER, widgetContext } from './network.ts';

const fresh = useStore();
const TRACE = 'Root=1-6911a2c0-abcdef012345678912345678';
const NAME = 'training-qar-2027-01-21';

const press = ({ payload }: Button, forms: Readonly<Record<string, string>>) =>
  readCall({ ...payload, widgetContext: widgetContext(forms) }, TRACE).read;
const actOf = (buttons: readonly Button[], act: string): Button | undefined =>
  buttons.find(({ endpoint, payload }) => endpoint === STEER && payload.act === act);

beforeEach(async () => {
  const { store } = fresh;
  const sessions = [
    session({ date: '2027-01-21', booked: 1, places: 5 }),
    session({ date: '2027-01-07', status: 'held', booked: 1 }),
    session({ date: '2027-01-14', status: 'cancelled', reason: 'The trainer is ill' }),
    session({ date: '2026-12-17', status: 'unrecorded' }),
    session({ date: '2026-10-01', status: 'held' }),
  ];
  await writeTraining(store, [endsSoon(1), endsSoon(2)], sessions);
  const booking = {
    programme: 'QAR',
    about: 'training-2026-spring-qar-person-1',
    bookedAt: '2026-09-14T08:00:00.000Z',
  } as const;
  await store.write(
    [
      { ...booking, session: NAME, person: 'person-1', date: '2027-01-21', status: 'booked' as const },
      { ...booking, session: NAME, person: 'person-2', date: '2027-01-21', status: 'cancelled' as const },
      {
        ...booking,
        session: 'training-qar-2027-01-07',
        person: 'person-2',
        date: '2027-01-07',
        status: 'attended' as const,
      },
    ].map((row) => store.rows.trainingBooking.put(row).commit()),
  );
});

describe('the training sessions on the dashboard', () => {
  it('are those to come and of the last month, with who is booked and what became of them', async () => {
    const { text } = await look(fresh.store, { view: 'training' });
    expect(text).toContain('QAR, Thursday 21 January 2027');
    expect(text).toContain('1 of 5 places');
    expect(text).toContain('Reviewer 1');
    expect(text).toContain('Reviewer 2, came');
    expect(text).toContain('Cancelled: The trainer is ill');
    expect(text).toContain('Nobody said who came: it counts for nobody');
    expect(text).not.toContain('1 October 2026');
  });

  it('have a button that cancels only what has not begun, with the reason of its own row', async () => {
    const { buttons } = await look(fresh.store, { view: 'training' });
    const cancels = buttons.filter(({ payload }) => payload.act === 'cancel-training');
    expect(cancels.map(({ payload }) => payload.about)).toEqual([NAME]);
    const [cancel] = cancels;
    expect(
      cancel && press(cancel, { [`reason.${cancel.payload.row}`]: 'Snow', 'reason.other': 'Nothing' }),
    ).toMatchObject({
      ok: true,
      input: { act: 'cancel-training', about: NAME, reason: 'Snow' },
    });
  });

  it('have a form that opens one, and what it lacks is said in a sentence', async () => {
    const { buttons } = await look(fresh.store, { view: 'training' });
    const open = actOf(buttons, 'open-training');
    const typed = {
      ...{ 'programme.new': 'TPR', 'date.new': '2027-02-03', 'from.new': '09:30', 'to.new': '12:30' },
      ...{ 'venue.new': 'Online', 'places.new': '20' },
    };
    expect(open && press(open, typed)).toMatchObject({
      ok: true,
      input: { act: 'open-training', programme: 'TPR', date: '2027-02-03', to: '12:30', venue: 'Online', places: 20 },
    });
    expect(open && press(open, { ...typed, 'date.new': '' })).toEqual({
      ok: false,
      sentence: 'Nothing was done: date must be a day such as 2026-11-05.',
    });
  });
});
