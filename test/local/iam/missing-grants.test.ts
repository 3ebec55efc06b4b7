import { afterEach, describe, expect, it } from 'vitest';
import type { LocalStack } from '../../../local/stack.ts';
import { remove, type TemplateResources, takeBack, useEditedAssemblies } from '../../support/edited-assembly.ts';
import { useSmallStack } from '../fixtures/small-stack.ts';

const small = useSmallStack({ eachTest: false });
const edited = useEditedAssemblies();
const stacks: LocalStack[] = [];
afterEach(async () => {
  for (const stack of stacks.splice(0)) await stack.stop();
});

/** The small app without something. */
async function without(change: (resources: TemplateResources) => void): Promise<LocalStack> {
  const stack = await small.another({ cdkOut: edited(small.cdkOut, 'small-work', change) });
  stacks.push(stack);
  return stack;
}

const until = (text: string) => ({ until: Date.parse(text) });

async function ask(stack: LocalStack) {
  const arn = stack.startExecution('question', { name: 'asked', input: { to: 'head@school.example' } });
  await stack.clock.run(until('2027-01-01T13:00:00Z'));
  return { ...stack.engine.describeExecution(arn), history: stack.engine.history(arn) };
}

/** The name of the role whose construct is called so, and of the function or machine. */
const roleOf = (stack: LocalStack, id: string): string => {
  const found = stack.deployment.ofType('AWS::IAM::Role').find(({ logicalId }) => logicalId.startsWith(id));
  if (!found) throw new Error(`The small app has no role ${id}.`);
  return found.name;
};
const functionOf = (stack: LocalStack, id: string) => {
  const found = stack.functions.all.find((each) => each.id === id);
  if (!found) throw new Error(`The small app has no function ${id}.`);
  return found;
};

describe('without a right that it needs', () => {
  it('a function gets the very refusal of DynamoDB', async () => {
    const stack = await without((resources) => takeBack(resources, 'AskServiceRole', 'dynamodb:PutItem'));
    const { status, history } = await ask(stack);
    const [table] = stack.deployment.ofType('AWS::DynamoDB::GlobalTable');
    expect(status).toBe('FAILED');
    const failed = history.find(({ type }) => type === 'TaskFailed');
    expect(failed?.details).toMatchObject({ error: 'AccessDeniedException' });
    expect(JSON.parse(String(failed?.details?.cause))).toMatchObject({
      errorType: 'AccessDeniedException',
      errorMessage:
        `User: arn:aws:sts::000000000000:assumed-role/${roleOf(stack, 'AskServiceRole')}/${functionOf(stack, 'Ask').name} ` +
        `is not authorized to perform: dynamodb:PutItem on resource: ${table?.arn} ` +
        'because no identity-based policy allows the dynamodb:PutItem action',
    });
  });

  it.each([
    [
      'ses:SendRawEmail',
      'AskServiceRole',
      /^User `arn:aws:sts::.*' is not authorized to perform `ses:SendRawEmail' on/,
    ],
  ])('a function gets the refusal of another service: %s', async (action, role, message) => {
    const stack = await without((resources) => takeBack(resources, role, action));
    const { history } = await ask(stack);
    const cause = JSON.parse(String(history.find(({ type }) => type === 'TaskFailed')?.details?.cause));
    expect(cause).toMatchObject({ errorType: 'AccessDenied', errorMessage: expect.stringMatching(message) });
  });

  it('a function may neither hand in an answer nor put an event nor call another function', async () => {
    const stack = await without((resources) => {
      takeBack(resources, 'PageServiceRole', 'states:SendTaskSuccess');
      takeBack(resources, 'RestlessServiceRole', 'lambda:InvokeFunction');
    });
    await ask(stack);
    const response = await fetch(stack.localUrl('http://portal/d/head@school.example'), { method: 'POST' });
    expect(response.status).toBe(500);
    expect(stack.problems.messages).toEqual([
      expect.stringContaining('is not authorized to perform: states:SendTaskSuccess on resource: arn:aws:states:'),
    ]);
    const result = await stack.functions.invoke(functionOf(stack, 'Restless').name, {
      invoke: functionOf(stack, 'Misbehave').name,
    });
    const misbehave = functionOf(stack, 'Misbehave').arn;
    expect(result).toMatchObject({
      error: {
        errorType: 'AccessDeniedException',
        errorMessage: expect.stringContaining(
          `is not authorized to perform: lambda:InvokeFunction on resource: ${misbehave}`,
        ),
      },
    });
  });

  it("a machine's task fails as Step Functions has it fail", async () => {
    const stack = await without((resources) => takeBack(resources, 'QuestionMachineRole', 'lambda:InvokeFunction'));
    expect(await ask(stack)).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringMatching(
        new RegExp(
          `^User: arn:aws:sts::000000000000:assumed-role/${roleOf(stack, 'QuestionMachineRole')}/\\w+ is not authorized to ` +
            `perform: lambda:InvokeFunction on resource: ${functionOf(stack, 'Ask').arn} because no identity-based policy ` +
            'allows the lambda:InvokeFunction action \\(Service: AWSLambda; Status Code: 403; ',
        ),
      ),
    });
  });

  it('a machine cannot write a row itself', async () => {
    const stack = await without((resources) => takeBack(resources, 'QuestionMachineRole', 'dynamodb:PutItem'));
    await ask(stack);
    await fetch(stack.localUrl('http://portal/d/head@school.example'), { method: 'POST', redirect: 'manual' });
    await stack.clock.run(until('2027-01-01T14:00:00Z'));
    expect(stack.engine.listExecutions()[0]).toMatchObject({
      status: 'FAILED',
      error: 'DynamoDB.AmazonDynamoDBException',
      cause: expect.stringContaining('not authorized to perform: dynamodb:PutItem'),
    });
  });

  it('a schedule starts nothing', async () => {
    const stack = await without((resources) => takeBack(resources, 'SchedulerRole', 'states:StartExecution'));
    await stack.clock.run(until('2027-01-04T12:00:00Z'));
    expect(stack.engine.listExecutions()).toEqual([]);
    expect(stack.problems.messages).toEqual([
      expect.stringMatching(/^schedule .* could not deliver .* not authorized to perform: states:StartExecution/),
    ]);
  });

  it('a rule brings its events to nobody', async () => {
    const stack = await without((resources) =>
      remove(resources, 'AWS::Lambda::Permission', (text) => text.includes('events.amazonaws.com')),
    );
    await ask(stack);
    expect(stack.problems.messages).toEqual([
      expect.stringMatching(
        /^rule MailFate could not .*User: events.amazonaws.com is not authorized to perform: lambda:InvokeFunction .*because no resource-based policy allows/,
      ),
    ]);
  });

  it('an API answers 500', async () => {
    const stack = await without((resources) =>
      remove(resources, 'AWS::Lambda::Permission', (text) => text.includes('/d/fixed')),
    );
    expect((await fetch(stack.localUrl('http://portal/d/secret'))).status).toBe(200);
    const refused = await fetch(stack.localUrl('http://portal/d/fixed'));
    expect([refused.status, await refused.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(stack.problems.messages).toEqual([
      expect.stringMatching(/^GET \/d\/fixed may not call .*User: apigateway.amazonaws.com is not authorized/),
    ]);
  });

  it('nothing is logged, which is said once and fails nothing, as on AWS', async () => {
    const stack = await without((resources) => {
      for (const [id, { Type, Properties }] of Object.entries(resources)) {
        if (Type === 'AWS::IAM::Role' && id.startsWith('MisbehaveServiceRole')) delete Properties.ManagedPolicyArns;
      }
    });
    const { name } = functionOf(stack, 'Misbehave');
    for (const _run of [1, 2]) expect(await stack.functions.invoke(name, {})).toHaveProperty('payload');
    expect(stack.problems.messages).toEqual([
      expect.stringMatching(/^Without logs or traces: User: .* not authorized to perform: logs:CreateLogStream/),
    ]);
  });
});

