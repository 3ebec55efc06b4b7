import { hostWords } from '../members/host-words.ts';
import { callInvitation, isTimetableAgreed } from '../questions/call-invitation.ts';
import type { Contact } from '../questions/contacts.ts';
import { packFacts } from '../questions/pack.ts';
import { isToCome, preparationOf } from '../questions/preparation.ts';
import type { Notice } from '../questions/question.ts';
import type { ReviewContext } from '../questions/review-context.ts';
import { enterVisit } from '../questions/visit-calendar.ts';
import type { Decision, Member } from '../store/store.ts';
import type { Place } from './accept-place.ts';
import { daysOf } from './host-facts.ts';
import { datesOf, roleOf, whereOf } from './place-words.ts';

/** A place, and where it is. */
export interface PlaceAt extends Place {
  readonly host: Member | undefined;
}

/** Thanks somebody for accepting; it brings the three days to their calendar. */
export function joined(context: ReviewContext, place: PlaceAt, packDays: number): Notice {
  const { review } = context;
  return {
    ...joining(context, place),
    kind: `place-accepted.${review.turn}.${attemptOf(context)}.${place.seat}`,
    subject: `You are ${roleOf(place.kind)}: ${context.title}, ${datesOf(context.review)}`,
    firstLine: `Thank you: you are ${roleOf(place.kind)} on the review of ${review.hostName}.`,
    paragraphs: [
      'The three days are booked in your name, and this mail brings them to your calendar. Please keep them free.',
      `About ${packDays} working days before the visit you get the timetable, the address and who comes. There is nothing to do before${place.kind === 'lead' ? ' we ask you for the timetable' : ''}.`,
      'If you can no longer come, open the link in our invitation again: until the visit begins, a button there gives your place back, and we ask somebody else at once.',
    ],
  };
}

/** The same for somebody who steps in when everybody else has the pack already: all of it, as the others have it. */
export function joinedLate(context: ReviewContext, place: PlaceAt, contacts: readonly Contact[]): Notice {
  const { review, whole } = context;
  const notice = joining(context, place);
  const words = hostWords(review);
  return {
    ...notice,
    kind: `joined-late.${review.turn}.${attemptOf(context)}.${place.seat}`,
    subject: `What you need for the visit: ${context.title}`,
    firstLine: `Thank you for stepping in on the review of ${review.hostName}.`,
    paragraphs: [
      'This is the pack that the others in the team have already, and this mail brings the three days to your calendar.',
      'Open the link in our invitation again to see where the review stands, how to reach everybody, and to give the place back if you can no longer come.',
    ],
    facts: place.host
      ? packFacts({
          host: place.host,
          dates: datesOf(review),
          days: daysOf(review),
          seats: whole.seats,
          contacts,
          preparation: preparationOf(review),
          words,
          isHost: false,
        }).map(({ label, value }) => ({ label, value }))
      : notice.facts,
  };
}

/**
 * To a lead reviewer who steps in once the pre-review call was agreed: it is theirs now, and this brings it to their calendar. Nothing while nobody has agreed to
 * one, or once its time is over.
 *
 * @param at the instant at which they accept.
 */
export function callOfNewLead(
  context: ReviewContext,
  { kind, seat }: Place,
  known: { readonly decisions: readonly Decision[]; readonly contacts: readonly Contact[] },
  at: string,
): readonly Notice[] {
  const { review } = context;
  const { timetable } = preparationOf(review);
  if (kind !== 'lead' || !timetable || !isToCome(timetable.call, at)) return [];
  if (!isTimetableAgreed(known.decisions, review.turn)) return [];
  const to = { ...context.addressee, role: kind };
  const host = known.contacts.find(({ role }) => role === 'host');
  const other = host && { name: host.name, telephone: host.telephone ?? host.office };
  const takenOver = `call-taken-over.${review.turn}.${attemptOf(context)}.${seat}` as const;
  const how = { kind: takenOver, isFirst: isFirstPlace(context) };
  return [callInvitation(context, timetable, to, other, how)];
}

/** Which of the times it is that a seat's invitation is sent: somebody may lose a place, or decline it, and be asked for it again. */
export const attemptOf = ({ decision }: ReviewContext): number => decision?.round ?? 1;

/** Whether somebody has never had a place in this review: each that they were asked for has its placement, and its number. */
const isFirstPlace = (context: ReviewContext): boolean =>
  attemptOf(context) === 1 &&
  context.whole.placements.filter(({ person }) => person === context.addressee.person).length <= 1;

function joining(context: ReviewContext, { kind, host }: PlaceAt) {
  return {
    to: { ...context.addressee, role: kind },
    facts: [
      { label: 'Dates', value: datesOf(context.review) },
      { label: 'Where', value: whereOf(context.review, host) },
    ],
    whyYou: 'You get this mail because you accepted a place in the team.',
    calendar: { ...enterVisit(context.review, daysOf(context.review)[0], kind, host), isFirst: isFirstPlace(context) },
  };
}
