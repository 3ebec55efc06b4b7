import { offersOn } from '../../commands/offered.ts';
import { ON_SEATS } from '../../commands/registry.ts';
import type { Seat, WholeReview } from '../../store/store.ts';
import { Rows } from '../markup.tsx';
import { FoldedOffers } from '../offers.tsx';
import type { ViewRequest } from '../request.ts';
import type { ViewDeps } from '../view.ts';
import { seatName } from '../views/teams.tsx';
import { onDay } from '../words.ts';

/** The team seat by seat, with a way to replace whoever can no longer come. */
export function Team(props: {
  readonly whole: WholeReview;
  readonly names: ReadonlyMap<string, string>;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { whole, names, request, deps } = props;
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
            <FoldedOffers
              key="commands"
              offers={offersOn(ON_SEATS, {
                review,
                seat,
                at: request.at,
                who: seat.personName ?? names.get(seat.person ?? '') ?? 'this person',
              })}
              row={`seat-${seat.seat}`}
              deps={deps}
            />,
          ],
        }))}
      />
    </>
  );
}

function whoHas(seat: Seat, { decisions, placements }: WholeReview, names: ReadonlyMap<string, string>): string {
  if (seat.status === 'unfilled') return 'left empty';
  if (seat.status === 'filled') return seat.personName ?? names.get(seat.person ?? '') ?? 'filled';
  const asked = decisions.find(({ status, subject }) => status === 'open' && subject === seat.seat);
  const planned = placements.find((row) => row.seat === seat.seat && row.status === 'planned');
  if (asked === undefined) return planned ? `nobody yet; ${planned.personName} is planned` : 'nobody yet';
  if (asked.person === 'central-team') return 'nobody is left: the central team has to name somebody';
  return `nobody yet; ${names.get(asked.person) ?? 'a candidate'} was asked on ${onDay(asked.askedAt)}`;
}
