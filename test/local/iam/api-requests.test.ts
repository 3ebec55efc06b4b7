import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../local/cloudformation/deployment.ts';
import { accessRequests } from '../../../local/iam/api-requests.ts';
import type { Call } from '../../../local/iam/call.ts';

const identities = [
  {
    name: 'reviews.example.org',
    properties: { ConfigurationSetAttributes: { ConfigurationSetName: 'of-the-identity' } },
  },
];
const deployment = {
  ...{ region: 'eu-west-2', account: '000000000000' },
  ofType: (type: string) => (type === 'AWS::SES::EmailIdentity' ? identities : []),
} as unknown as Deployment;
const MACHINE = 'arn:aws:states:eu-west-2:000000000000:stateMachine:review';

function needed(call: Partial<Call>): string[] {
  const whole = { ...{ service: 'dynamodb', action: '', method: 'POST', path: '/', body: {}, caller: 'it' }, ...call };
  const machineOfToken = (token: string) => (token === 'given out' ? MACHINE : undefined);
  return accessRequests(whole, { deployment, machineOfToken }).map(({ action, resource, context }) =>
    [action, resource.replace(/^arn:aws:\w+:eu-west-2:000000000000:/, ''), ...Object.values(context ?? {})].join(' '),
  );
}

const on = (TableName: string) => ({ TableName });

describe('what an API call needs to be allowed', () => {
  it.each([
    ['GetItem', on('reviews'), ['dynamodb:GetItem table/reviews']],
    ['GetItem', on('arn:aws:dynamodb:eu-west-2:000000000000:table/reviews'), ['dynamodb:GetItem table/reviews']],
    ['Query', on('reviews'), ['dynamodb:Query table/reviews']],
    ['Query', { ...on('reviews'), IndexName: 'gsi1' }, ['dynamodb:Query table/reviews/index/gsi1']],
    [
      'BatchWriteItem',
      { RequestItems: { a: [], b: [] } },
      ['dynamodb:BatchWriteItem table/a', 'dynamodb:BatchWriteItem table/b'],
    ],
    ['BatchGetItem', { RequestItems: { a: {} } }, ['dynamodb:BatchGetItem table/a']],
    ['TransactGetItems', { TransactItems: [{ Get: on('a') }, { Get: on('a') }] }, ['dynamodb:GetItem table/a']],
    [
      'TransactWriteItems',
      { TransactItems: [{ Put: on('a') }, { Update: on('a') }, { Delete: on('b') }, { ConditionCheck: on('a') }] },
      [
        'dynamodb:PutItem table/a',
        'dynamodb:UpdateItem table/a',
        'dynamodb:DeleteItem table/b',
        'dynamodb:ConditionCheckItem table/a',
      ],
    ],
    ['GetItem', {}, []],
  ])('of a table: %s %j', (action, body, requests) => {
    expect(needed({ action, body })).toEqual(requests);
  });

  it.each([
    ['StartExecution', { stateMachineArn: MACHINE }, ['states:StartExecution stateMachine:review']],
    ['StopExecution', { executionArn: `${MACHINE}:a` }, ['states:StopExecution stateMachine:review:a']],
    ['SendTaskSuccess', { taskToken: 'given out' }, ['states:SendTaskSuccess stateMachine:review']],
    ['SendTaskSuccess', { taskToken: 'made up' }, []],
  ])('of Step Functions: %s %j', (action, body, requests) => {
    expect(needed({ service: 'states', action, body })).toEqual(requests);
  });

  it('of EventBridge: on each bus that it names', () => {
    const Entries = [{}, { EventBusName: 'own' }, { EventBusName: 'own' }];
    expect(needed({ service: 'events', action: 'PutEvents', body: { Entries } })).toEqual([
      'events:PutEvents event-bus/default',
      'events:PutEvents event-bus/own',
    ]);
  });

  it.each([
    ['/2015-03-31/functions/offer-dates/invocations', 'function:offer-dates'],
    ['/2015-03-31/functions/offer-dates/invocations?Qualifier=live', 'function:offer-dates:live'],
  ])('of Lambda: %s', (path, resource) => {
    expect(needed({ service: 'lambda', path })).toEqual([`lambda:InvokeFunction ${resource}`]);
  });

  const from = 'reviews@reviews.example.org';
  const send = (changes: object) =>
    needed({
      ...{ service: 'ses', action: 'SendRawEmail' },
      body: { Source: 'The Network <Reviews@reviews.example.org>', ...changes },
    });

  it('of SES: on the identity and on the configuration set, which may be the identity’s own', () => {
    expect(send({ ConfigurationSetName: 'mail' })).toEqual([
      `ses:SendRawEmail identity/reviews.example.org ${from}`,
      `ses:SendRawEmail configuration-set/mail ${from}`,
    ]);
    expect(send({})).toEqual([
      `ses:SendRawEmail identity/reviews.example.org ${from}`,
      `ses:SendRawEmail configuration-set/of-the-identity ${from}`,
    ]);
  });

  it('of SES in the sandbox: on the identity of each recipient as well', () => {
    const to = ['Ann <Head@school.example>', 'office@school.example'];

    expect(send({ Destinations: to, ConfigurationSetName: 'mail' })).toEqual(
      [
        'identity/reviews.example.org',
        'configuration-set/mail',
        'identity/head@school.example',
        'identity/office@school.example',
      ].map((resource) => `ses:SendRawEmail ${resource} ${from}`),
    );
  });

  it.each([
    ['dynamodb', 'ExecuteStatement'],
    ['states', 'ListActivities'],
    ['events', 'PutRule'],
    ['ses', 'SendEmail'],
  ])('is not guessed: %s %s', (service, action) => {
    expect(() => needed({ service, action })).toThrow(action);
  });
});
