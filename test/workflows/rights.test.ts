/** What the product may do, as it is synthesized: proven by trying what it may not, and by taking single rights back. */
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FunctionName, functionNames, functions } from '../../lib/functions.ts';
import { pascalCase } from '../../lib/letter-case.ts';
import type { MachineName } from '../../lib/machine-name.ts';
import { machineNames } from '../../lib/machines.ts';
import { accessKeyOf } from '../../local/functions/environment.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { type TemplateResources, takeBack, useEditedAssemblies } from '../support/edited-assembly.ts';
import { functionName } from './support/function-name.ts';

/** A Monday, before any schedule of the day is due. */
const start = new Date('2026-02-02T07:15:00Z');
const WORKFLOW = 'peer-review-local-workflow';

const edited = useEditedAssemblies();
let cdkOut = '';
let whole: LocalStack;
const others: LocalStack[] = [];
beforeAll(async () => {
  cdkOut = await synthesize();
  whole = await startLocalStack({ cdkOut, start, print: () => {} });
});
afterAll(() => whole?.stop());
afterEach(async () => {
  for (const stack of others.splice(0)) await stack.stop();
});

async function without(change: (resources: TemplateResources) => void): Promise<LocalStack> {
  const stack = await startLocalStack({ cdkOut: edited(cdkOut, WORKFLOW, change), start, print: () => {} });
  others.push(stack);
  return stack;
}

/** How an SDK of a function reaches its services. */
const asFunction = (name: FunctionName) => ({
  endpoint: whole.awsEndpoint,
  region: 'eu-west-2',
  maxAttempts: 1,
  credentials: { accessKeyId: accessKeyOf(functionName(whole, pascalCase(name))), secretAccessKey: 'any' },
});
const machineArn = (machine: MachineName): string => {
  const found = whole.machines.find(({ name }) => name === machine);
  if (!found) throw new Error(`There is no machine ${machine}.`);
  return found.arn;
};
const refused = { name: 'AccessDeniedException' };
const refusedBySes = { name: 'AccessDenied' };

/** Functions whose entry does not have it; what an entry has is for the plays to use. */
const allWithout = (has: (name: FunctionName) => unknown): FunctionName[] => functionNames.filter((name) => !has(name));

describe('no function can do what it is not there for', () => {
  it.each(functionNames)('%s cannot scan the table', async (name) => {
    const scan = new DynamoDBClient(asFunction(name)).send(new ScanCommand({ TableName: whole.tableName }));
    await expect(scan).rejects.toMatchObject({
      ...refused,
      message: expect.stringMatching(
        /^User: arn:aws:sts::000000000000:assumed-role\/.* is not authorized to perform: dynamodb:Scan on resource: arn:aws:dynamodb:eu-west-2:000000000000:table\/.* because no identity-based policy allows the dynamodb:Scan action$/,
      ),
    });
  });

  it.each(allWithout((name) => functions[name].mail))('%s cannot send mail', async (name) => {
    const mail = new SendRawEmailCommand({
      Source: 'reviews@local.reviews.example.org',
      Destinations: ['head@school.example'],
      RawMessage: { Data: Buffer.from('Subject: hello\r\n\r\nhello') },
    });
    await expect(new SESClient(asFunction(name)).send(mail)).rejects.toMatchObject(refusedBySes);
  });

  it.each(functionNames)('%s starts and stops no executions but those that it is there for', async (name) => {
    const client = new SFNClient(asFunction(name));
    const { starts = [], stops = [] } = functions[name];
    for (const machine of machineNames) {
      const stateMachineArn = machineArn(machine);
      if (!starts.includes(machine)) {
        await expect(client.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toMatchObject(refused);
      }
      if (!stops.includes(machine)) {
        const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:any`;
        await expect(client.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject(refused);
      }
    }
  });

  it.each(functionNames)('%s calls no function', async (name) => {
    const call = new InvokeCommand({ FunctionName: functionName(whole, 'SteerReview') });
    await expect(new LambdaClient(asFunction(name)).send(call)).rejects.toMatchObject(refused);
  });

  it('the function that shows pages writes no row', async () => {
    const row = new PutItemCommand({ TableName: whole.tableName, Item: { pk: { S: 'a' }, sk: { S: 'a' } } });
    await expect(new DynamoDBClient(asFunction('show-page')).send(row)).rejects.toMatchObject(refused);
  });

  it('a function that sends mail sends it from one address', async () => {
    const mail = new SendRawEmailCommand({
      Source: 'director@local.reviews.example.org',
      Destinations: ['head@school.example'],
      RawMessage: { Data: Buffer.from('Subject: hello\r\n\r\nhello') },
    });
    await expect(new SESClient(asFunction('ask-a-person')).send(mail)).rejects.toMatchObject(refusedBySes);
  });
});

describe('with one right less', () => {
  it('what a schedule cannot start lies in its queue, and somebody is told', async () => {
    const stack = await without((resources) => takeBack(resources, 'SchedulerRole', 'states:StartExecution'));
    await stack.clock.run({ until: Date.parse('2026-02-09T12:00:00Z') });
    expect(stack.engine.listExecutions()).toEqual([]);
    const schedules = stack.deployment
      .ofType('AWS::Scheduler::Schedule')
      .map(({ name }) => `${name}-start-undelivered`);
    const queues = new Set(stack.deadLetters.map(({ queueArn }) => queueArn.split(':').at(-1)));
    expect(queues).toEqual(new Set(schedules));
    expect(stack.deadLetters[0]?.reason).toContain('is not authorized to perform: states:StartExecution');
  });

  it('an event that a function cannot make sense of lies in its queue', async () => {
    const mail = { tags: { 'ses:configuration-set': ['peer-review-local-mail'] } };
    const call = { eventSource: 'lambda.amazonaws.com', eventName: 'Invoke' };
    const resources = [{ ARN: whole.functions.find(functionName(whole, 'SteerReview'))?.arn }];
    for (const [source, detailType, detail] of [
      ['aws.ses', 'Email Unheard Of', { mail, eventType: 'Unheard of' }],
      ['aws.lambda', 'AWS API Call via CloudTrail', { ...call, resources }],
    ] as const) {
      whole.buses.publish('default', { source, 'detail-type': detailType, detail });
    }
    await whole.clock.run({ until: start.getTime() + 10 * 60_000 });
    expect(whole.deadLetters.map(({ queueArn }) => queueArn.split(':').at(-1)).sort()).toEqual([
      'peer-review-local-console-users-undelivered',
      'peer-review-local-mail-events-undelivered',
    ]);
  });

  it('tracing stops without a sound, which is said here', async () => {
    const stack = await without((resources) => takeBack(resources, 'OfferDatesRole', 'xray:PutTraceSegments'));
    await stack.functions.invoke(functionName(stack, 'OfferDates'), {});
    expect(stack.problems.messages).toEqual([
      expect.stringMatching(/^Without logs or traces: .* not authorized to perform: xray:PutTraceSegments/),
    ]);
  });

  it.each([
    ['logs:CreateLogDelivery', 'The state machine IAM Role is not authorized to access the Log Destination'],
    ['events:PutRule', 'is not authorized to create managed-rule.'],
  ])('a machine is not made without %s', async (action, message) => {
    await expect(without((resources) => takeBack(resources, 'ReviewMachineRole', action))).rejects.toThrow(message);
  });
});
