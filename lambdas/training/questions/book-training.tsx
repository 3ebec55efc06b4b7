import { defineQuestion } from '../../questions/define-question.ts';
import type { Answering, Taken } from '../../questions/question.ts';
import { addresseeOf, dueBefore } from '../../questions/review-context.ts';
import type { Store, TrainingSession } from '../../store/store.ts';
import {
  BookingAnswer,
  type BookingContext,
  bookingContext,
  placeToCome,
  readBookingAhead,
  saidOf,
} from '../booking-context.ts';
import { bookingMail } from '../booking-mail.ts';
import { bookingName } from '../booking-name.ts';
import { BookingBody, bookingForm, bookingSent } from '../booking-page.tsx';
import { questionFacts } from '../question-facts.ts';
import { titleOf, whenOf } from '../session-words.ts';
import { placesLeft } from '../sessions.ts';
import { giveUpPlace, takePlace } from '../take-place.ts';

const LOST =
  'The last place at that session was taken a moment ago, or the session was closed. You have not lost anything you had: choose again.';

/**
 * Asks somebody whose training ends to take a place at a session. Once they have answered, the question stands ready in its
 * next attempt, and its mail confirms what they chose: they may change it while the session takes bookings. Nothing waits for
 * it, and silence leaves everything as it is. Nobody hears of it before a session takes bookings.
 */
export const bookTraining = defineQuestion(questionFacts, 'book-training', {
  answer: BookingAnswer,
  readAhead: readBookingAhead,
  async bind(asked, deps) {
    const context = await bookingContext(asked, deps);
    const { programme, who, hostName, settings, dueAt, place, sessions } = context;
    const standing = asked.round > 1;
    const toCome = placeToCome(context);
    const isOver = place?.booking.status === 'attended' || toCome?.session.closedAt !== undefined;
    /** Sessions that turned out to be full while this form was answered. */
    const lost = new Set<string>();
    const offered = () =>
      sessions.filter(
        (one) => one.session !== toCome?.session.session && placesLeft(one) > 0 && !lost.has(one.session),
      );
    return {
      addressee: addresseeOf(who, 'reviewer', who.hub),
      hostName,
      dueAt: dueBefore(dueAt ?? asked.expiresAt, asked),
      reminderSettings: settings,
      breaks: [],
      ...(standing && { confirms: true }),
      ...(!standing && toCome === undefined && offered().length === 0 && { nothingYet: true }),
      mail: () => bookingMail(context, standing, offered()),
      page: () => ({
        title: titleFor(place?.booking.status === 'attended', toCome !== undefined),
        caption: `${settings.name} (${programme}): training`,
        button: toCome ? 'Change my place' : 'Send',
        nothingToAnswer: isOver || (toCome === undefined && offered().length === 0),
        body: (form) => <BookingBody form={form} context={context} sessions={offered()} />,
      }),
      read(fields, answering) {
        // The session of the answer itself: the same form that comes twice gives the same thanks.
        const known = sessions.filter(
          ({ session }) => session === context.chosen || session === place?.session.session,
        );
        const choices = [...new Map([...offered(), ...known].map((one) => [one.session, one])).values()];
        const form = bookingForm(choices, toCome !== undefined).read(fields);
        if (!form.ok) return form;
        const chosen = choices.find(({ session }) => session === form.value.session);
        const closed = [chosen, toCome?.session].find((one) => one !== undefined && one.closesAt <= answering.at);
        if (closed && context.chosen === undefined) {
          return { ok: false, errors: { session: `Bookings for the ${titleOf(closed)} have closed` } };
        }
        const conflict = () => {
          if (chosen) lost.add(chosen.session);
          return { sentence: LOST };
        };
        return { ok: true, taken: { ...taken(deps.store, context, chosen, answering), again: true, conflict } };
      },
      silence: () => ({ outcome: { outcome: 'no-answer' } }),
      said: (answer) => saidOf(programme, answer),
      sent: (answer) => bookingSent(answer, context.chosenPlace?.session, place !== undefined),
      since: () => {
        const taken = context.chosenPlace;
        if (taken?.session.status === 'cancelled') return 'That session was cancelled.';
        return taken?.booking.status === 'cancelled' ? 'You do not have that place any more.' : undefined;
      },
    };
  },
});

const titleFor = (trained: boolean, hasPlace: boolean): string => {
  if (trained) return 'You are trained';
  return hasPlace ? 'Your place at a training' : 'Which training suits you?';
};

function taken(
  store: Store,
  context: BookingContext,
  chosen: TrainingSession | undefined,
  { at }: Answering,
): Taken<BookingAnswer> {
  const { person, programme } = context;
  const about = bookingName(context);
  const had = placeToCome(context)?.session;
  const stays = had !== undefined && had.session === chosen?.session;
  return {
    answer: { session: chosen?.session ?? null },
    outcome: { outcome: chosen ? 'booked' : 'none' },
    what: chosen ? `took a place at ${chosen.session}` : 'has no place at a training',
    effects: () =>
      stays
        ? []
        : [
            ...(chosen ? takePlace(store, chosen, { person, about }, at) : []),
            ...(had ? giveUpPlace(store, had, { person }) : []),
          ],
    thanks: chosen
      ? {
          title: 'Your place is booked',
          paragraphs: [
            `${titleOf(chosen)}: ${whenOf(chosen)}, ${chosen.venue}.`,
            'You get a mail that brings it to your calendar, with a link by which you can change it.',
          ],
        }
      : {
          title: 'Thank you for telling us',
          paragraphs: [
            `You have no place at a ${programme} training.`,
            'You get a mail with a link. It shows the sessions that take bookings, whenever you open it.',
          ],
        },
  };
}
