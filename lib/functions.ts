/**
 * What each function may do: the one place that grants.
 *
 * A function's environment follows from the same entry, so that a name reaches a function only together with the
 * right to use what it names.
 */
import type { MachineName } from './machine-name.ts';

/** Actions of DynamoDB on rows. A query may go to the table and to each of its indexes. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

const READS = ['GetItem', 'Query'] as const;
/** Several rows by their keys, such as the people of a team. */
const READS_MANY = [...READS, 'BatchGetItem'] as const;
const WRITES = ['PutItem', 'UpdateItem'] as const;

export interface FunctionParts {
  /** What people notice when the function fails. Read by whoever the alarm wakes. */
  readonly impact: string;
  /** What it does with rows, alone or in a transaction. Nothing may scan, and nothing writes in bulk. */
  readonly table: readonly TableAction[];
  /** Sends mail from the deployment's sender address. */
  readonly mail?: true;
  /** Puts events on the stage's own bus. */
  readonly publishes?: true;
  /** Hands answers to the executions that wait for them. */
  readonly callbacks?: true;
  /** Machines of which it starts executions. */
  readonly starts?: readonly MachineName[];
  /** Machines of which it stops executions. */
  readonly stops?: readonly MachineName[];
  /** Functions that its buttons call, with the rights of whoever presses them: it learns their ARNs and may call none. */
  readonly buttonsOf?: readonly FunctionName[];
  /** Machines to whose executions it shows the way in the console. It may not look at them itself. */
  readonly executionsOf?: readonly MachineName[];
  /** Shows pages, and so knows whose they are; a function that sends mail does anyway. */
  readonly pages?: true;
  /**
   * Rights of it that no test makes use of, and why it has them nevertheless: reason by action. `npm test` complains of a
   * right that is neither used nor explained.
   */
  readonly unused?: Readonly<Record<string, string>>;
  /** Megabytes; the processor's share grows with it. 512 unless said. */
  readonly memory?: number;
  /** Seconds; `usualTimeout` unless said. Machines wait for a call a little longer (lib/machine-policies.ts). */
  readonly timeout?: number;
}

/** Seconds that a call may take. */
export const usualTimeout = 30;

export type FunctionName =
  | 'ask-a-person'
  | 'show-page'
  | 'take-answer'
  | 'print-report'
  | 'morning-round'
  | 'weekly-digest'
  | 'record-mail-event'
  | 'list-members-to-renew'
  | 'reckon-ledgers'
  | 'open-subscription'
  | 'plan-reviews'
  | 'let-membership-lapse'
  | 'offer-training'
  | 'close-bookings'
  | 'record-training'
  | 'open-review'
  | 'steer-review'
  | 'record-who-acted'
  | 'show-overview'
  | 'offer-dates'
  | 'fix-dates'
  | 'plan-team'
  | 'choose-candidate'
  | 'open-matching-round'
  | 'ask-availability'
  | 'plan-teams'
  | 'put-plan-into-force'
  | 'open-round'
  | 'publish-report'
  | 'close-review'
  | 'publish-events'
  | 'pass-offices-on';

/** What the steps of a training session have alike. */
const tellsASession = {
  table: [...READS_MANY, ...WRITES],
  mail: true,
  unused: {
    'dynamodb:BatchGetItem':
      'Whoever lost a place is asked anew where the time of their question is over: few ever are.',
  },
  timeout: 150, // as many mails as a session has places
} as const;

