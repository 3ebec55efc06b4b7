import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { LocalStack } from '../../local/stack.ts';
import { useSmallStack } from './fixtures/small-stack.ts';

const small = useSmallStack();

/** Names of the rows in a partition. */
async function rows(partition: string): Promise<string[]> {
  const { Items = [] } = await small.stack.table.send(
    new QueryCommand({
      TableName: small.stack.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partition },
    }),
  );
  return Items.map((item) => String(item.sk));
}

const day = (text: string): { until: number } => ({ until: Date.parse(text) });

describe('a synthesized app on one machine', () => {
  it('asks a person by mail, takes the answer over HTTP and ends the execution', async () => {
    const { stack } = small;
    const arn = stack.startExecution('question', { name: 'first', input: { to: 'head@school.example' } });
    await stack.clock.run(day('2027-01-01T13:00:00Z'));
    const [mail] = stack.inbox.messages({ to: 'Head@school.example' });
    expect(mail).toMatchObject({
      subject: 'A question',
      at: Date.parse('2027-01-01T12:00:00Z'),
      tags: { kind: 'question' },
    });
    expect(stack.engine.describeExecution(arn).status).toBe('RUNNING');

    const response = await fetch(stack.localUrl(mail?.text?.trim() ?? ''), { method: 'POST', redirect: 'manual' });
    expect(response.status).toBe(303);
    await stack.clock.run(day('2027-01-01T14:00:00Z'));
    expect(stack.engine.describeExecution(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"to":"head@school.example"}',
    });
    expect(await rows('answer')).toEqual(['first']);
    expect(await rows('event')).toEqual([
      expect.stringMatching(/^Answered /),
      expect.stringMatching(/^Email Delivered /),
    ]);
    expect(stack.problems.messages).toEqual([]);
    expect(stack.counts()).toMatchObject({
      mails: 1,
      executions: 1,
      functionRuns: 4,
      tableRequests: 5,
      stateTransitions: { question: 2 },
    });
  });

  it('fires its schedule on working days at 07:30 in London, with the time it was due', async () => {
    const { stack } = small;
    await stack.clock.run(day('2027-01-06T12:00:00Z'));
    const starts = stack.engine
      .listExecutions()
      .map(({ startDate, input }) => [startDate, JSON.parse(input).scheduledAt]);
    expect(starts).toEqual(
      ['2027-01-06T07:30:00Z', '2027-01-05T07:30:00Z', '2027-01-04T07:30:00Z'].map((at) => [Date.parse(at), at]),
    );
  });

  it('tells what became of a mail that bounces', async () => {
    const { stack } = small;
    stack.mail.unreachable.add('gone@school.example');
    stack.startExecution('question', { input: { to: 'gone@school.example' } });
    await stack.clock.run(day('2027-01-01T13:00:00Z'));
    expect(await rows('event')).toEqual([expect.stringMatching(/^Email Bounced /)]);
    expect(stack.buses.events[0]?.event).toMatchObject({
      source: 'aws.ses',
      detail: { eventType: 'Bounce', mail: { tags: { kind: ['question'] } }, bounce: { bounceType: 'Permanent' } },
    });
  });

  it('repeats itself to the byte', async () => {
    const play = async (stack: LocalStack): Promise<string> => {
      await stack.clock.run(day('2027-01-05T12:00:00Z'));
      const executions = stack.engine.listExecutions();
      const histories = executions.map(({ executionArn }) => stack.engine.history(executionArn));
      return JSON.stringify([executions, histories, stack.inbox.messages(), stack.buses.events]);
    };
    const again = await small.another();
    try {
      const first = await play(small.stack);
      expect(first).toContain('daily@school.example');
      expect(await play(again)).toBe(first);
    } finally {
      await again.stop();
    }
  });

  it('names the machines there are when asked for another', () => {
    expect(() => small.stack.startExecution('review', { input: {} })).toThrow("no machine 'review', only question");
  });
});
