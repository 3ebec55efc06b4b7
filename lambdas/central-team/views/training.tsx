import type { ReactNode } from 'react';
import { addDays } from '../../calendar/dates.ts';
import { londonInstant } from '../../calendar/london.ts';
import { MOST_PLACES } from '../../commands/act.ts';
import { PROGRAMMES } from '../../store/entities/members.ts';
import type { TrainingBooking, TrainingSession } from '../../store/store.ts';
import { bookingsOf, trainingSessionsFrom } from '../../store/training-reads.ts';
import { Steer } from '../actions.tsx';
import { Pager, pageOf, Rows } from '../markup.tsx';
import { namesOf } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import { Choice, Field, NumberField, Typed } from '../review/fields.tsx';
import type { View, ViewDesk } from '../view.ts';
import { counted, onDay, visitOf } from '../words.ts';

/** Sessions of so many days ago are still listed: who came is recorded within three weeks. */
const DAYS_BACK = 31;

/** Usual times of a session, so that only what differs has to be typed. */
const USUAL = { from: '09:30', to: '15:30', places: 20 };

/** Training sessions to come, and those of the last weeks: who is booked, and the ways to open and to cancel one. */
export const training: View = async (request, desk) => {
  const since = addDays(request.today, -DAYS_BACK);
  const all = (await Promise.all(PROGRAMMES.map((one) => trainingSessionsFrom(desk.store, one, since))))
    .flat()
    .toSorted((a, b) => a.date.localeCompare(b.date) || a.session.localeCompare(b.session));
  const { rows, from } = pageOf(all, request.page);
  const bookings = await Promise.all(rows.map(({ session }) => bookingsOf(desk.store, session)));
  const names = await namesOf(
    desk.store,
    bookings.flat().map(({ person }) => person),
  );
  return (
    <>
      {all.length === 0 ? (
        <p>There are no training sessions. Reviewers whose training ends cannot book one until you open it.</p>
      ) : (
        <Rows
          columns={['Session', 'Where', 'Booked', 'Standing', '']}
          rows={rows.map((session, index) => ({
            key: session.session,
            cells: [
              <When key="when" session={session} />,
              session.venue,
              <Booked key="booked" session={session} bookings={bookings[index] ?? []} names={names} />,
              standing(session, request),
              mayCancel(session, request) && <Cancel key="cancel" session={session} row={`s${index}`} desk={desk} />,
            ],
          }))}
        />
      )}
      <Pager request={request} endpoints={desk.endpoints} from={from} shown={rows.length} all={all.length} />
      <Open desk={desk} />
    </>
  );
};

function When({ session: { programme, date, from, to, session } }: { readonly session: TrainingSession }) {
  return (
    <>
      {programme}, {visitOf({ day1: date, week: date })}
      <br />
      <span className="pr-quiet">
        {from} to {to}; {session}
      </span>
    </>
  );
}

const WHAT_BECAME = {
  booked: '',
  attended: 'came',
  absent: 'did not come',
  unrecorded: 'not recorded',
  cancelled: '',
} as const satisfies Record<TrainingBooking['status'], string>;

function Booked(props: {
  readonly session: TrainingSession;
  readonly bookings: readonly TrainingBooking[];
  readonly names: ReadonlyMap<string, string>;
}): ReactNode {
  const people = props.bookings.filter(({ status }) => status !== 'cancelled');
  const count = `${people.length} of ${counted(props.session.places, 'place')}`;
  if (people.length === 0) return count;
  return (
    <details>
      <summary>{count}</summary>
      <ul>
        {people.map(({ person, status }) => (
          <li key={person}>
            {[props.names.get(person) ?? person, WHAT_BECAME[status]].filter((text) => text !== '').join(', ')}
          </li>
        ))}
      </ul>
    </details>
  );
}

function standing({ status, closedAt, closesAt, endsAt, reason }: TrainingSession, { at }: ViewRequest): ReactNode {
  if (status === 'cancelled') return `Cancelled: ${reason ?? ''}`;
  if (status === 'held') return 'Held';
  if (status === 'unrecorded') return <span className="pr-bad">Nobody said who came: it counts for nobody</span>;
  if (endsAt <= at) return <span className="pr-soon">Over: say who came, by the link in your mail</span>;
  return closedAt === undefined ? `Takes bookings until ${onDay(closesAt)}` : 'Bookings have closed';
}

const mayCancel = ({ status, date, from }: TrainingSession, { at }: ViewRequest): boolean =>
  status === 'open' && at < londonInstant(date, from);

function Cancel(props: { readonly session: TrainingSession; readonly row: string; readonly desk: ViewDesk }) {
  const { session, row, desk } = props;
  const { programme, date, session: about } = session;
  return (
    <details>
      <summary>Cancel</summary>
      <form className="pr-acts">
        <Field row={row} name="reason" label="Why" hint="people are told" />
        <Steer
          endpoints={desk.endpoints}
          payload={{ act: 'cancel-training', about, row }}
          confirmation={`Cancel the ${programme} training on ${visitOf({ day1: date, week: date })}? This cannot be undone. Everybody who has a place is told why, and gets a link to book another session.`}
        >
          Cancel for good
        </Steer>
      </form>
    </details>
  );
}

function Open({ desk }: { readonly desk: ViewDesk }) {
  const row = 'new';
  return (
    <details>
      <summary>
        <strong>Open a session</strong>
      </summary>
      <form className="pr-acts">
        <Choice
          row={row}
          name="programme"
          label="Programme"
          choices={PROGRAMMES.map((value) => ({ value, text: value }))}
        />
        <Typed row={row} name="date" label="Day" kind="date" hint="2026-11-05" />
        <Typed row={row} name="from" label="From" kind="time" value={USUAL.from} />
        <Typed row={row} name="to" label="To" kind="time" value={USUAL.to} />
        <Typed row={row} name="venue" label="Where" kind="text" hint="building and address, or how to join" />
        <NumberField row={row} name="places" label="Places" most={MOST_PLACES} value={USUAL.places} />
        <Steer
          endpoints={desk.endpoints}
          main
          payload={{ act: 'open-training', about: 'training', row }}
          confirmation="Open this session for booking? Reviewers whose training ends find it by the link that they have. The day, the times and the place cannot be changed afterwards, only cancelled."
        >
          Open the session
        </Steer>
      </form>
    </details>
  );
}
