import { addWeeks } from '../../calendar/dates.ts';
import { countedQuestions } from '../../catalogue/all-facts.ts';
import {
  type Gap,
  type OpenQuestion,
  openQuestions,
  openSeats,
  type ReviewLine,
  reviewsNamed,
} from '../../store/network-reads.ts';
import { Pager, pageOf, Rows } from '../markup.tsx';
import { waitsForNobody } from '../question-words.ts';
import { HostLink, namesOf } from '../questions-table.tsx';
import type { View, ViewDeps } from '../view.ts';
import { counted, onDay, visitOf } from '../words.ts';
import { termPlans } from './term-plans.tsx';

/** A team with a seat that nobody has, and who is being asked. */
export interface Incomplete {
  readonly review: ReviewLine;
  readonly seats: readonly (Gap & { readonly asked?: OpenQuestion | undefined })[];
}

/** The visit is so near that an empty seat is urgent: teams are to be complete eight weeks before it. */
const URGENT_WEEKS = 8;

export const isUrgent = ({ review }: Incomplete, today: string): boolean =>
  review.day1 !== undefined && review.day1 <= addWeeks(today, URGENT_WEEKS);

/** The teams that are not complete, the nearest visit first. */
export async function incompleteTeams(open: readonly OpenQuestion[], deps: ViewDeps): Promise<readonly Incomplete[]> {
  const gaps = await openSeats(deps.store);
  const lines = await reviewsNamed(
    deps.store,
    gaps.map(({ about }) => about),
  );
  const asked = new Map(
    open.filter(({ question }) => !waitsForNobody(question)).map((one) => [`${one.about}/${one.subject}`, one]),
  );
  return lines
    .filter(({ status }) => status !== 'cancelled')
    .filter(isSought)
    .map((review) => ({
      review,
      seats: gaps
        .filter(({ about }) => about === review.about)
        .map((seat) => ({ ...seat, asked: asked.get(`${seat.about}/${seat.seat}`) })),
    }))
    .toSorted((a, b) => visitDay(a).localeCompare(visitDay(b)) || a.review.about.localeCompare(b.review.about));
}

/** A term's plan makes seats long before anybody is asked for them; a team has its size from the day it is sought. */
const isSought = ({ stage, size }: ReviewLine): boolean =>
  stage === 'preparation' || (stage === 'team' && size !== undefined);

const visitDay = ({ review }: Incomplete): string => review.day1 ?? review.week;

export const teams: View = async (request, deps) => {
  const [open, terms] = await Promise.all([openQuestions(deps.store, countedQuestions), termPlans(request, deps)]);
  const all = await incompleteTeams(open, deps);
  if (all.length === 0) {
    return (
      <>
        <p>Every team that was looked for is complete.</p>
        {terms}
      </>
    );
  }
  const { rows, from } = pageOf(all, request.page);
  const people = rows.flatMap(({ seats }) => seats.flatMap(({ asked }) => asked?.person ?? []));
  const names = await namesOf(deps.store, people);
  const urgent = all.filter((one) => isUrgent(one, request.today)).length;
  return (
    <>
      <p>
        {counted(all.length, 'team')} not complete
        {urgent > 0 && (
          <>
            {', '}
            <span className="pr-bad">
              {urgent} with the visit in {URGENT_WEEKS} weeks or less
            </span>
          </>
        )}
        .
      </p>
      <Rows
        columns={['School or trust', 'Visit', 'Empty seats', 'Who is asked']}
        rows={rows.map((one) => ({
          key: one.review.about,
          cells: [
            <HostLink key="host" {...one.review} request={request} deps={deps} />,
            <span key="visit" className={isUrgent(one, request.today) ? 'pr-bad' : ''}>
              {visitOf(one.review)}
            </span>,
            one.seats.length,
            <ul key="asked">
              {one.seats.map((seat) => (
                <li key={seat.seat}>{whoIsAskedFor(seat, names)}</li>
              ))}
            </ul>,
          ],
        }))}
      />
      <Pager request={request} endpoints={deps.endpoints} from={from} shown={rows.length} all={all.length} />
      {terms}
    </>
  );
};

/** 'seat-2' as people say it. */
export const seatName = (seat: string): string => (seat === 'lead' ? 'lead reviewer' : seat.replace('-', ' '));

function whoIsAskedFor({ seat, asked }: Incomplete['seats'][number], names: ReadonlyMap<string, string>): string {
  if (asked === undefined) return `${seatName(seat)}: nobody at the moment`;
  if (asked.person === 'central-team') return `${seatName(seat)}: the central team has to name somebody`;
  const name = names.get(asked.person) ?? 'a candidate';
  return `${seatName(seat)}: ${name}, asked on ${onDay(asked.askedAt)}, closes on ${onDay(asked.expiresAt)}`;
}
