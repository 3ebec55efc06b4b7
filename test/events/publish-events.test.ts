import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { publishEvents } from '../../lambdas/events/publish-events.ts';
import type { ReviewEvent } from '../../lambdas/events/review-changes.ts';

const eventBridge = mockClient(EventBridgeClient);
afterAll(() => eventBridge.restore());
beforeEach(() => {
  eventBridge.reset();
  eventBridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [] });
});

const deps = { eventBridge: new EventBridgeClient({ region: 'eu-west-2' }), busName: 'lanterns-events' };
const event = (id: string): ReviewEvent => ({
  type: 'Review closed',
  detail: {
    ...{ version: 1, id, about: 'qar-2026-100183', programme: 'QAR', year: '2026', host: '100183', turn: 1 },
    at: '2026-12-22T09:40:00.000Z',
  },
});
const sent = () => eventBridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []);

it('puts each event on the bus with its time, ten at once', async () => {
  const ids = Array.from({ length: 11 }, (_, index) => `id-${index}`);
  await publishEvents(ids.map(event), deps);

  expect(sent().map(({ length }) => length)).toEqual([10, 1]);
  expect(sent().flatMap((entries) => entries.map(({ Detail }) => JSON.parse(Detail ?? '').id))).toEqual(ids);
  expect(sent()[0]?.[0]).toEqual({
    EventBusName: 'lanterns-events',
    Source: 'peer-review',
    DetailType: 'Review closed',
    Detail: JSON.stringify(event('id-0').detail),
    Time: new Date('2026-12-22T09:40:00.000Z'),
  });
});

it('asks nothing for changes that are no event', async () => {
  await publishEvents([], deps);
  expect(sent()).toEqual([]);
});

it('fails as a whole when some were not taken, so that all come again', async () => {
  const refused = { FailedEntryCount: 1, Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException' }] };
  eventBridge.on(PutEventsCommand).resolvesOnce(refused);

  await expect(publishEvents([event('a'), event('b')], deps)).rejects.toThrow(
    '1 events were not taken (ThrottlingException).',
  );
});

it('never puts out what its schema does not know', async () => {
  const more = { ...event('a'), detail: { ...event('a').detail, hostName: 'Brook Lane' } };
  await expect(publishEvents([more], deps)).rejects.toThrow('hostName');
  expect(sent()).toEqual([]);
});
