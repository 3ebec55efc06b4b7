import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, test } from 'vitest';
import { Workflow } from '../../lib/constructs/workflow.ts';
import { newStack, resourcesOf, rightsOf, settingsOf } from './support.ts';

const offerDates = 'arn:aws:lambda:eu-west-2:111122223333:function:offer-dates';

const definitionWith = (...names: readonly string[]): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'definition-')), 'review.asl.json');
  const Arguments = Object.fromEntries(names.map((name) => [name, `\${${name}}`]));
  writeFileSync(
    file,
    JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Only',
      States: { Only: { Type: 'Pass', Output: Arguments, End: true } },
    }),
  );
  return file;
};

const review = (definitionFile: string, functionArns: Record<string, string>) => {
  const stack = newStack();
  const definitionBody = DefinitionBody.fromString(readFileSync(definitionWith(), 'utf8'));
  const placement = new StateMachine(stack, 'Placement', { definitionBody });
  const followUp = new StateMachine(stack, 'FollowUp', { definitionBody });
  new Workflow(stack, {
    settings: settingsOf('trial'),
    name: 'review',
    impact: 'A review has stopped.',
    definitionFile,
    functionArns,
    started: { 'follow-up': followUp },
    awaited: { placement },
  });
  return stack;
};

describe('a workflow', () => {
  const whole = definitionWith('OfferDatesArn', 'FollowUpMachineArn', 'PlacementMachineArn');

  test('gives its definition exactly the ARNs that it asks for', () => {
    const stack = review(whole, { 'offer-dates': offerDates });

    const machine = Object.values(resourcesOf(stack)).find(
      ({ Properties }) => Properties.StateMachineName === 'peer-review-trial-review',
    );
    expect(machine?.Properties).toMatchObject({
      DefinitionSubstitutions: {
        OfferDatesArn: offerDates,
        FollowUpMachineArn: { Ref: expect.stringMatching(/^FollowUp/) },
        PlacementMachineArn: { Ref: expect.stringMatching(/^Placement/) },
      },
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL' },
      TracingConfiguration: { Enabled: true },
    });
  });

  test('refuses a definition that asks for what it is not given, by name', () => {
    const file = definitionWith('OfferDatesArn', 'FixDatesArn', 'FollowUpMachineArn', 'PlacementMachineArn');

    expect(() => review(file, { 'offer-dates': offerDates })).toThrow(
      `${file} and lib/machines.ts differ: it uses \${FixDatesArn}, which lib/machines.ts does not give it.`,
    );
  });

  test('refuses to be given what its definition does not use, by name', () => {
    const file = definitionWith('FollowUpMachineArn', 'PlacementMachineArn');

    expect(() => review(file, { 'offer-dates': offerDates })).toThrow(
      `lib/machines.ts gives it \${OfferDatesArn}, which it does not use.`,
    );
  });

  test('says which file is missing', () => {
    expect(() => review('statemachines/revue.asl.json', {})).toThrow(
      'There is no state machine to deploy in statemachines/revue.asl.json: the file is missing.',
    );
  });

  test('may call its functions, start its machines, and watch those that it waits for', () => {
    const rights = rightsOf(review(whole, { 'offer-dates': offerDates }), 'ReviewMachine');
    const resourcesFor = (action: string) =>
      rights.filter((right) => right.action === action).map((right) => right.resources);

    expect(resourcesFor('lambda:InvokeFunction')).toEqual([JSON.stringify(offerDates)]);
    expect(resourcesFor('states:StartExecution')).toEqual([expect.stringMatching(/"FollowUp.*"Placement/)]);
    expect(resourcesFor('states:StopExecution')).toEqual([
      expect.stringContaining(':execution:peer-review-trial-placement:*'),
    ]);
    expect(resourcesFor('events:PutRule')).toEqual([
      expect.stringContaining('rule/StepFunctionsGetEventsForStepFunctionsExecutionRule'),
    ]);
  });
});
