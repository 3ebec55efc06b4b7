import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach } from 'vitest';
import type { Steered } from '../../lambdas/commands/command.ts';
import { readCall } from '../../lambdas/commands/read-call.ts';
import type { CommandName } from '../../lambdas/commands/registry.ts';
import { type SteeringContext, steerReview } from '../../lambdas/commands/steer-review.ts';
import { catalogue } from '../../lambdas/front-desk/catalogue.ts';
import { endMailTo } from '../../lambdas/front-desk/no-mail.ts';
import { shortlistWith, whyNotAtThisHost, whyNotInSeat } from '../../lambdas/team/name-for-seat.ts';
import { roundActs } from '../../lambdas/team/round/start-round.ts';
import { trainingActs } from '../../lambdas/training/acts.ts';
import { type FakeDesk, fakeDesk, lunchQuestion } from '../decisions/fixture.ts';
import { useStore } from '../support/store.ts';
import { ABOUT } from '../team/network.ts';

export const machines = {
  review: 'arn:aws:states:eu-west-2:000000000000:stateMachine:review',
  placement: 'arn:aws:states:eu-west-2:000000000000:stateMachine:placement',
  training: 'arn:aws:states:eu-west-2:000000000000:stateMachine:training-session',
  round: 'arn:aws:states:eu-west-2:000000000000:stateMachine:matching-round',
} as const;

/** Whoever was told something that asks nothing. */
export interface Told {
  readonly kind: string;
  readonly person: string;
  readonly subject: string;
}

type Wish = { readonly act: CommandName } & Readonly<Record<string, unknown>>;

/** A place from which a review can be steered, over an empty table for each test. */
export function useSteering() {
  const fresh = useStore();
  const sfn = mockClient(SFNClient);
  afterAll(() => sfn.restore());
  const now: { desk?: FakeDesk; told: Told[] } = { told: [] };
  beforeEach(() => {
    sfn.reset();
    sfn.on(StartExecutionCommand).resolves({});
    sfn.on(StopExecutionCommand).resolves({});
    now.told = [];
    now.desk = fakeDesk(fresh.store);
  });
  const desk = (): FakeDesk => {
    if (!now.desk) throw new Error('useSteering() gives a desk only inside a test.');
    return now.desk;
  };
  const steeringDesk = (): SteeringContext => ({
    ...desk(),
    mailer: {
      sendContent: (...mail) => desk().mailer.sendContent(...mail),
      send: async (_about, { kind, to, subject }) => {
        now.told.push({ kind, person: to.person, subject });
      },
    },
    sfn: sfn as unknown as SFNClient,
    reviewMachineArn: machines.review,
    placementMachineArn: machines.placement,
    catalogue: (name) => (name === 'agree-lunch' ? lunchQuestion(fresh.store) : catalogue(name)),
    team: { whyNotInSeat, whyNotThisHost: whyNotAtThisHost, shortlistWith },
    training: trainingActs(machines.training),
    people: { passOn: (person, at, context) => endMailTo(person, 'wrong-person', at, context) },
    rounds: roundActs(machines.round),
  });
  return {
    fresh,
    sfn,
    desk,
    told: () => now.told,
    /** One call, read as the handler reads it. */
    async steer(wish: Wish, request?: string): Promise<Steered> {
      const { read } = readCall({ about: ABOUT, ...wish }, undefined);
      if (!read.ok) return { done: false, sentence: read.sentence };
      return steerReview({ act: read.act, isAtGiven: read.isAtGiven, request }, steeringDesk());
    },
    /** A call that does not name its instant: it counts when it was made. */
    async press(at: string, wish: Wish): Promise<Steered> {
      const seconds = Math.floor(Date.parse(at) / 1000).toString(16);
      const { read } = readCall({ about: ABOUT, ...wish }, `Root=1-${seconds}-0123456789abcdef01234567;Sampled=0`);
      if (!read.ok) return { done: false, sentence: read.sentence };
      return steerReview({ act: read.act, isAtGiven: read.isAtGiven, request: undefined }, steeringDesk());
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
