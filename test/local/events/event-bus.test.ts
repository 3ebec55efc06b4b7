import { expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import type { Deployment } from '../../../local/cloudformation/deployment.ts';
import type { Targets } from '../../../local/delivery/targets.ts';
import { EventBuses } from '../../../local/events/event-bus.ts';

const rule = {
  ...{ id: 'Rule', arn: 'arn:aws:events:eu-west-2:1:rule/rule', stack: 'stack', logicalId: 'Rule', name: 'rule' },
  properties: {
    EventPattern: { source: ['ours'] },
    State: 'ENABLED',
    Targets: [{ Id: 'one', Arn: 'arn:aws:lambda:a' }],
  },
};
const deployment = {
  ...{ account: '1', region: 'eu-west-2' },
  ofType: (type: string) => (type === 'AWS::Events::Rule' ? [rule] : []),
} as unknown as Deployment;

it('brings an event at once and once, or as often and as late as it is told', async () => {
  const clock = new VirtualClock(0);
  const brought: string[] = [];
  const targets = {
    require: () => {},
    send: ({ input }: { input: (attempt: number) => string }) =>
      brought.push(`${clock.now()} ${JSON.parse(input(1)).detail.number}`),
  } as unknown as Targets;
  const buses = new EventBuses(deployment, clock, targets, 1);
  const publish = (number: number) => buses.publish('default', { source: 'ours', detail: { number } });

  publish(1);
  expect(brought).toEqual(['0 1']);

  buses.deliveries = ({ detail }) => ((detail as { number: number }).number === 2 ? [0, 500] : [900]);
  publish(2);
  publish(3);
  expect(brought).toEqual(['0 1', '0 2']);
  await clock.run();
  expect(brought).toEqual(['0 1', '0 2', '500 2', '900 3']);
  expect(buses.events).toHaveLength(3);
});
