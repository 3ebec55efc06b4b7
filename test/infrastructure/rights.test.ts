/** What each function may do, and what it is told. */
import type { Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { type FunctionName, functionNames, functions } from '../../lib/functions.ts';
import { pascalCase } from '../../lib/letter-case.ts';
import { deploy, environmentsOf, everythingOf, resourcesOf, rightsOf, type Statement } from './support.ts';

const trial = deploy();
const stacks: Stack[] = Object.values(trial);
const environments = environmentsOf(everythingOf(trial), 'trial');

const rightsOfFunction = (name: FunctionName) => stacks.flatMap((stack) => rightsOf(stack, pascalCase(name)));

describe('rights', () => {
  const wildcard = /(^|[^:\w-])\*|:\*"/;
  const senders = functionNames.filter((name) => functions[name].mail);

  test.each(senders)('%s may mail anybody of a sandboxed account, from the one address of the stage', (name) => {
    const statements = stacks
      .flatMap((stack) => Object.entries(resourcesOf(stack)))
      .filter(([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(`${pascalCase(name)}Role`))
      .flatMap(([, { Properties }]) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement)
      .filter(({ Action }) => [Action].flat().includes('ses:SendRawEmail'));

    expect(statements).toHaveLength(1);
    expect(JSON.stringify(statements[0]?.Resource)).toContain(':identity/*"');
    expect(statements[0]?.Condition).toEqual({
      StringEquals: { 'ses:FromAddress': expect.stringMatching(/^reviews@trial\./) },
    });
  });

  test.each(functionNames)('%s has a wildcard only where AWS forces one', (name) => {
    const wild = rightsOfFunction(name).filter(
      ({ action, resources }) => action.includes('*') || wildcard.test(resources),
    );

    for (const { action, resources } of wild) {
      const traces = action.startsWith('xray:') && resources === '"*"';
      const executions =
        /^states:(Describe|Stop)Execution$/.test(action) && resources.includes(':execution:peer-review-trial-');
      const recipients = action === 'ses:SendRawEmail' && resources.includes(':identity/*');
      expect({ action, resources, allowed: traces || executions || recipients }).toMatchObject({ allowed: true });
    }
    expect(wild.map(({ action }) => action)).toContain('xray:PutTraceSegments');
  });

  test.each(functionNames)('%s may do to the table what its entry says, and never scan', (name) => {
    const ofDynamo = rightsOfFunction(name).filter(({ action }) => action.startsWith('dynamodb:'));
    const [onStream, onRows] = [true, false].map((isStream) =>
      ofDynamo.filter(({ resources }) => resources.includes('StreamArn') === isStream).map(({ action }) => action),
    );
    const onTable = onRows ?? [];

    expect(onStream?.length).toBe(['publish-events', 'pass-offices-on'].includes(name) ? 4 : 0);
    expect(onTable.sort()).toEqual(functions[name].table.map((action) => `dynamodb:${action}`).sort());
    expect(onTable).not.toContain('dynamodb:Scan');
  });

  test.each(functionNames)('%s knows the names that it has the rights for, and no others', (name) => {
    const rights = rightsOfFunction(name).map(({ action }) => action);
    const knows = Object.keys(environments.get(name) ?? {});

    expect(knows.includes('SENDER_ADDRESS')).toBe(rights.includes('ses:SendRawEmail'));
    expect(knows.some((key) => key.endsWith('_MACHINE_ARN'))).toBe(rights.includes('states:StartExecution'));
    expect(rights.includes('states:SendTaskSuccess')).toBe(functions[name].callbacks === true);
  });

  test('the function that shows pages cannot change anything', () => {
    const changing = /Put|Update|Delete|Write|Send|Start|Stop/;

    expect(
      rightsOfFunction('show-page')
        .map(({ action }) => action)
        .filter((action) => changing.test(action)),
    ).toEqual(['logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  });

  test('steering stops executions of reviews, of searches beside them and of subscriptions alone', () => {
    const stopping = rightsOfFunction('steer-review').find(({ action }) => action === 'states:StopExecution');

    expect(stopping?.resources.match(/execution:[^"]*/g)?.sort()).toEqual([
      'execution:peer-review-trial-placement:*',
      'execution:peer-review-trial-review:*',
      'execution:peer-review-trial-subscription:*',
    ]);
  });
});
