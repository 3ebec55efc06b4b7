import { seenOf } from '../../commands/seen.ts';
import type { Review, Seat, WholeReview } from '../../store/store.ts';
import { Steer } from '../actions.tsx';
import { Rows } from '../markup.tsx';
import type { ViewDesk } from '../view.ts';
import { seatName } from '../views/teams.tsx';
import { onDay } from '../words.ts';
import { Field } from './fields.tsx';

/** The team seat by seat, with a way to replace whoever can no longer come. */
export function Team(props: {
  readonly whole: WholeReview;
  readonly names: ReadonlyMap<string, string>;
  readonly desk: ViewDesk;
}) {
  const { whole, names, desk } = props;
  const { review } = whole;
  const seats = whole.seats.toSorted((a, b) => a.seat.localeCompare(b.seat, 'en', { numeric: true }));
  if (seats.length === 0) return null;
  return (
    <>
      <h3>Team</h3>
      <Rows
        columns={['Seat', 'Who', 'School', '']}
        rows={seats.map((seat) => ({
          key: seat.seat,
          cells: [
            seatName(seat.seat),
            whoHas(seat, whole, names),
            seat.organisationName ?? (seat.kind === 'lead' ? 'independent' : ''),
            mayReplace(review, seat) && <Replace key="replace" review={review} seat={seat} names={names} desk={desk} />,
          ],
        }))}
      />
    </>
  );
}

/** A place can be given to somebody else until the visit begins. */
const mayReplace = ({ stage, status }: Review, seat: Seat): boolean =>
  seat.status === 'filled' && status !== 'cancelled' && (stage === 'team' || stage === 'preparation');

function whoHas(seat: Seat, { decisions, placements }: WholeReview, names: ReadonlyMap<string, string>): string {
  if (seat.status === 'unfilled') return 'left empty';
  if (seat.status === 'filled') return seat.personName ?? names.get(seat.person ?? '') ?? 'filled';
  const asked = decisions.find(({ status, subject }) => status === 'open' && subject === seat.seat);
  const planned = placements.find((row) => row.seat === seat.seat && row.status === 'planned');
  if (asked === undefined) return planned ? `nobody yet; ${planned.personName} is planned` : 'nobody yet';
  if (asked.person === 'central-team') return 'nobody is left: the central team has to name somebody';
  return `nobody yet; ${names.get(asked.person) ?? 'a candidate'} was asked on ${onDay(asked.askedAt)}`;
}

function Replace(props: {
  readonly review: Review;
  readonly seat: Seat;
  readonly names: ReadonlyMap<string, string>;
  readonly desk: ViewDesk;
}) {
  const { review, seat, names, desk } = props;
  const row = `seat-${seat.seat}`;
  const who = seat.personName ?? names.get(seat.person ?? '') ?? 'this person';
  return (
    <details>
      <summary>Replace</summary>
      <form className="pr-acts">
        <Field row={row} name="reason" label="Why" hint="for the audit" />
        <Field row={row} name="person" label="Ask first (optional)" hint="person-0107" />
        <Steer
          endpoints={desk.endpoints}
          payload={{ act: 'replace-reviewer', about: review.about, seat: seat.seat, seen: seenOf(review), row }}
          confirmation={`Take ${who} out of the team of ${review.hostName}? Their three days are free again, they are told, and somebody else is asked for the place.`}
        >
          Replace
        </Steer>
      </form>
    </details>
  );
}
