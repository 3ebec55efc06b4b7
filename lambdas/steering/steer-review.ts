import type { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { stagesAfter } from '../decisions/enter-stage.ts';
import { addresseeOf } from '../decisions/review-context.ts';
import { hostWords } from '../members/host-words.ts';
import type { Decision, Review, Store, WeekLoad, WholeReview, WriteItem } from '../store/store.ts';
import type { StepDesk } from '../wiring/desk.ts';
import { latestExecutionName, nextExecutionName, start, stop } from './executions.ts';
import { acceptedPeople, releaseTeam, weeksHeld } from './release-team.ts';

/** Why reviews move, as domain.md lists it. */
export const POSTPONEMENT_REASONS = {
  inspection: 'an inspection was called',
  'head-absent': 'the head is absent',
  illness: 'illness',
  building: 'the building cannot be used',
  bereavement: 'a bereavement',
  weather: 'the weather',
  other: 'another reason',
} as const;

const common = {
  about: z.string().min(1),
  /** The instant of the act, 'YYYY-MM-DDTHH:mm:ssZ'. */
  at: z.iso.datetime(),
  /** Who steers: an id of the central team's console user. */
  by: z.string().min(1),
};
const ENTERED_STAGES = ['scheduling', 'team', 'preparation', 'visit', 'report', 'publication', 'feedback'] as const;

export const SteerReviewInput = z.discriminatedUnion('act', [
  z.strictObject({ ...common, act: z.literal('postpone'), reason: z.enum(reasonNames()) }),
  z.strictObject({ ...common, act: z.literal('pause'), reason: z.string().min(1) }),
  z.strictObject({ ...common, act: z.literal('cancel'), reason: z.string().min(1) }),
  z.strictObject({
    ...common,
    act: z.literal('resume'),
    reason: z.string().min(1),
    /** Where to go on; where it stands when left out. */
    stage: z.enum(ENTERED_STAGES).optional(),
    /** Asks that stage's questions, and all after it, again instead of taking the answers that were given. */
    askAgain: z.boolean().default(false),
  }),
]);
export type SteerReviewInput = z.infer<typeof SteerReviewInput>;

function reasonNames() {
  return Object.keys(POSTPONEMENT_REASONS) as [keyof typeof POSTPONEMENT_REASONS];
}

/** Done, or refused with a sentence that says why it makes no sense now. */
export type Steered =
  | { readonly done: true; readonly execution: string | null }
  | { readonly done: false; readonly sentence: string };

export interface SteeringDesk extends Pick<StepDesk, 'store' | 'mailer' | 'centralTeam'> {
  readonly sfn: SFNClient;
  readonly reviewMachineArn: string;
}

/** What was recorded and has to be carried out on the workflow; kept on the review until it is done. */
interface Steering {
  readonly act: SteerReviewInput['act'];
  readonly at: string;
  readonly stop: string | null;
  readonly start: string | null;
  /** The team at that moment, to be told: ids. The rows themselves no longer say who it was. */
  readonly team: readonly string[];
}

/**
 * Postpones, pauses, cancels or resumes a review: records it, stops the running execution, starts the next one. The
 * record comes first and says what is still to be done, so a call that broke off is completed by making it again.
 */
export async function steerReview(input: SteerReviewInput, desk: SteeringDesk): Promise<Steered> {
  const { store } = desk;
  const whole = await store.wholeReview(input.about);
  if (!whole)
    return { done: false, sentence: `There is no review '${input.about}'. Its name looks like qar-2026-100183.` };
  const unfinished = whole.review.steering as Steering | undefined;
  if (unfinished?.at === input.at && unfinished.act === input.act)
    return carryOut(whole.review, unfinished, input, desk);

  const refusal = refuse(whole.review, input);
  if (refusal) return { done: false, sentence: refusal };
  const steering = steeringOf(whole, input);
  const weeks = await weeksHeld(store, whole.review);
  const written = await store.write([
    ...recordItems(store, whole, weeks, input, steering),
    ...supersede(store, whole, input),
    // Made once: the same act sent again finds its entry and changes nothing.
    store.rows.auditEntry
      .create({
        about: input.about,
        at: input.at,
        entry: `steered.${input.act}`,
        who: input.by,
        role: 'central-team',
        what: input.act,
        reason: input.reason,
      })
      .commit(),
  ]);
  if (!written.written) {
    return {
      done: false,
      sentence: 'The review changed at the same moment. Look at it again, then steer it once more.',
    };
  }
  return carryOut(whole.review, steering, input, desk);
}

function refuse(review: Review, input: SteerReviewInput): string | undefined {
  if (review.status === 'cancelled') return `${input.about} was cancelled; there is nothing to ${input.act}.`;
  if (input.act === 'pause' && review.stage === 'planned') {
    return `${input.about} has not begun, so there is nothing to pause. Cancel it, or wait.`;
  }
  if (review.stage === 'closed') return `${input.about} is closed; there is nothing to ${input.act}.`;
  if (input.act === 'pause' && review.status === 'paused') return `${input.about} is paused already.`;
  if (input.act === 'postpone' && ['report', 'publication', 'feedback'].includes(review.stage)) {
    return `The visit of ${input.about} has taken place, so it cannot be postponed. Pause it, or resume it at another stage.`;
  }
  if (
    input.act === 'resume' &&
    input.stage !== undefined &&
    input.stage !== 'scheduling' &&
    review.day1 === undefined
  ) {
    return `${input.about} has no dates yet, so it can only be resumed at 'scheduling'.`;
  }
  return undefined;
}

function steeringOf(whole: WholeReview, input: SteerReviewInput): Steering {
  const { review } = whole;
  const goesOn = input.act === 'postpone' || input.act === 'resume';
  return {
    act: input.act,
    at: input.at,
    stop: latestExecutionName(review) ?? null,
    start: goesOn ? nextExecutionName(review) : null,
    team: acceptedPeople(whole),
  };
}

function recordItems(
  store: Store,
  whole: WholeReview,
  weeks: readonly WeekLoad[],
  input: SteerReviewInput,
  steering: Steering,
): readonly WriteItem[] {
  const { review } = whole;
  const patch = () => store.rows.review.patch({ about: review.about });
  const unchanged = (
    row: { turn: string; executions: string },
    { eq }: { eq: (name: string, value: number) => string },
  ) => `${eq(row.turn, review.turn)} AND ${eq(row.executions, review.executions)}`;
  switch (input.act) {
    case 'pause':
      return [
        patch()
          .set({ status: 'paused', steering })
          .where(unchanged as never)
          .commit(),
      ];
    case 'cancel':
      return [
        patch()
          .set({ status: 'cancelled', stage: 'closed', steering, stages: stagesAfter(review, 'closed', input.at) })
          .composite({ startsOn: review.startsOn })
          .where(unchanged as never)
          .commit(),
        ...releaseTeam(store, whole, weeks, 'The review was cancelled'),
      ];
    case 'postpone':
      return [
        patch()
          .set({
            stage: 'scheduling',
            status: 'under-way',
            turn: review.turn + 1,
            executions: review.executions + 1,
            steering,
            stages: stagesAfter(review, 'scheduling', input.at),
            postponements: [
              ...((review.postponements as object[] | undefined) ?? []),
              { at: input.at, reason: input.reason, stage: review.stage, day1: review.day1 ?? null },
            ],
          })
          .remove(['day1', 'clock', 'dates', 'findings'])
          .composite({ startsOn: review.startsOn })
          .where(unchanged as never)
          .commit(),
        ...releaseTeam(store, whole, weeks, POSTPONEMENT_REASONS[input.reason]),
      ];
    case 'resume': {
      const stage = input.stage ?? (review.stage === 'planned' ? 'scheduling' : review.stage);
      return [
        patch()
          .set({
            stage,
            status: review.publishedAt === undefined ? 'under-way' : 'published',
            turn: input.askAgain ? review.turn + 1 : review.turn,
            executions: review.executions + 1,
            steering,
            ...(stage !== review.stage && { stages: stagesAfter(review, stage, input.at) }),
          })
          .composite({ startsOn: review.startsOn })
          .where(unchanged as never)
          .commit(),
      ];
    }
  }
}

/** Open questions are withdrawn: their links then say that they are no longer needed. Resuming asks what is still needed. */
function supersede(store: Store, whole: WholeReview, input: SteerReviewInput): readonly WriteItem[] {
  if (input.act === 'resume' && !input.askAgain && input.stage === undefined) return [];
  return whole.decisions
    .filter((row) => row.status === 'open')
    .map((row: Decision) =>
      store.rows.decision
        .patch({ about: row.about, decision: row.decision })
        .set({ status: 'superseded' })
        .remove(['queue', 'nextActionAt', 'openFor', 'token'])
        .where(({ status }, { eq }) => eq(status, 'open'))
        .commit(),
    );
}

async function carryOut(
  review: Review,
  steering: Steering,
  input: SteerReviewInput,
  desk: SteeringDesk,
): Promise<Steered> {
  if (steering.stop !== null) {
    await stop(desk.sfn, desk.reviewMachineArn, steering.stop, `${input.act}: recorded on the review`);
  }
  if (steering.start !== null) await start(desk.sfn, desk.reviewMachineArn, steering.start, { about: input.about });
  await tellPeople(review, steering.team, input, desk);
  await desk.store.entities.review.patch({ about: input.about }).remove(['steering']).go({ response: 'none' });
  return { done: true, execution: steering.start };
}

/** Everybody who had said yes, and the host's head, hears that a review moves or is off. */
async function tellPeople(
  review: Review,
  team: readonly string[],
  input: SteerReviewInput,
  desk: SteeringDesk,
): Promise<void> {
  if (input.act !== 'postpone' && input.act !== 'cancel') return;
  const { head } = await desk.store.needMember(review.host);
  const people = await desk.store.people([...(head ? [head] : []), ...team]);
  const what = input.act === 'postpone' ? 'postponed' : 'cancelled';
  const why = input.act === 'postpone' ? POSTPONEMENT_REASONS[input.reason] : input.reason;
  for (const person of people) {
    const isHost = person.person === head;
    await desk.mailer.send(
      review.about,
      {
        to: addresseeOf(person, isHost ? 'host' : 'reviewer', review.hub),
        kind: `${what}.${input.at}`,
        subject: `The ${review.programme} at ${review.hostName} is ${what}`,
        firstLine: `The review at ${review.hostName} is ${what}. The reason: ${why}.`,
        paragraphs: isHost
          ? input.act === 'postpone'
            ? ['We ask you for new dates now. What you told us about your school is kept.']
            : ['Nothing more is asked of you for this review.']
          : ['Please take the three days out of your diary. They are free for other reviews again.'],
        whyYou: isHost
          ? `You get this mail because you are the ${hostWords(review).leader} of ${review.hostName}.`
          : 'You get this mail because you had accepted a place in the team.',
      },
      input.at,
    );
  }
}
