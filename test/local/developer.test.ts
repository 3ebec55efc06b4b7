import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListStateMachinesCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { DEVELOPER_KEY } from '../../local/endpoint/callers.ts';
import { useSmallStack } from './fixtures/small-stack.ts';

const small = useSmallStack();

const client = (accessKeyId: string) =>
  new SFNClient({
    endpoint: small.stack.awsEndpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId, secretAccessKey: 'any' },
    maxAttempts: 1,
  });

it('lets a developer drive the workflows from outside with an SDK', async () => {
  const sfn = client(DEVELOPER_KEY);
  const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
  const machine = stateMachines.find(({ name }) => name?.endsWith('question'));
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({
      stateMachineArn: machine?.stateMachineArn,
      name: 'by-hand',
      input: JSON.stringify({ to: 'head@school.example' }),
    }),
  );
  await small.stack.clock.run({ until: small.stack.clock.now() });

  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events[0]).toMatchObject({ type: 'ExecutionStarted', id: 1 });
  const scheduled = events.find(({ type }) => type === 'TaskScheduled');
  const { Payload } = JSON.parse(scheduled?.taskScheduledEventDetails?.parameters ?? '{}') as {
    Payload: { token: string };
  };
  await sfn.send(new SendTaskSuccessCommand({ taskToken: Payload.token, output: '{"to":"somebody else"}' }));
  await small.stack.clock.run({ until: small.stack.clock.now() });
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    status: 'SUCCEEDED',
    name: 'by-hand',
  });
});

it('knows nobody else', async () => {
  await expect(client('stranger').send(new ListStateMachinesCommand({}))).rejects.toThrow('security token');
});
