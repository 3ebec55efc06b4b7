import type { ReactNode } from 'react';
import { addDays } from '../../calendar/dates.ts';
import { offersOn } from '../../commands/offered.ts';
import { ON_SESSIONS, ON_TRAINING } from '../../commands/registry.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import type { TrainingBooking, TrainingSession } from '../../store/store.ts';
import { bookingsOf, trainingSessionsFrom } from '../../store/training-reads.ts';
import { Pager, pageOf, Rows } from '../markup.tsx';
import { FoldedOffers } from '../offers.tsx';
import { namesOf } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import type { View } from '../view.ts';
import { counted, onDay, visitOf } from '../words.ts';

/** Sessions of so many days ago are still listed: who came is recorded within three weeks. */
const DAYS_BACK = 31;

/** Training sessions to come, and those of the last weeks: who is booked, and the ways to open and to cancel one. */
export const training: View = async (request, deps) => {
  const since = addDays(request.today, -DAYS_BACK);
  const all = (await Promise.all(PROGRAMMES.map((one) => trainingSessionsFrom(deps.store, one, since))))
    .flat()
    .toSorted((a, b) => a.date.localeCompare(b.date) || a.session.localeCompare(b.session));
  const { rows, from } = pageOf(all, request.page);
  const bookings = await Promise.all(rows.map(({ session }) => bookingsOf(deps.store, session)));
  const names = await namesOf(
    deps.store,
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
              <FoldedOffers
                key="commands"
                offers={offersOn(ON_SESSIONS, { session, at: request.at })}
                row={`s${index}`}
                deps={deps}
              />,
            ],
          }))}
        />
      )}
      <Pager request={request} endpoints={deps.endpoints} from={from} shown={rows.length} all={all.length} />
      <FoldedOffers strong offers={offersOn(ON_TRAINING, {})} row="new" deps={deps} />
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