export const functions: Readonly<Record<FunctionName, FunctionParts>> = {
  'ask-a-person': {
    impact: 'A question did not reach the person who has to answer it; the review waits.',
    table: [...READS_MANY, ...WRITES],
    mail: true,
    callbacks: true,
    unused: {
      'states:SendTaskSuccess':
        'A question that has its answer already is handed to the machine that asks it again, and any may.',
    },
  },
  'show-page': {
    impact: 'People who follow the link in a mail see an error in place of their question.',
    table: READS_MANY,
    pages: true,
    memory: 1024, // rendering is bound by the processor, and a person is waiting
    timeout: 10,
  },
  'take-answer': {
    impact: "People's answers are not accepted: they see an error after pressing the button.",
    table: [...READS_MANY, ...WRITES, 'DeleteItem', 'ConditionCheckItem'],
    pages: true,
    mail: true,
    callbacks: true,
    unused: {
      'states:StartExecution':
        'Of reviews and placements where somebody gives their place back, which no season plays: it starts the subscriptions of newcomers.',
      'states:StopExecution':
        'A review is stopped and started again where its lead reviewer can no longer come, or its team is still being formed.',
    },
    // A newcomer who registers interest on /join; and somebody gives their place back, so that the next is asked at once.
    starts: ['subscription', 'review', 'placement'],
    stops: ['review'],
    memory: 1024,
    timeout: 20, // a transaction, a callback and a page; the API itself gives up after 30
  },
  'print-report': {
    impact: 'People who want a final report or their own record as a PDF see an error; the page of it still works.',
    table: READS_MANY,
    pages: true,
    memory: 1024, // fonts and layout are bound by the processor, and a person is waiting
    timeout: 20,
  },
  'morning-round': {
    impact: 'A page of the morning round failed: some people got no reminder and some answers wait undelivered.',
    table: [...READS_MANY, ...WRITES, 'DeleteItem'], // the days of whoever leaves a team, and what of somebody who is erased was theirs alone
    mail: true,
    callbacks: true,
    unused: {
      'dynamodb:DeleteItem':
        'Nobody leaves by a file or asks in a season to be erased, and its surveys keep their names until the year has ended.',
      'states:SendTaskSuccess': 'An answer that no workflow took may have been meant for any machine that asks.',
      'states:StartExecution':
        'An admission is begun by the form that asks for it, and a place that is given back is filled again by it, unless its function dies just then.',
      'states:StopExecution':
        'A review is stopped and started again where its lead reviewer leaves, or somebody while its team is being formed; a review and a subscription where a membership ends on a day.',
    },
    // Subscriptions for whoever confirmed their interest on /join, placements for whoever leaves a team.
    starts: ['review', 'placement', 'matching-round', 'follow-up', 'subscription'],
    stops: ['review', 'placement', 'subscription'],
    timeout: 900, // some 7,000 rows and their mails, four at a time: docs/scale.md
  },
  'weekly-digest': {
    impact: "Some of this week's digests were not sent: the central team or a hub manager does not learn what is late.",
    table: [...READS_MANY, ...WRITES],
    mail: true,
    timeout: 300, // one call reads the network once and sends up to 35 mails, which takes some ten seconds
  },
  'record-mail-event': {
    impact: 'Nobody sees that a mail bounced, and its question waits for somebody who never gets it.',
    table: [...READS_MANY, ...WRITES],
    mail: true, // the question goes to the next contact, and the central team is told
    callbacks: true, // an invitation that reaches nobody counts as unanswered
    unused: {
      'states:SendTaskSuccess': 'Which machine waits for a question that reached nobody is known from its row alone.',
      'dynamodb:BatchGetItem': 'A question that is passed on is read again with all that it is worked out from.',
    },
    timeout: 60, // a person's open questions, some four mails
  },
  'list-members-to-renew': {
    impact: 'Renewal cannot go on: the members to ask are not read.',
    table: ['BatchGetItem', 'Query', 'PutItem'], // the renewal's beginning is put on record for the daily round
  },
  'reckon-ledgers': {
    impact: 'What schools owe is not reckoned anew: teams are planned by older numbers, or not at all.',
    table: ['Query', 'BatchGetItem', ...WRITES],
    timeout: 60, // 30 requests, a few of them transactions of 100 rows
  },
  'open-subscription': {
    impact: "A member's renewal does not open.",
    table: ['Query', 'BatchGetItem', 'PutItem'],
    unused: {
      'dynamodb:Query':
        'The newest of more than three versions of what a year prescribes is found by it; the years that are played have fewer.',
    },
  },
  'plan-reviews': {
    impact: 'A renewed member has no review planned for the year.',
    table: [...READS_MANY, ...WRITES],
    mail: true,
  },
  'let-membership-lapse': {
    impact: 'A membership that should have lapsed still shows as open.',
    table: [...READS, ...WRITES],
    mail: true,
  },
  'offer-training': {
    impact: 'Reviewers whose training ends are not told, and cannot book a session.',
    table: [...READS_MANY, ...WRITES],
    mail: true,
    timeout: 150, // a page of 40 people, each with a few requests and perhaps a mail
  },
  'close-bookings': {
    impact: 'People booked at a training session do not hear how to join it, and nobody is asked who came.',
    ...tellsASession,
  },
  'record-training': {
    impact: 'People who came to a training session still count as untrained, so they are asked for no review.',
    ...tellsASession,
  },
  'open-review': {
    impact: 'A review does not open, so nothing of it is asked of anybody.',
    table: ['Query', 'BatchGetItem', ...WRITES],
  },
  'steer-review': {
    impact: 'The central team cannot act: nobody is reminded, given time or replaced, and no review moves.',
    table: [...READS_MANY, ...WRITES, 'DeleteItem'],
    mail: true,
    callbacks: true, // an invitation that is withdrawn lets the search go on
    unused: {
      'states:SendTaskSuccess': 'Which machine waits for a question that is acted on is known from its row alone.',
      'states:StopExecution':
        'A search beside its review is stopped by itself, if it still runs when the review is stopped; a subscription where its membership ends early.',
    },
    starts: ['review', 'placement', 'training-session', 'matching-round', 'subscription'],
    // The placements that a review waits for are stopped with it; a search beside it is stopped by itself.
    stops: ['review', 'placement', 'subscription'],
  },
  'record-who-acted': {
    impact: 'The record of an act does not say whose console session it was.',
    table: ['GetItem', 'UpdateItem'],
  },
  'show-overview': {
    impact: 'The tables of the central team’s dashboard show an error.',
    table: READS_MANY,
    unused: {
      'dynamodb:GetItem': 'The view of one school gets its member and its membership; a season looks at other views.',
    },
    buttonsOf: ['steer-review'],
    executionsOf: ['review'],
    memory: 1024, // it reads a year of reviews and renders, and a person is waiting
    timeout: 20,
  },
  'offer-dates': {
    impact: 'A school has no dates to choose from.',
    table: ['Query', 'BatchGetItem', ...WRITES], // what it reads by keys comes in one batch
  },
  'fix-dates': {
    impact: 'Agreed dates of a review are not recorded, and nobody is told of them.',
    table: [...READS_MANY, ...WRITES],
    mail: true,
  },
  'plan-team': {
    impact: 'A review has no list of seats, so no reviewer is asked.',
    table: ['Query', 'BatchGetItem', ...WRITES],
  },
  'choose-candidate': {
    impact: 'No candidate is found for a seat in a team.',
    table: [...READS_MANY, ...WRITES],
    mail: true, // to head and lead, when a seat stays empty on the first day
    unused: {
      'dynamodb:GetItem': 'Only for whoever is told that a seat stays empty on the first day of its visit.',
      'ses:SendRawEmail': 'No season has a seat that stays empty on the first day of its visit.',
    },
  },
  'open-matching-round': {
    impact: 'The teams of a term are not planned as a whole; each is formed by itself.',
    table: [...READS, 'PutItem'],
  },
  'ask-availability': {
    impact: 'Some reviewers are not asked when they cannot; the teams of the term are planned as if they could always.',
    table: [...READS_MANY, ...WRITES],
    mail: true,
    timeout: 120, // a page of 40 people, whose mails take some four seconds, and twice as long where each is tried again
  },
  'plan-teams': {
    impact: 'The teams of a term have no plan for the central team to approve.',
    table: [...READS_MANY, ...WRITES],
    // The solver of 450 reviews takes up to 1.1 GB beside the document, its pairs and the process; the function has 1.7
    // processors with so much, one of them for the solver.
    memory: 3008,
    // Up to 250 s of planning (make-plan.ts), some 25 for reading, the first plans, those who are next, and writing.
    timeout: 300,
  },
  'put-plan-into-force': {
    impact:
      'A plan that the central team approved is not in force, or for some reviews alone: their teams are formed by themselves.',
    table: [...READS_MANY, ...WRITES, 'DeleteItem', 'ConditionCheckItem'],
    unused: {
      'dynamodb:DeleteItem':
        'What an earlier plan of the term had for a review is taken away; terms are rarely planned twice.',
    },
    timeout: 300, // a read and a transaction for each of a term's reviews, eight at once
  },
  'open-round': {
    impact: "A report's next round does not open: nobody is asked to write, read or agree it.",
    table: [...READS, 'UpdateItem'],
  },
  'publish-report': {
    impact: "The head's choice who may see the report is not carried out.",
    table: [...READS_MANY, ...WRITES],
    mail: true,
  },
  'close-review': {
    impact:
      'A finished review stays open: no record of development is sent, and the next year has nothing to carry on.',
    table: [...READS_MANY, ...WRITES, 'DeleteItem'],
    mail: true,
    unused: {
      'dynamodb:DeleteItem':
        'A carried point goes where a report was written anew after the review had been closed before.',
    },
  },
  'publish-events': {
    impact: 'Whoever listens to what happens to reviews hears of it late.',
    table: [],
    publishes: true,
  },
  'pass-offices-on': {
    impact: 'Whoever takes over a school, a trust or a hub is not asked what waits there, or late.',
    table: [...READS_MANY, ...WRITES],
    mail: true,
    timeout: 120, // up to ten offices, each with some ten requests and a few mails
  },
};

export const functionNames = Object.keys(functions) as readonly FunctionName[];
