import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { choice } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { type FormState, InsetText, Paragraph, SummaryList } from '../pages/kit.ts';
import type { TrainingSession } from '../store/store.ts';
import { type BookingAnswer, type BookingContext, placeToCome } from './booking-context.ts';
import { factsOf, whatEnds, whenOf, whyItMatters } from './session-words.ts';
import { placesLeft } from './sessions.ts';

/** The choice of somebody who takes no place, or gives theirs up. */
const NONE = 'none';

const legendOf = (hasPlace: boolean): string =>
  hasPlace ? 'What would you like instead?' : 'Which session suits you?';

const noneOf = (hasPlace: boolean) =>
  hasPlace
    ? { value: NONE, text: 'Give up my place', hint: 'Somebody else can then have it.' }
    : { value: NONE, text: 'None of these suits me', hint: 'You can come back to this page at any time.' };

/** The form by which somebody takes a place at one of the sessions, changes it or gives it up. */
export const bookingForm = (sessions: readonly TrainingSession[], hasPlace: boolean) =>
  fieldsOf({
    session: choice({
      legend: legendOf(hasPlace),
      what: 'a session',
      options: [
        ...sessions.map((session) => ({
          value: session.session,
          text: whenOf(session),
          hint: `${session.venue}. ${placesInWords(placesLeft(session))}.`,
        })),
        noneOf(hasPlace),
      ],
    }),
  });

/** An answer as that form: the session at which a place was taken with where it is, and nothing of the places that are left today. */
export const bookingSent = ({ session }: BookingAnswer, taken: TrainingSession | undefined, hadPlace: boolean) => ({
  fields: { session: session ?? NONE },
  body: (form: FormState) =>
    fieldsOf({
      session: choice({
        legend: legendOf(hadPlace),
        what: 'a session',
        options: [
          ...(taken ? [{ value: taken.session, text: `${whenOf(taken)}, ${taken.venue}` }] : []),
          noneOf(hadPlace),
        ],
      }),
    }).showAll(form),
});

/** What somebody reads who books a session. @param props.sessions those at which there are places. */
export function BookingBody(props: {
  readonly form: FormState;
  readonly context: BookingContext;
  readonly sessions: readonly TrainingSession[];
}) {
  const { form, context, sessions } = props;
  const { place, programme, today, until } = context;
  if (place?.booking.status === 'attended') {
    return (
      <Paragraph>
        You came to the training on {longDate(place.session.date)}. You need not do anything: yours holds until{' '}
        {longDate(until ?? place.session.date)}.
      </Paragraph>
    );
  }
  const toCome = placeToCome(context)?.session;
  if (toCome?.closedAt !== undefined) {
    return (
      <>
        <SummaryList rows={factsOf(toCome)} />
        <InsetText>
          Bookings for this session have closed, and you have a place. If you cannot come after all, please write to us.
        </InsetText>
      </>
    );
  }
  return (
    <>
      {toCome ? (
        <>
          <Paragraph>You have a place at this session. You do not have to change anything.</Paragraph>
          <SummaryList rows={factsOf(toCome)} />
          <Paragraph>Changes are possible until {longDate(londonDate(toCome.closesAt))}.</Paragraph>
        </>
      ) : (
        <>
          <Paragraph>
            {whatEnds(programme, until, today)} {whyItMatters(until, today)}
          </Paragraph>
          {sessions.length === 0 && (
            <InsetText>No session takes bookings at the moment. Open this page again by the same link.</InsetText>
          )}
        </>
      )}
      {bookingForm(sessions, toCome !== undefined).showAll(form)}
    </>
  );
}

const placesInWords = (left: number): string => (left === 1 ? '1 place left' : `${left} places left`);
