import { lookAtYear } from '../../../lambdas/store/agenda.ts';
import type { Decision } from '../../../lambdas/store/store.ts';
import { askingMachines, machineNames } from '../../../lib/machines.ts';
import { AwsError } from '../../../local/endpoint/aws-error.ts';
import type { Machine } from '../../../local/machines.ts';
import type { LocalStack } from '../../../local/stack.ts';
import { reviewRow } from '../../team/network.ts';
import { functionName } from './function-name.ts';
import { membershipOf } from './season.ts';
import { throughEndpoint } from './through-endpoint.ts';
import type { Watched } from './watched.ts';

/** Something that goes wrong, and the alarms that it has to set off. */
export interface Cause {
  readonly what: string;
  setsOff(watched: Watched): readonly string[];
  bring(watched: Watched): Promise<void>;
}

/** In the order in which they happen. */
export const causes: readonly Cause[] = [
  {
    what: 'the calendar cannot start what it should',
    setsOff: () => ['morning-round', 'annual-renewal', 'weekly-digest'].map((name) => `${name}-start-undelivered`),
    async bring({ stack, until }) {
      for (const { arn } of stack.machines) stack.engine.deleteStateMachine(arn);
      await until('2026-02-02T18:00:00Z');
      for (const machine of stack.machines) stack.engine.createStateMachine(asCreated(machine));
    },
  },
  {
    what: 'the day after, nobody has been asked to renew',
    setsOff: () => ['renewal-not-started'],
    bring: ({ until }) => until('2026-02-03T08:00:00Z'),
  },
  {
    what: 'functions lack a right, or get an event that makes no sense',
    setsOff: ({ stack }) => stack.functions.all.map(({ name }) => `${plain(name)}-fails`),
    async bring({ stack, minutes }) {
      const resume = stack.interrupt(() => new AwsError('AccessDeniedException', 'It is not allowed.'));
      await Promise.all(stack.functions.all.map(({ name }) => stack.functions.invoke(name, eventFor(plain(name)))));
      resume();
      await minutes(1);
    },
  },
  {
    what: 'executions fail',
    setsOff: () => machineNames.map((name) => `${name}-executions-fail`),
    async bring({ stack, minutes }) {
      for (const name of machineNames) stack.startExecution(name, { input: 'nonsense' });
      await minutes(30);
    },
  },
  {
    what: 'executions meet the limit of their time',
    setsOff: () => askingMachines.map((name) => `${name}-executions-time-out`),
    async bring({ stack, minutes }) {
      const asking = stack.machines.filter(({ name }) => askingMachines.some((each) => each === name));
      for (const { arn, name } of asking) {
        stack.engine.updateStateMachine({ stateMachineArn: arn, definition: sleepsTooLong });
        stack.startExecution(name, { input: {} });
      }
      await minutes(5);
      for (const { arn, definition } of asking) stack.engine.updateStateMachine({ stateMachineArn: arn, definition });
    },
  },
  {
    what: 'the account has no room for a page',
    setsOff: () => ['functions-throttled', 'portal-fails'],
    async bring({ stack, minutes }) {
      const allow = stack.functions.throttle(physical('show-page'));
      await fetch(stack.localUrl('https://portal/join'));
      allow();
      await minutes(1);
    },
  },
  {
    what: 'many follow links that lead nowhere',
    setsOff: () => ['portal-refuses'],
    async bring({ stack, minutes }) {
      for (let count = 0; count < 100; count += 1) await fetch(stack.localUrl('https://portal/nowhere'));
      await minutes(1);
    },
  },
  {
    what: 'the table has too much to do, and a plan takes its time',
    setsOff: () => ['table-reads-throttled', 'table-writes-throttled', 'plan-teams-slow'],
    async bring({ stack, minutes }) {
      // Neither happens here: what AWS would count is put in its place.
      const dimensions = { TableName: stack.tableName };
      for (const name of ['ReadThrottleEvents', 'WriteThrottleEvents'])
        stack.metrics.put({ namespace: 'AWS/DynamoDB', name, dimensions }, 10);
      const of = { FunctionName: physical('plan-teams') };
      stack.metrics.put({ namespace: 'AWS/Lambda', name: 'Duration', dimensions: of }, 290_000);
      await minutes(1);
    },
  },
  {
    what: 'mails bounce, and somebody complains',
    setsOff: () => ['mail-bounces', 'mail-complaints'],
    async bring({ stack, minutes }) {
      for (const label of ['bounce+one', 'bounce+two', 'bounce+three', 'complaint']) {
        await send(stack, `${label}@simulator.amazonses.com`);
      }
      await minutes(1);
    },
  },
  {
    what: 'events come that nobody can read',
    setsOff: () => ['mail-events-undelivered', 'console-users-undelivered'],
    async bring({ stack, minutes }) {
      const mail = { tags: { 'ses:configuration-set': ['peer-review-local-mail'] } };
      stack.buses.publish('default', { source: 'aws.ses', 'detail-type': 'Email Bounced', detail: { mail } });
      stack.buses.publish('default', {
        source: 'aws.lambda',
        'detail-type': 'AWS API Call via CloudTrail',
        detail: {
          ...{ eventSource: 'lambda.amazonaws.com', eventName: 'Invoke' },
          resources: [{ ARN: stack.functions.find(physical('steer-review'))?.arn }],
        },
      });
      await minutes(10); // two more attempts
    },
  },
  {
    what: 'for six hours nobody can be told of what happened to a review',
    setsOff: () => ['review-events-undelivered'],
    async bring({ stack, minutes }) {
      const resume = stack.interrupt(({ service }) =>
        service === 'events' ? new AwsError('InternalFailure', 'EventBridge is away.', 500) : undefined,
      );
      const { review } = throughEndpoint(stack).entities;
      await review.put(reviewRow({ about: 'qar-2027-100183', stage: 'closed', status: 'cancelled' })).go();
      await minutes(6 * 60 + 10);
      resume();
    },
  },
  {
    what: 'for six hours nothing can be passed on that waited for a former head',
    setsOff: () => ['office-changes-undelivered'],
    async bring({ stack, minutes }) {
      const { member } = throughEndpoint(stack).entities;
      await member.put({ member: '100999', kind: 'school', name: 'Elm', standing: 'member', head: 'person-1' }).go();
      const passing = functionName(stack, 'PassOfficesOn');
      const goOn = stack.interrupt(({ caller }) =>
        caller === passing ? new AwsError('InternalServerError', 'DynamoDB is away.', 500) : undefined,
      );
      await member.patch({ member: '100999' }).set({ head: 'person-2' }).go();
      await minutes(6 * 60 + 10);
      goOn();
    },
  },
  {
    what: 'an alarm is not let through to its topic',
    setsOff: () => ['alarms-undelivered'],
    async bring(watched) {
      watched.stack.topics.failNext('publish');
      await breakOneFunction(watched);
    },
  },
  {
    what: 'the mail of an alarm is refused',
    setsOff: () => ['alarm-mails-undelivered'],
    async bring(watched) {
      watched.stack.topics.failNext('mail');
      await breakOneFunction(watched);
    },
  },
  {
    what: 'more requests come at once than the portal takes',
    setsOff: () => ['portal-refuses'],
    async bring({ stack, minutes }) {
      const page = stack.localUrl('https://portal/privacy');
      const statuses: number[] = [];
      for (let count = 0; count < 310; count += 1) {
        const response = await fetch(page);
        statuses.push(response.status);
        await response.arrayBuffer();
      }
      const refused = statuses.filter((status) => status === 429).length;
      if (refused !== 110) throw new Error(`${refused} of 310 requests were refused.`);
      await minutes(1);
    },
  },
  {
    what: 'questions stand still over night',
    setsOff: () => [
      'mails-not-sent',
      'workflows-stuck',
      'questions-past-expiry',
      'answers-undelivered',
      'questions-put-off',
    ],
    async bring(watched) {
      await watched.until('2026-02-04T10:00:00Z');
      await neverMailed(watched, '900001'); // and so its execution fails, with the question open
      await forgetWhatWasAsked(watched, '900001');
      for (const host of ['900002', '900003', '900004']) await askToRenew(watched, host);
      await changeQuestion(watched, '900001', { expiresAt: '2026-02-04T17:00:00.000Z' });
      await changeQuestion(watched, '900002', { expiresAt: '2026-02-03T17:00:00.000Z' });
      await changeQuestion(watched, '900003', { status: 'answered', outcome: { outcome: 'declined' } });
      await changeQuestion(watched, '900004', {});
      const { head = '' } = await watched.store.needMember('900004');
      await watched.store.entities.person.delete({ person: head }).go();
      await watched.until('2026-02-05T08:00:00Z');
    },
  },
  {
    what: 'for two days no morning round comes to its end',
    setsOff: () => ['morning-round-missing'],
    async bring({ stack, until }) {
      const allow = stack.functions.throttle(physical('morning-round'));
      await until('2026-02-07T07:00:00Z');
      allow();
    },
  },
  {
    what: 'nobody has made the next year',
    setsOff: () => ['year-missing'],
    async bring({ store, until }) {
      const dates = { starts: '2030-09-01', ends: '2031-07-31', renewalOpens: '2025-06-02', termBreaks: [] };
      await store.entities.partnershipYear.put({ year: '2030', ...dates }).go();
      await store.write([lookAtYear(store, '2030')]);
      await until('2026-02-09T08:00:00Z'); // a Monday: it rings once a week
      await store.entities.partnershipYear.delete({ year: '2030' }).go();
    },
  },
];

