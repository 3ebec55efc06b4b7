import { longDateRange } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import { hostWords } from '../members/host-words.ts';
import { addresseeOf } from '../questions/review-context.ts';
import { takeVisitOut } from '../questions/visit-calendar.ts';
import type { Person, Review, Store } from '../store/store.ts';
import type { CommandContext } from './command-context.ts';
import type { Steering } from './review-plan.ts';

/** Everybody who had said yes, and the host's head, hears that a review moves or is off, and why. */
export async function tellThatItMoves(
  review: Review,
  { at, reason, team }: Steering,
  { what, toHost }: { readonly what: 'postponed' | 'cancelled'; readonly toHost: string },
  { store, mailer }: CommandContext,
): Promise<void> {
  const { head, people } = await concerned(store, review, team);
  for (const person of people) {
    const isHost = person.person === head;
    await mailer.send(
      review.about,
      {
        to: addresseeOf(person, isHost ? 'host' : 'reviewer', review.hub),
        kind: `${what}.${at}`,
        subject: `The ${review.programme} at ${review.hostName} is ${what}`,
        firstLine: `The review at ${review.hostName} is ${what}. The reason: ${reason}.`,
        paragraphs: isHost
          ? [toHost]
          : ['The three days are no longer booked in your name, and this mail takes them out of your calendar.'],
        whyYou: isHost ? whyHost(review) : WHY_TEAM,
        calendar: takeVisitOut,
      },
      at,
    );
  }
}

/** Everybody who had said yes, and the host's head, hears that the days of a review are agreed anew. Why is the central team's alone. */
export async function tellOfNewDays(
  review: Review,
  { at, team }: Steering,
  { store, mailer }: CommandContext,
): Promise<void> {
  const { head, people } = await concerned(store, review, team);
  for (const person of people) {
    const isHost = person.person === head;
    await mailer.send(
      review.about,
      {
        to: addresseeOf(person, isHost ? 'host' : 'reviewer', review.hub),
        kind: `new-days.${at}`,
        subject: `The days of the ${review.programme} at ${review.hostName} are agreed anew`,
        firstLine: `The three days of the review at ${review.hostName} do not hold any more. Others are agreed with the school.`,
        paragraphs: isHost
          ? ['We ask you for new dates now. What you told us about your school is kept.']
          : [
              'They are no longer booked in your name, and this mail takes them out of your calendar. You may be asked again.',
            ],
        whyYou: isHost ? whyHost(review) : WHY_TEAM,
        calendar: takeVisitOut,
      },
      at,
    );
  }
}

/** Whoever leaves a team hears it kindly and without a reason; the host hears that its team changes. */
export async function tellOfReplacement(
  review: Review,
  steering: Steering,
  { store, mailer }: CommandContext,
): Promise<void> {
  const { at } = steering;
  const { head, people } = await concerned(store, review, steering.team);
  const [first, , last] = visitDays(review.day1 ?? '');
  const dates = longDateRange(first, last);
  for (const person of people) {
    const isHost = person.person === head;
    await mailer.send(
      review.about,
      isHost
        ? {
            to: addresseeOf(person, 'host', review.hub),
            kind: `team-changes.${at}`,
            subject: `Your review team changes: ${review.programme} at ${review.hostName}`,
            firstLine: `Somebody in the team of your review on ${dates} cannot come after all.`,
            paragraphs: ['We look for somebody else now. You need not do anything, and the dates stay as they are.'],
            whyYou: whyHost(review),
          }
        : {
            to: addresseeOf(person, 'reviewer', review.hub),
            kind: `replaced.${at}`,
            subject: `You are free on ${dates}: ${review.programme} at ${review.hostName}`,
            firstLine: `You need not go to ${review.hostName} on ${dates}. Somebody else takes your place.`,
            paragraphs: [
              'The three days are no longer booked in your name. Thank you for having been ready to go.',
              'If you did not expect this, reply to this mail and we will talk.',
            ],
            whyYou: WHY_TEAM,
            calendar: takeVisitOut,
          },
      at,
    );
  }
}

const WHY_TEAM = 'You get this mail because you had accepted a place in the team.';

const whyHost = (review: Review): string =>
  `You get this mail because you are the ${hostWords(review).leader} of ${review.hostName}.`;

async function concerned(
  store: Store,
  review: Review,
  team: readonly string[],
): Promise<{ readonly head: string | undefined; readonly people: readonly Person[] }> {
  const { head } = await store.needMember(review.host);
  return { head, people: await store.people([...(head ? [head] : []), ...team]) };
}