describe('what AWS would not make is not made here', () => {
  const trusting = (id: string, service: string) => (resources: TemplateResources) => {
    for (const [logicalId, { Properties }] of Object.entries(resources)) {
      if (!logicalId.startsWith(id) || !Properties.AssumeRolePolicyDocument) continue;
      const text = JSON.stringify(Properties.AssumeRolePolicyDocument);
      Properties.AssumeRolePolicyDocument = JSON.parse(text.replace(/\w+\.amazonaws\.com/, `${service}.amazonaws.com`));
    }
  };
  it.each([
    [
      'a function',
      trusting('AskServiceRole', 'states'),
      'The role defined for the function cannot be assumed by Lambda.',
    ],
    ['a machine', trusting('QuestionMachineRole', 'lambda'), 'is authorized to assume the provided role.'],
    ['a schedule', trusting('SchedulerRole', 'states'), 'must allow AWS EventBridge Scheduler to assume the role.'],
  ])('%s whose role trusts another service', async (_what, change, message) => {
    await expect(without(change)).rejects.toThrow(message);
  });

  it('what a policy says in a way that is not evaluated here', async () => {
    const stop = without((resources) => {
      for (const { Type, Properties } of Object.values(resources)) {
        if (Type !== 'AWS::IAM::Policy') continue;
        const { Statement } = Properties.PolicyDocument as { Statement: Record<string, unknown>[] };
        for (const statement of Statement) statement.Condition = { DateLessThan: { 'aws:CurrentTime': '2027-01-01' } };
      }
    });
    await expect(stop).rejects.toThrow('does not know the condition operator DateLessThan of a policy (small-work/');
  });
});

it('what was of use is on record, and what was not is missing there', async () => {
  const stack = await without(() => {});
  const { guard, tableName, deployment } = stack;
  await ask(stack);
  const [table] = deployment.ofType('AWS::DynamoDB::GlobalTable').filter(({ name }) => name === tableName);
  const used = (action: string) =>
    guard.used.has(roleOf(stack, 'AskServiceRole'), { action, resource: table?.arn ?? '' });
  expect(['dynamodb:PutItem', 'dynamodb:DeleteItem'].map(used)).toEqual([true, false]);
});