const physical = (name: string): string => `peer-review-local-${name}`;
const plain = (name: string): string => name.replace(/^peer-review-local-/, '');

/** Functions that answer nonsense with a sentence have to get an event on which they read the table. */
const sensibleEvents: Readonly<Record<string, object>> = {
  'steer-review': { act: 'cancel', about: 'qar-2026-900001', at: '2026-02-03T08:00:00Z', reason: 'None' },
  'print-report': { pathParameters: { review: 'qar-2026-900001' } },
  'show-overview': {
    view: 'today',
    widgetContext: { timeRange: { start: Date.parse('2026-02-01'), end: Date.parse('2026-02-03') } },
  },
};

const eventFor = (name: string): unknown => sensibleEvents[name] ?? 'nonsense';

const asCreated = ({ arn, definition, roleArn }: Machine) => ({
  ...{ definition, roleArn },
  name: arn.split(':').at(-1) ?? '',
});

/** In place of a year: the limit is the same, and so is what AWS counts. */
const sleepsTooLong = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Sleep',
  TimeoutSeconds: 60,
  States: { Sleep: { Type: 'Wait', Seconds: 600, End: true } },
});

async function send(stack: LocalStack, to: string): Promise<void> {
  const raw = `From: reviews@local.reviews.example.org\r\nTo: ${to}\r\nSubject: Hello\r\n\r\nHello`;
  await stack.mail.sendRawEmail({
    Source: 'reviews@local.reviews.example.org',
    Destinations: [to],
    RawMessage: { Data: Buffer.from(raw).toString('base64') },
    ConfigurationSetName: physical('mail'),
  });
}

