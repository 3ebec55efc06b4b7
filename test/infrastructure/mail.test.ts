import { expect, test } from 'vitest';
import { z } from 'zod';
import { functions } from '../../lib/functions.ts';
import { deploy, everythingOf } from './support.ts';

const all = everythingOf(deploy());
const ofType = (type: string) => all.filter((one) => one.Type === type).map((one) => one.Properties);

test('nobody is followed: no mail tells that it was opened or a link pressed, and no link is rewritten', () => {
  const destinations = z
    .array(z.object({ EventDestination: z.object({ MatchingEventTypes: z.array(z.string()) }) }))
    .parse(ofType('AWS::SES::ConfigurationSetEventDestination'));
  const told = destinations.flatMap(({ EventDestination }) => EventDestination.MatchingEventTypes);
  expect(told.toSorted()).toEqual(['bounce', 'complaint', 'delivery', 'deliveryDelay', 'reject']);
  const [set, ...others] = ofType('AWS::SES::ConfigurationSet');
  expect(others).toEqual([]);
  // SES rewrites links and adds a picture only for these events or with a domain to follow them on.
  expect(Object.keys(set ?? {})).not.toEqual(expect.arrayContaining(['TrackingOptions']));
  expect(Object.keys(set ?? {})).not.toEqual(expect.arrayContaining(['VdmOptions']));
});

test('what hears of a bounce may ask somebody else, and tell a workflow that nobody answers', () => {
  expect(functions['record-mail-event']).toMatchObject({ mail: true, callbacks: true });
});
