/** What happens to reviews is heard by whoever listens to the stage's own bus, though what tells it fails for a time. */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { ReviewEventDetail } from '../../lambdas/events/review-events.ts';
import { enterStage } from '../../lambdas/questions/enter-stage.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { type TemplateResources, takeBack, useEditedAssemblies } from '../support/edited-assembly.ts';
import { reviewRow } from '../team/network.ts';
import { functionName } from './support/function-name.ts';
import { throughEndpoint } from './support/through-endpoint.ts';

const NOW = '2026-07-20T09:12:30.000Z';
const LISTENER = 'listener@elsewhere.example';
const { about } = reviewRow();

const edited = useEditedAssemblies();
let cdkOut = '';
beforeAll(async () => {
  cdkOut = await synthesize();
});

let stack: LocalStack;
let store: Store;
afterEach(() => stack?.stop());

/** A rule of somebody else on the bus, whose topic mails them what it hears. */
function listen(resources: TemplateResources): void {
  const Topic = { Ref: 'ListenersTopic' };
  const mayPublish = {
    ...{ Effect: 'Allow', Action: 'sns:Publish', Resource: Topic },
    Principal: { Service: 'events.amazonaws.com' },
  };
  Object.assign(resources, {
    ListenersTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'listeners' } },
    ListenersPolicy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [Topic], PolicyDocument: { Version: '2012-10-17', Statement: [mayPublish] } },
    },
    ListenersMail: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: Topic, Protocol: 'email', Endpoint: LISTENER },
    },
    ListenersRule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: 'peer-review-local-events',
        EventPattern: { source: ['peer-review'], detail: { version: [1] } },
        Targets: [{ Id: 'Topic', Arn: Topic }],
      },
    },
  });
}

async function start(change: (resources: TemplateResources) => void = () => {}): Promise<void> {
  const folder = edited(cdkOut, 'peer-review-local-workflow', (resources) => {
    listen(resources);
    change(resources);
  });
  stack = await startLocalStack({ cdkOut: folder, start: new Date(NOW), print: () => {} });
  store = throughEndpoint(stack);
  await store.entities.review.put(reviewRow({ stage: 'planned', status: 'planned' })).go();
}

const minutes = (count: number) => stack.clock.run({ until: stack.clock.now() + count * 60_000 });
const open = async () => store.write(enterStage(store, await store.needReview(about), 'scheduling', NOW));
const fixDates = (at: string) => store.entities.review.patch({ about }).set({ datesFixedAt: at }).go();
const heard = () =>
  stack.inbox.messages({ to: LISTENER }).map(({ text }) => {
    const event = JSON.parse(text ?? 'null');
    return { type: event['detail-type'], detail: ReviewEventDetail.parse(event.detail) };
  });

it('a listener hears what happened, in order, and nothing of other writes', async () => {
  await start();
  await minutes(1);
  expect(heard()).toEqual([]);

  await open();
  await store.entities.review.patch({ about }).set({ size: 3 }).go();
  await fixDates(NOW);
  await minutes(1);

  expect(heard().map(({ type }) => type)).toEqual(['Review opened', 'Review dates fixed']);
  expect(heard()[0]?.detail).toMatchObject({ about, turn: 1, at: '2026-07-20T09:13:30.000Z' });
  expect(stack.problems.messages).toEqual([]);
});

it('what could not be told is told once that is over, and a change that was refused never', async () => {
  await start();
  const goOn = stack.functions.throttle(functionName(stack, 'PublishEvents'));
  await open();
  const refused = store.entities.review.patch({ about }).set({ datesFixedAt: NOW });
  await expect(refused.where(({ turn }, { eq }) => eq(turn, 7)).go()).rejects.toThrow();
  await minutes(60);
  expect(heard()).toEqual([]);

  goOn();
  await minutes(2);
  expect(heard().map(({ type }) => type)).toEqual(['Review opened']);
});

it('what cannot be told for six hours lies in a queue, and holds nothing up behind it', async () => {
  await start((resources) => takeBack(resources, 'PublishEventsRole', 'events:PutEvents'));
  await open();
  await minutes(5 * 60);
  expect(stack.deadLetters).toEqual([]);

  await minutes(2 * 60);
  expect(stack.deadLetters.map(({ queueArn }) => queueArn.split(':').at(-1))).toEqual([
    'peer-review-local-review-events-undelivered',
  ]);
  expect(stack.deadLetters[0]?.body).not.toContain(about);
});

it('a function that may not read the stream is not joined to it', async () => {
  const change = (resources: TemplateResources) => takeBack(resources, 'PublishEventsRole', 'dynamodb:GetRecords');
  await expect(start(change)).rejects.toThrow('Cannot access stream');
});
