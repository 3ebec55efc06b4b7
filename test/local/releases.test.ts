import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { useSmallStack } from './fixtures/small-stack.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}
type Resources = Record<string, Resource>;

const small = useSmallStack();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The small app's assembly with another template of one of its stacks. */
function nextRelease(stack: 'small-work' | 'small-data', change: (resources: Resources) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'next-release-'));
  folders.push(folder);
  cpSync(small.cdkOut, folder, { recursive: true });
  const file = join(folder, `${stack}.template.json`);
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Resources };
  change(template.Resources);
  writeFileSync(file, JSON.stringify(template));
  return folder;
}

const all = (resources: Resources, type: string): Resource[] =>
  Object.values(resources).filter(({ Type }) => Type === type);
const only = (resources: Resources, type: string): Resource => {
  const [one] = all(resources, type);
  if (!one) throw new Error(`The small app has no ${type}.`);
  return one;
};

async function answerOf(id: string): Promise<unknown> {
  const name = small.stack.functions.all.find((each) => each.id === id)?.name ?? '';
  const result = await small.stack.functions.invoke(name, {});
  return 'payload' in result ? JSON.parse(result.payload) : result;
}

const until = (text: string) => ({ until: Date.parse(text) });

describe('the next release', () => {
  it('gives functions their new environment, and leaves those alone that have not changed', async () => {
    const { stack } = small;
    const warm = await answerOf('Restless');
    await stack.update(nextRelease('small-work', () => {}));
    expect(await answerOf('Restless')).toEqual(warm);
    await stack.update(
      nextRelease('small-work', (resources) => {
        for (const { Properties } of all(resources, 'AWS::Lambda::Function')) {
          const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
          Variables.TABLE_NAME = 'another';
        }
      }),
    );
    expect(await answerOf('Misbehave')).toMatchObject({ environment: { TABLE_NAME: 'another' } });
    expect(await answerOf('Restless')).not.toEqual(warm);
  });

  it('leaves running executions their definition, and gives the new one to those that start', async () => {
    const { stack } = small;
    const old = stack.startExecution('question', { name: 'old', input: { to: 'old@school.example' } });
    await stack.clock.run(until('2027-01-01T13:00:00Z'));
    await stack.update(
      nextRelease('small-work', (resources) => {
        const { Properties } = only(resources, 'AWS::StepFunctions::StateMachine');
        const text = JSON.stringify(Properties.DefinitionString).replaceAll('Nobody answered', 'Silence');
        Properties.DefinitionString = JSON.parse(text);
      }),
    );
    const fresh = stack.startExecution('question', { name: 'fresh', input: { to: 'fresh@school.example' } });
    await stack.clock.run(until('2027-01-03T13:00:00Z'));
    const lastState = (arn: string) =>
      stack.engine.history(arn).findLast(({ type }) => type.endsWith('StateEntered'))?.details?.name;
    expect([lastState(old), lastState(fresh)]).toEqual(['Nobody answered', 'Silence']);
    const drawn = stack.engine.graph(old).states.map(({ name }) => name);
    expect(drawn).toContain('Nobody answered');
  });

  it('changes schedules that differ, adds routes, and keeps the rows', async () => {
    const { stack } = small;
    const arn = stack.startExecution('question', { name: 'asked', input: { to: 'kept@school.example' } });
    await stack.clock.run(until('2027-01-01T13:00:00Z'));
    await stack.update(
      nextRelease('small-work', (resources) => {
        only(resources, 'AWS::Scheduler::Schedule').Properties.ScheduleExpression = 'cron(0 9 ? * MON-FRI *)';
        const route = only(resources, 'AWS::ApiGatewayV2::Route');
        resources.Another = { ...route, Properties: { ...route.Properties, RouteKey: 'POST /again/{secret}' } };
        const permission = Object.values(resources).find(
          ({ Type, Properties }) =>
            Type === 'AWS::Lambda::Permission' && JSON.stringify(Properties).includes('/d/{secret}'),
        );
        resources.AnotherPermission = JSON.parse(
          JSON.stringify(permission).replaceAll('/d/{secret}', '/again/{secret}'),
        );
      }),
    );
    const link = stack.localUrl('http://portal/again/kept@school.example');
    expect((await fetch(link, { method: 'POST', redirect: 'manual' })).status).toBe(303);
    await stack.clock.run(until('2027-01-05T12:00:00Z'));
    expect(stack.engine.describeExecution(arn).status).toBe('SUCCEEDED');
    const daily = stack.engine.listExecutions().filter(({ input }) => input.includes('daily'));
    expect(daily.map(({ startDate }) => startDate)).toEqual(
      ['2027-01-05T09:00:00Z', '2027-01-04T09:00:00Z'].map((at) => Date.parse(at)),
    );
    expect(stack.problems.messages).toEqual([]);
  });

  it.each([
    [
      'the key of a table',
      'small-data' as const,
      (resources: Resources) => {
        only(resources, 'AWS::DynamoDB::GlobalTable').Properties.GlobalSecondaryIndexes = [];
      },
      'a change of GlobalSecondaryIndexes of a table with rows',
    ],
    [
      'the name of a table',
      'small-data' as const,
      (resources: Resources) => {
        only(resources, 'AWS::DynamoDB::GlobalTable').Properties.TableName = 'another-table';
      },
      'the loss or replacement of the table',
    ],
    [
      'a machine that is running',
      'small-work' as const,
      (resources: Resources) => {
        only(resources, 'AWS::StepFunctions::StateMachine').Properties.StateMachineName = 'renamed';
      },
      'the removal of a machine with 1 running executions',
    ],
    [
      'a definition that AWS refuses',
      'small-work' as const,
      (resources: Resources) => {
        only(resources, 'AWS::StepFunctions::StateMachine').Properties.DefinitionString = '{}';
      },
      'StartAt',
    ],
  ])('that replaces %s is refused by name and changes nothing', async (_what, stackName, change, message) => {
    const { stack } = small;
    const arn = stack.startExecution('question', { name: 'first', input: { to: 'head@school.example' } });
    await stack.clock.run(until('2027-01-01T13:00:00Z'));
    const before = stack.deployment;
    await expect(stack.update(nextRelease(stackName, change))).rejects.toThrow(message);
    expect(stack.deployment).toBe(before);
    const link = stack.localUrl('http://portal/d/head@school.example');
    await fetch(link, { method: 'POST', redirect: 'manual' });
    await stack.clock.run(until('2027-01-01T14:00:00Z'));
    expect(stack.engine.describeExecution(arn).status).toBe('SUCCEEDED');
    expect(stack.machines.map(({ name }) => name)).toEqual(['question']);
  });
});
