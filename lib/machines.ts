/**
 * Which machine calls which function and starts which machine.
 *
 * This one map gives each machine its ARNs (the `${...}` of its ASL file) and its permissions, and the synthesis fails
 * where the file and the map differ.
 */
import type { FunctionName } from './functions.ts';
import type { MachineName } from './machine-name.ts';

export interface MachineParts {
  /** What people notice when executions of this machine fail. Read by whoever the alarm wakes. */
  readonly impact: string;
  /** Functions it calls: `${AskAPersonArn}` for `ask-a-person`. */
  readonly calls: readonly FunctionName[];
  /** Machines it starts without waiting, itself among them: `${SubscriptionMachineArn}` for `subscription`. */
  readonly starts?: readonly MachineName[];
  /** Machines that it started in earlier releases, whose executions have its rights. */
  readonly started?: readonly MachineName[];
  /** Machines it starts and waits for (`startExecution.sync:2`). */
  readonly awaits?: readonly MachineName[];
}

export const machines: Readonly<Record<MachineName, MachineParts>> = {
  'annual-renewal': {
    impact: 'Some members have not been asked to renew for the coming year.',
    calls: ['list-members-to-renew'],
    starts: ['subscription', 'annual-renewal'], // itself, for what does not fit into one execution's history
  },
  subscription: {
    impact: "A member's renewal has stopped: nobody asks its head again and no review is planned for it.",
    calls: ['open-subscription', 'ask-a-person', 'plan-reviews', 'let-membership-lapse'],
  },
  review: {
    impact: 'A review has stopped at its present stage and moves no further until it is resumed.',
    calls: [
      'open-review',
      'ask-a-person',
      'offer-dates',
      'fix-dates',
      'plan-team',
      'open-round',
      'publish-report',
      'close-review',
    ],
    started: ['follow-up'], // 0.1.0
    awaits: ['placement'],
  },
  placement: {
    impact: 'A seat in a review team is not being filled: the next candidate is not asked.',
    calls: ['choose-candidate', 'ask-a-person'],
  },
  'matching-round': {
    impact:
      'The teams of a term are not planned as a whole: nobody is asked when they cannot, or no plan comes into force.',
    calls: [
      'open-matching-round',
      'ask-availability',
      'offer-training',
      'reckon-ledgers',
      'plan-teams',
      'ask-a-person',
      'put-plan-into-force',
    ],
  },
  'morning-round': {
    impact: 'Nobody got a reminder this morning, and overdue questions were not escalated.',
    calls: ['morning-round'],
  },
  'weekly-digest': {
    impact: 'Not everybody got the digest of this week: what is due, what is late and what changed.',
    calls: ['weekly-digest'],
  },
  'training-session': {
    impact: 'A training session stands still: people do not hear how to join, or nobody is asked who came.',
    calls: ['close-bookings', 'ask-a-person', 'record-training'],
  },
  'follow-up': {
    impact: 'A school has not been asked how far it got, six months after its review.',
    calls: ['ask-a-person'],
  },
};

export const machineNames = Object.keys(machines) as readonly MachineName[];

/** The machines with a state that asks a person, and so waits for an answer. */
export const askingMachines: readonly MachineName[] = machineNames.filter((name) =>
  machines[name].calls.includes('ask-a-person'),
);
