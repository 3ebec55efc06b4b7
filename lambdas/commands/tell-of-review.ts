import { longDateRange } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import { hostWords } from '../members/host-words.ts';
import { hostOf } from '../members/lineage.ts';
import { reasonFor } from '../members/reasons.ts';
import type { Notice } from '../questions/question.ts';
import { addresseeOf, centralTeam } from '../questions/review-context.ts';
import { takeVisitOut } from '../questions/visit-calendar.ts';
import { titleOfYear } from '../settings/year-title.ts';
import type { Review } from '../store/store.ts';
import type { MoveContext } from './command-context.ts';
import type { Steering } from './review-plan.ts';

/*
 * A host has reviews of two years at a time. Both may be off, get other days or go on at a successor in one morning, so that mails about
 * one name its year.
 */

/** Everybody who had said yes, and the host's head, hears that a review moves or is off. Why is the central team's alone. */
export async function tellThatItMoves(
  review: Review,
  { at, reason, team }: Steering,
  { what, toHost }: { readonly what: 'postponed' | 'cancelled'; readonly toHost: string },
  context: MoveContext,
): Promise<void> {
  const year = await titleOfYear(context.store, review.year);
  await tellEach(review, team, at, context, (isHost) => ({
    kind: `${what}.${at}`,
    subject: `The ${review.programme} at ${review.hostName} is ${what}`,
    firstLine: `The review of ${year} at ${review.hostName} is ${what}, for ${reasonFor(isHost ? 'host' : 'reviewer', reason, hostWords(review).host)}.`,
    paragraphs: isHost
      ? [toHost]
      : ['The three days are no longer booked in your name, and this mail takes them out of your calendar.'],
    calendar: takeVisitOut,
  }));
}

/** Everybody who had said yes, and the host's head, hears that the days of a review are agreed anew. Why is the central team's alone. */
export async function tellOfNewDays(review: Review, { at, team }: Steering, context: MoveContext): Promise<void> {
  const year = await titleOfYear(context.store, review.year);
  await tellEach(review, team, at, context, (isHost) => ({
    kind: `new-days.${at}`,
    subject: `The days of the ${review.programme} at ${review.hostName} are agreed anew`,
    firstLine: `The three days of the review of ${year} at ${review.hostName} do not hold any more. Others are agreed with the ${hostWords(review).host}.`,
    paragraphs: isHost
      ? [`We ask you for new dates now. What you told us about your ${hostWords(review).host} is kept.`]
      : [
          'They are no longer booked in your name, and this mail takes them out of your calendar. You may be asked again.',
        ],
    calendar: takeVisitOut,
  }));
}

/** The head of the school that followed, and the team, hear under which name a review goes on. */
export async function tellThatItGoesOn(review: Review, { at, team }: Steering, context: MoveContext): Promise<void> {
  const year = await titleOfYear(context.store, review.year);
  await tellEach(review, team, at, context, (isHost) => ({
    kind: `goes-on.${at}`,
    subject: `The ${review.programme} goes on at ${review.hostName}`,
    firstLine: isHost
      ? `A review of ${year} was under way at the ${hostWords(review).host} that became ${review.hostName}. It goes on with you.`
      : `The ${hostWords(review).host} whose review of ${year} you are in the team of has become ${review.hostName}.`,
    paragraphs: isHost
      ? [
          'What was agreed and answered so far stays. Whatever the school still has to answer is asked of you, each by a mail of its own.',
        ]
      : ['Days and team stay as they are. You need not do anything.'],
  }));
}

/** Whoever leaves a team hears it kindly and without a reason; the host hears that its team changes. */
export async function tellOfReplacement(review: Review, { at, team }: Steering, context: MoveContext): Promise<void> {
  const dates = datesOf(review);
  await tellEach(review, team, at, context, (isHost) =>
    isHost
      ? teamChanges(review, at, dates)
      : {
          kind: `replaced.${at}`,
          subject: `You are free on ${dates}: ${review.programme} at ${review.hostName}`,
          firstLine: `You need not go to ${review.hostName} on ${dates}. Somebody else takes your place.`,
          paragraphs: [
            'The three days are no longer booked in your name. Thank you for having been ready to go.',
            'If you did not expect this, reply to this mail and we will talk.',
          ],
          calendar: takeVisitOut,
        },
  );
}

/** Whoever gave their place back reads that it is done, the host that its team changes, and the central team who it was. */
export async function tellOfPlaceGivenBack(
  review: Review,
  { at, team }: Steering,
  context: MoveContext,
): Promise<void> {
  const { about, hostName } = review;
  const title = `${review.programme} at ${hostName}`;
  const dates = datesOf(review);
  await tellEach(review, team, at, context, (isHost) =>
    isHost
      ? teamChanges(review, at, dates)
      : {
          kind: `place-given-back.${at}`,
          subject: `You have given up your place: ${title}`,
          firstLine: `As you told us, you do not go to ${hostName} on ${dates}.`,
          paragraphs: [
            'The three days are no longer booked in your name, and this mail takes them out of your calendar.',
            'There is nothing more for you to do. If you can come after all, reply to this mail at once.',
          ],
          calendar: takeVisitOut,
        },
  );
  await context.mailer.send(
    about,
    {
      to: centralTeam(context),
      kind: `somebody-cannot-come.${at}`,
      subject: `Somebody cannot come after all: ${title}`,
      firstLine: `${team.join(', ')} has given the place in the team of ${hostName} back.`,
      paragraphs: [
        `The visit is on ${dates}. The next candidate is asked at once; the reason is in the record of the review.`,
      ],
      whyYou: 'You get this mail because the central team looks after the teams.',
    },
    at,
  );
}

const datesOf = ({ day1 }: Review): string => {
  const [first, , last] = visitDays(day1 ?? '');
  return longDateRange(first, last);
};

const teamChanges = (review: Review, at: string, dates: string) => ({
  kind: `team-changes.${at}` as const,
  subject: `Your review team changes: ${review.programme} at ${review.hostName}`,
  firstLine: `Somebody in the team of your review on ${dates} cannot come after all.`,
  paragraphs: ['We look for somebody else now. You need not do anything, and the dates stay as they are.'],
});

/** Mails the host's head and those of the team, each with why they get it. */
async function tellEach(
  review: Review,
  team: readonly string[],
  at: string,
  { store, mailer }: MoveContext,
  noticeFor: (isHost: boolean) => Omit<Notice, 'to' | 'whyYou'>,
): Promise<void> {
  const { head } = await store.needMember(hostOf(review));
  for (const person of await store.people([...(head ? [head] : []), ...team])) {
    const isHost = person.person === head;
    const to = addresseeOf(person, isHost ? 'host' : 'reviewer', review.hub);
    const whyYou = isHost ? whyHost(review) : WHY_TEAM;
    await mailer.send(review.about, { ...noticeFor(isHost), to, whyYou }, at);
  }
}

const WHY_TEAM = 'You get this mail because you had accepted a place in the team.';

const whyHost = (review: Review): string =>
  `You get this mail because you are the ${hostWords(review).leader} of ${review.hostName}.`;
