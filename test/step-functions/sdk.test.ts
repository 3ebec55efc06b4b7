import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TestStateCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it, onTestFinished } from 'vitest';
import { handleRequest } from '../../local/step-functions/index.ts';
import { asking, newEngine, START } from './engine.ts';

/** The AWS SDK's own client, talking to the engine over HTTP. */
async function newClient() {
  const tokens: string[] = [];
  const { engine, clock } = newEngine({
    invokeFunction: async ({ payload }) => {
      tokens.push((payload as unknown as { token: string }).token);
      return { payload: null };
    },
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body } = handleRequest(
      engine,
      String(request.headers['x-amz-target']),
      Buffer.concat(chunks).toString(),
    );
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new SFNClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    disableHostPrefix: true, // TestState has a host of its own on AWS
  });
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return { client, clock, tokens };
}

describe('the AWS SDK', () => {
  it('starts, answers and reads an execution, with dates and errors as it knows them', async () => {
    const { client, clock, tokens } = await newClient();
    const definition = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Ask',
      States: { Ask: asking('ask', { End: true }) },
    });
    const { stateMachineArn } = await client.send(
      new CreateStateMachineCommand({ name: 'm', definition, roleArn: 'arn:aws:iam::123456789012:role/m' }),
    );
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
    await clock.run({ until: START });
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"outcome":"yes"}' }));

    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"outcome":"yes"}', startDate: new Date(START) });
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toContain('TaskSubmitted');
    expect(events?.[5]?.taskSucceededEventDetails?.output).toBe('{"outcome":"yes"}');

    const again = client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' }));
    await expect(again).rejects.toMatchObject({ name: 'TaskTimedOut' });
    const taken = client.send(new StartExecutionCommand({ stateMachineArn, name: 'one' }));
    await expect(taken).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: expect.stringContaining('one'),
    });
  });

  it('tries a single state with a mock', async () => {
    const { client } = await newClient();
    const tried = await client.send(
      new TestStateCommand({
        definition: JSON.stringify({ QueryLanguage: 'JSONata', ...asking('ask', { Next: 'On' }) }),
        mock: { result: '{"outcome":"no"}' },
        inspectionLevel: 'DEBUG',
      }),
    );

    expect(tried).toMatchObject({ status: 'SUCCEEDED', nextState: 'On', output: '{"outcome":"no"}' });
    expect(tried.inspectionData?.result).toBe('{"outcome":"no"}');
  });
});
