import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { toldInMorning } from '../../lambdas/app/told-in-morning.ts';
import { leftOnAMorning } from '../../lambdas/commands/carry-out-leaving.ts';
import type { Steered } from '../../lambdas/commands/command.ts';
import { finishQuestionsOf } from '../../lambdas/commands/on-question.ts';
import { readCall } from '../../lambdas/commands/read-call.ts';
import type { CommandName } from '../../lambdas/commands/registry.ts';
import { type SteeringContext, steerReview } from '../../lambdas/commands/steer-review.ts';
import { QUESTION_TELLERS } from '../../lambdas/commands/tellers.ts';
import type { DailyRoundDeps } from '../../lambdas/daily-round/daily-round-deps.ts';
import { reportCommands } from '../../lambdas/publication/commands.ts';
import { endMailTo } from '../../lambdas/questions/no-mail.ts';
import type { Notice } from '../../lambdas/questions/question.ts';
import { yearCommands } from '../../lambdas/renewal/commands.ts';
import { membershipCommands } from '../../lambdas/subscription/commands.ts';
import { carryOutEnding } from '../../lambdas/subscription/end-early.ts';
import { shortlistWith, whyNotAtThisHost, whyNotInSeat } from '../../lambdas/team/name-for-seat.ts';
import { termPlanCommands } from '../../lambdas/team/term-plan/start-term-plan.ts';
import { trainingCommands } from '../../lambdas/training/commands.ts';
import { giveUpTraining } from '../../lambdas/training/give-up-training.ts';
import { type FakeDeps, fakeDeps, lunchQuestion } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { ABOUT } from '../team/network.ts';

export const machines = {
  review: 'arn:aws:states:eu-west-2:000000000000:stateMachine:review',
  placement: 'arn:aws:states:eu-west-2:000000000000:stateMachine:placement',
  training: 'arn:aws:states:eu-west-2:000000000000:stateMachine:training-session',
  subscription: 'arn:aws:states:eu-west-2:000000000000:stateMachine:subscription',
  round: 'arn:aws:states:eu-west-2:000000000000:stateMachine:matching-round',
} as const;

/** Whoever was told something that asks nothing. */
export interface SentMail {
  readonly kind: string;
  readonly person: string;
  readonly subject: string;
}

type Input = { readonly act: CommandName } & Readonly<Record<string, unknown>>;

/** A place from which a review can be steered, over an empty table for each test. */
export function useSteering() {
  const fresh = useStore();
  const sfn = mockClient(SFNClient);
  afterAll(() => sfn.restore());
  const now: { deps?: FakeDeps; told: SentMail[]; sent: Notice[] } = { told: [], sent: [] };
  beforeEach(() => {
    sfn.reset();
    sfn.on(StartExecutionCommand).resolves({});
    sfn.on(StopExecutionCommand).resolves({});
    now.told = [];
    now.sent = [];
    now.deps = fakeDeps(fresh.store);
  });
  const deps = (): FakeDeps => {
    if (!now.deps) throw new Error('useSteering() gives a desk only inside a test.');
    return now.deps;
  };
  const steeringDeps = (): SteeringContext => ({
    ...deps(),
    mailer: {
      sendContent: (...mail) => deps().mailer.sendContent(...mail),
      send: async (_about, notice) => {
        const { kind, to, subject } = notice;
        now.sent.push(notice);
        now.told.push({ kind, person: to.person, subject });
      },
    },
    sfn: sfn as unknown as SFNClient,
    reviewMachineArn: machines.review,
    placementMachineArn: machines.placement,
    catalogue: (name) => (name === 'agree-lunch' ? lunchQuestion(fresh.store) : catalogue(name)),
    team: { whyNotInSeat, whyNotThisHost: whyNotAtThisHost, shortlistWith },
    training: trainingCommands(machines.training),
    giveUpTraining,
    people: { passOn: (person, at, context) => endMailTo(person, 'wrong-person', at, context) },
    years: yearCommands,
    reports: reportCommands,
    termPlans: termPlanCommands(machines.round),
    subscriptionMachineArn: machines.subscription,
    memberships: membershipCommands,
  });
  return {
    fresh,
    sfn,
    deps,
    told: () => now.told,
    /** The same with all their words. */
    sent: (): readonly Notice[] => now.sent,
    forget: () => {
      now.told = [];
    },
    /** What commands, and what people do themselves, are carried out with. */
    context: steeringDeps,
    /** Deps of a daily round that finishes what broke off. */
    round: (finishMove: (about: string) => Promise<void>): DailyRoundDeps => ({
      ...steeringDeps(),
      toldInMorning,
      finishMove,
      finishQuestions: (about) => finishQuestionsOf(about, steeringDeps(), QUESTION_TELLERS),
      carryOutLeaving: (person, at) => leftOnAMorning(person, at, steeringDeps()),
      startReview: async () => {},
      startFollowUp: async () => {},
      startAdmission: async () => {},
      endMembership: async (about, at) => void (await carryOutEnding(about, at, steeringDeps())),
      startTermPlan: async () => {},
      tellFindings: () => {},
    }),
    /** One call, read as the handler reads it. */
    async steer(input: Input, request?: string): Promise<Steered> {
      const { read } = readCall({ about: ABOUT, ...input }, undefined);
      if (!read.ok) return { done: false, sentence: read.sentence };
      return steerReview({ input: read.input, isAtGiven: read.isAtGiven, request }, steeringDeps());
    },
    /** A call that does not name its instant: it counts when it was made. */
    async press(at: string, input: Input): Promise<Steered> {
      const seconds = Math.floor(Date.parse(at) / 1000).toString(16);
      const { read } = readCall({ about: ABOUT, ...input }, `Root=1-${seconds}-0123456789abcdef01234567;Sampled=0`);
      if (!read.ok) return { done: false, sentence: read.sentence };
      return steerReview({ input: read.input, isAtGiven: read.isAtGiven, request: undefined }, steeringDeps());
    },
    started: () =>
      sfn.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => {
        const machine = input.stateMachineArn?.split(':').at(-1);
        return `${machine} ${input.name} ${input.input}`;
      }),
    stopped: () =>
      sfn
        .commandCalls(StopExecutionCommand)
        .map(({ args: [{ input }] }) => input.executionArn?.split(':').slice(-2).join(' ')),
  };
}
