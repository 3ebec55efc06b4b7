import { longDateRange } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { hostWords } from '../members/host-words.ts';
import { hostOf } from '../members/lineage.ts';
import type { Notice } from '../questions/question.ts';
import { addresseeOf } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import type { ReviewAtHand } from '../store/store.ts';
import { type Choice, type ChooseCandidateInput, chooseCandidate, NOBODY_IN_TIME } from './choose-candidate.ts';
import { daysOf } from './host-facts.ts';

/**
 * `chooseCandidate`, which also tells the head and the lead reviewer when a seat stays empty on the first day of the visit:
 * they expect somebody who does not come. Told once, however often the step is run.
 */
export async function chooseOrTell(
  input: ChooseCandidateInput,
  deps: Pick<StepDeps, 'store' | 'mailer'>,
): Promise<Choice> {
  const choice = await chooseCandidate(input, deps);
  if (choice.outcome === 'filled') await tellOfEmptySeat(input, deps);
  return choice;
}

async function tellOfEmptySeat(
  { about, turn, seat, at }: ChooseCandidateInput,
  { store, mailer }: Pick<StepDeps, 'store' | 'mailer'>,
): Promise<void> {
  const whole = await store.needReviewAtHand(about);
  const { review, seats } = whole;
  const row = seats.find((one) => one.seat === seat);
  if (review.turn !== turn || row?.status !== 'unfilled' || row.reason !== NOBODY_IN_TIME) return;
  if (review.status === 'cancelled' || londonDate(at) < daysOf(review)[0]) return;
  const { head } = await store.needMember(hostOf(review));
  const lead = seats.find(({ kind }) => kind === 'lead')?.person;
  const people = await store.people([head, lead].filter((person) => person !== undefined));
  for (const person of people) {
    const role = person.person === head ? 'host' : 'lead';
    const to = addresseeOf(person, role, role === 'host' ? review.hub : undefined);
    await mailer.send(about, { to, ...emptySeat(whole, seat, role) }, at);
  }
}

function emptySeat({ review }: ReviewAtHand, seat: string, role: 'host' | 'lead'): Omit<Notice, 'to'> {
  const [first, , last] = daysOf(review);
  return {
    kind: `seat-empty.${review.turn}.${seat}.${review.replacements ?? 0}`,
    subject: `The team is one fewer: ${review.programme} at ${review.hostName}`,
    firstLine: `Nobody could take a free place in the team of ${review.hostName} in time, so it stays empty.`,
    paragraphs: [
      'The review goes on as planned with the others.',
      role === 'lead'
        ? 'Please share that place’s part of the timetable among the team. The head has been told as well.'
        : 'The lead reviewer has been told as well, and shares the work among the team.',
    ],
    facts: [
      // Of a team that misses two, whoever reads two such mails has to see that they are not one.
      { label: 'Place', value: `Reviewer ${seat.replace('seat-', '')}` },
      { label: 'Visit', value: longDateRange(first, last) },
    ],
    whyYou:
      role === 'lead'
        ? 'You get this mail because you lead this review.'
        : `You get this mail because you are the ${hostWords(review).leader} of ${review.hostName}.`,
  };
}
