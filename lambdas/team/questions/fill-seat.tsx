import * as z from 'zod';
import { longDateRange } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { pauseReview } from '../../questions/pause-review.ts';
import type { Asked, BoundQuestion, JsonValue, Taken } from '../../questions/question.ts';
import { dueBefore, type ReviewContext, reviewContext } from '../../questions/review-context.ts';
import type { Seat, Store, WholeReview, WriteItem } from '../../store/store.ts';
import { NotInTable } from '../../store/store.ts';
import { carryOutChain, type ReadyChain, stillStands } from '../carry-out-chain.ts';
import { proposeChains } from '../chains.ts';
import { chainOf, FillSeatBody, formOf } from '../fill-seat-page.tsx';
import { daysOf } from '../host-facts.ts';
import { questionFacts } from '../question-facts.ts';
import { openSearch } from '../rank-pool.ts';
import { shortlistOf, withNamed } from '../shortlists.ts';
import { byId, placementsAsked } from '../team-now.ts';
import { type Option, WhoElse, whoElse } from '../who-else.ts';

const Answer = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('named'), person: z.string(), reason: z.string() }),
  z.object({ choice: z.literal('chain'), moves: z.string(), from: z.string(), replacement: z.string() }),
  z.object({ choice: z.literal('go-without'), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

const seatName = (seat: Pick<Seat, 'seat' | 'kind'>): string =>
  seat.kind === 'lead' ? 'the lead reviewer' : `reviewer ${seat.seat.replace('seat-', '')}`;

/** Asks the central team to name somebody for a seat that found nobody, or to let the team go without. */
export const fillSeat = defineQuestion(questionFacts, 'fill-seat', {
  answer: Answer,
  readsWholeReview: true,
  async bind(asked, deps) {
    const whole = await deps.store.needWholeReview(asked.about);
    const context = await reviewContext(asked, deps, 'central-team');
    const { review, settings, decision } = context;
    const seat = whole.seats.find((row) => row.seat === asked.subject);
    if (!seat) throw new NotInTable(`seat of ${asked.about}`, asked.subject ?? '');
    // What was found when the question was asked is kept with it: its options are what an answer is checked against. Where there
    // was nobody to lead, the question stands until an import or a training session brings somebody, so it is looked for anew.
    const kept = decision?.facts ? WhoElse.parse(decision.facts) : undefined;
    const isKept = kept && (seat.kind !== 'lead' || kept.options.length > 0);
    const found = isKept ? kept : await lookAround(deps.store, whole, seat);
    const people = byId(await deps.store.people(peopleIn(found)));
    const lefts = isKept ? await reviewsLeft(deps.store, found) : new Map<string, WholeReview>();
    const tried = placementsAsked(whole).filter((row) => row.seat === seat.seat);
    const [first, , last] = daysOf(review);
    const name = seatName(seat);
    const silent = 'Nobody could be found in time.';
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: seat.kind === 'lead' ? leadDue(asked, context) : asked.expiresAt,
      ...(seat.kind === 'lead' && { ifNothing: LEAD_MISSING }),
      reminderSettings: settings,
      breaks: context.breaks,
      facts: found as unknown as JsonValue,
      mail: () => ({
        subject: `Nobody found for ${name}${asked.round > 1 ? ' after all' : ''}: ${context.title}`,
        firstLine: `Nobody who was asked can be ${name} on the review of ${review.hostName}.`,
        paragraphs: [
          seat.kind === 'lead'
            ? 'Please name somebody to be asked next. The review cannot go ahead without a lead reviewer: if nobody is found by the first day, it is paused.'
            : 'Please name somebody to be asked next, or let the team go with one fewer.',
        ],
        facts: [
          { label: 'Visit', value: longDateRange(first, last) },
          { label: 'Asked so far', value: String(tried.length) },
          { label: 'People who could be named', value: String(found.options.length) },
          ...(found.chains.length > 0
            ? [{ label: 'Changes that would bring somebody', value: String(found.chains.length) }]
            : []),
        ],
        button: 'Fill the seat',
        whyYou: 'You are asked because the central team looks after seats that find nobody.',
      }),
      page: () => ({
        title: `Who should be asked to be ${name}?`,
        caption: `${context.title}, ${longDateRange(first, last)}`,
        binding: true,
        body: (form) => <FillSeatBody form={form} seat={seat} found={{ ...found, people }} tried={tried} />,
        button: 'Send',
      }),
      read: readBy(formOf(seat, { ...found, people }).read, ({ choice, person, reason }, { at }) => {
        const chain = chainOf(choice, found.chains);
        if (chain) {
          const left = lefts.get(chain.from.about);
          const replacement = people.get(chain.replacement);
          if (!replacement || !stillStands(chain, left)) return { errors: { choice: NO_LONGER } };
          return moved(deps.store, seat, review.turn, { chain, left, replacement }, at);
        }
        const answer = choice === 'named' ? { choice, person, reason } : { choice: 'go-without' as const, reason };
        return taken(deps.store, seat, review.turn, answer, found.options);
      }),
      silence: (at) =>
        seat.kind === 'lead'
          ? leadMissing(deps.store, review.about, londonDate(at) >= first)
          : {
              outcome: { outcome: 'go-without' },
              effects: () => (seat.status === 'open' ? [leaveEmpty(deps.store, seat, silent)] : []),
            },
      said: ({ choice }) => SAID[choice],
      sent: (answer) => (answer.choice === 'chain' ? undefined : { fields: { ...answer } }),
    };
  },
});

const LEAD_MISSING = 'the review is paused on the first day of its visit, since nobody leads it';

/** By when the central team should have named a lead. The question itself stands until people would set out. */
const leadDue = (asked: Asked, { settings: { team, times }, breaks }: ReviewContext): string =>
  dueBefore(londonInstant(addWorkingDays(londonDate(asked.at), team.fillSeatWorkingDays, breaks), times.due), asked);

const SAID: Readonly<Record<Answer['choice'], string>> = {
  named: 'Somebody was named and asked.',
  chain: 'Somebody who was planned for another review was asked to come here.',
  'go-without': 'The team goes with one fewer.',
};

const NO_LONGER =
  'This change is no longer possible: the other review has moved, or somebody has been asked for it. Choose another way';

/**
 * Who else there is; and only when none of them could come without an exception, what changes of two teams would bring
 * somebody, since that reads a whole term.
 */
async function lookAround(store: Store, whole: WholeReview, seat: Seat): Promise<WhoElse> {
  const found = await whoElse(store, await openSearch(store, whole), seat);
  const isEasy = found.options.some(({ sameHub, tooFar, askedBefore }) => !(sameHub || tooFar || askedBefore));
  if (isEasy || seat.kind === 'lead') return found;
  return { ...found, chains: [...(await proposeChains(store, whole))] };
}

const peopleIn = ({ options, chains }: WhoElse): readonly string[] => [
  ...options.map(({ person }) => person),
  ...chains.flatMap(({ moves, replacement }) => [moves, replacement]),
];

/** The other reviews of the chains that a press would carry out, as they are now: one query each, of at most three. */
async function reviewsLeft(store: Store, { chains }: WhoElse): Promise<ReadonlyMap<string, WholeReview>> {
  const abouts = new Set(chains.flatMap(({ from }) => (from.status === 'planned' ? from.about : [])));
  const wholes = await Promise.all([...abouts].map((about) => store.wholeReview(about)));
  return new Map(wholes.flatMap((whole) => (whole ? [[whole.review.about, whole] as const] : [])));
}

function moved(store: Store, seat: Seat, turn: number, ready: ReadyChain, at: string): Taken<Answer> {
  const { moves, from, replacement } = ready.chain;
  return {
    answer: { choice: 'chain', moves, from: from.about, replacement },
    outcome: { outcome: 'named' },
    what: `moved somebody over from the plan of ${from.about}`,
    effects: () => carryOutChain(store, ready, seat, turn, at),
    thanks: {
      title: 'They will be asked now',
      paragraphs: [
        `The plan for the review of ${from.hostName} has changed with it; nobody had been asked for that place yet.`,
        'You are asked again if they cannot come and nobody else is left.',
      ],
    },
    conflict: () => ({
      sentence: 'This seat, or the plan for the other review, has changed meanwhile, so nothing was changed.',
    }),
  };
}

function taken(
  store: Store,
  seat: Seat,
  turn: number,
  answer: Exclude<Answer, { choice: 'chain' }>,
  options: readonly Option[],
): Taken<Answer> {
  if (answer.choice === 'go-without') {
    return {
      answer: { ...answer },
      outcome: { outcome: 'go-without' },
      what: 'let the team go with one fewer',
      effects: () => [leaveEmpty(store, seat, answer.reason)],
      thanks: { title: 'The team goes with one fewer', paragraphs: ['The other seats stay as they are.'] },
    };
  }
  const sameHubAllowed = options.some((option) => option.person === answer.person && option.sameHub);
  const shortlist = withNamed(shortlistOf(seat, turn), turn, { person: answer.person, sameHubAllowed });
  return {
    answer: { ...answer },
    outcome: { outcome: 'named' },
    what: sameHubAllowed ? `named somebody of the same hub: ${answer.reason}` : 'named somebody to be asked',
    effects: () => [
      store.rows.seat
        .patch({ about: seat.about, seat: seat.seat })
        .set({ shortlist })
        .where(({ status }, { eq }) => eq(status, 'open'))
        .commit(),
    ],
    thanks: {
      title: 'They will be asked now',
      paragraphs: ['You are asked again if they cannot come and nobody else is left.'],
    },
    conflict: () => ({ sentence: 'This seat has been filled meanwhile.' }),
  };
}

/**
 * No team goes without its lead: the workflow looks for candidates again and so comes back to this question, until the
 * visit would begin. Then the review is paused, and the central team takes it up when there is a lead.
 */
const leadMissing = (store: Store, about: string, visitBegins: boolean): ReturnType<BoundQuestion['silence']> =>
  visitBegins
    ? {
        outcome: { outcome: 'no-lead' },
        effects: () => pauseReview(store, about),
      }
    : { outcome: { outcome: 'named' } };

const leaveEmpty = (store: Store, seat: Seat, reason: string): WriteItem =>
  store.rows.seat.patch({ about: seat.about, seat: seat.seat }).set({ status: 'unfilled', reason }).commit();