/** Sets off an alarm that has been quiet for longer than its period. */
async function breakOneFunction({ stack, minutes }: Watched): Promise<void> {
  await minutes(10);
  await stack.functions.invoke(physical('open-round'), 'nonsense');
  await minutes(1);
}

async function askToRenew({ stack, minutes }: Watched, member: string): Promise<void> {
  stack.startExecution('subscription', { name: `subscription-2026-${member}`, input: { member, year: '2026' } });
  await minutes(10);
}

async function neverMailed(watched: Watched, member: string): Promise<void> {
  const resume = watched.stack.interrupt(({ service }) =>
    service === 'ses' ? new AwsError('MessageRejected', 'Email address is not verified.') : undefined,
  );
  await askToRenew(watched, member);
  await watched.minutes(30); // the machine waits so long for room to send
  resume();
}

/** Leaves a member's mails as releases wrote them that kept neither words nor question with a mail: nobody can send them late. */
async function forgetWhatWasAsked({ store }: Watched, member: string): Promise<void> {
  const about = membershipOf(member);
  const { data } = await store.entities.message.query.primary({ about }).go();
  for (const { message } of data)
    await store.entities.message.patch({ about, message }).remove(['decision', 'content']).go();
}

/** Changes a member's open question, and puts it on the list of the next daily round. */
async function changeQuestion(
  { stack, store }: Watched,
  member: string,
  change: Partial<Pick<Decision, 'expiresAt' | 'status' | 'outcome'>>,
): Promise<void> {
  const [decision] = await store.decisionsAbout(membershipOf(member));
  if (!decision) throw new Error(`${member} was not asked.`);
  const { about, person: openFor } = decision;
  await store.entities.decision
    .patch({ about, decision: decision.decision })
    .set({ ...change, queue: 'open', openFor, nextActionAt: new Date(stack.clock.now()).toISOString() })
    .go();
}
