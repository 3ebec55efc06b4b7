/** The mails about a session that ask nothing, or lead back to the question that stands ready. */
import { longDate } from '../calendar/dates.ts';
import type { MailContent } from '../mail/content.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import { greeting } from '../questions/question-mail.ts';
import type { TrainingSession } from '../store/store.ts';
import { enterSession, factsOf, takeSessionOut, titleOf } from './session-words.ts';

const BOOKED = 'You get this mail because you had booked a place at this training.';
const CENTRAL = 'You get this mail because the central team holds the trainings.';

/** To everybody booked, once bookings have closed. */
export const joiningDetails = (session: TrainingSession, to: Addressee): Notice => ({
  to,
  kind: `training-details.${session.session}`,
  subject: `How to join: ${titleOf(session)}`,
  firstLine: `Bookings have closed, and you have a place at the ${titleOf(session)}.`,
  paragraphs: [
    'Please come a few minutes early. Only whoever is there is trained, so if you cannot come after all, reply to this mail and book another session.',
  ],
  facts: factsOf(session),
  whyYou: 'You get this mail because you booked a place at this training.',
  calendar: enterSession(session),
});

/** To everybody booked at a session that does not take place. @param link to book another one. */
export const sessionCancelled = (session: TrainingSession, to: Addressee, link: string): MailContent => ({
  subject: `Cancelled: ${titleOf(session)}`,
  greeting: greeting(to),
  firstLine: `The ${titleOf(session)} does not take place, and your place is gone with it. We are sorry.`,
  paragraphs: ['This mail takes it out of your calendar. Please choose another session by the link.'],
  facts: factsOf(session),
  button: { text: 'Book another training', href: link },
  whyYou: BOOKED,
  calendar: takeSessionOut,
});

/** To whoever was booked and did not come. @param link to book another one. */
export const notThere = (session: TrainingSession, to: Addressee, link: string): MailContent => ({
  subject: `You were not at the ${titleOf(session)}`,
  greeting: greeting(to),
  firstLine: `We have recorded that you did not come to the ${titleOf(session)}, so it does not count for you.`,
  paragraphs: [
    'Please choose another session by the link. If you were there, reply to this mail, and we put it right.',
  ],
  button: { text: 'Book another training', href: link },
  whyYou: BOOKED,
});

/** To whoever came. @param until the last day on which their training holds. */
export const trained = (session: TrainingSession, to: Addressee, until: string): Notice => ({
  to,
  kind: `training-counts.${session.session}`,
  subject: `You are trained: ${session.programme} reviews until ${longDate(until)}`,
  firstLine: `Thank you for coming to the ${titleOf(session)}.`,
  paragraphs: [
    `Your training holds until ${longDate(until)}. You can be asked to go on ${session.programme} reviews whose days are before that.`,
    'You need not do anything. We tell you in time when it ends.',
  ],
  whyYou: 'You get this mail because you came to this training.',
});

/** To the central team: bookings have closed, and there is nobody to train. */
export const nobodyBooked = (session: TrainingSession, to: Addressee): Notice => ({
  to,
  kind: 'training-nobody-booked',
  subject: `Nobody has booked: ${titleOf(session)}`,
  firstLine: `Bookings for the ${titleOf(session)} have closed, and nobody has a place. It is cancelled.`,
  paragraphs: ['There is nobody to tell. Please give the room back.'],
  facts: factsOf(session),
  whyYou: CENTRAL,
});

/** To the central team: the time to say who came is over. @param booked how many had a place. */
export const nobodySaid = (session: TrainingSession, booked: number, to: Addressee): Notice => ({
  to,
  kind: 'training-unrecorded',
  subject: `It counts for nobody: ${titleOf(session)}`,
  firstLine: `Nobody has said who came to the ${titleOf(session)}, and the time for it is over. Nobody is trained by it.`,
  paragraphs: [
    `${booked} ${booked === 1 ? 'person was' : 'people were'} booked, and none of them has been told anything. Bring the training of those who came in with the file of people: they can be asked for reviews again as soon as it is imported.`,
  ],
  facts: factsOf(session),
  whyYou: CENTRAL,
});
