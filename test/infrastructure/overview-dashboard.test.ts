/** What the central team's dashboard is made of. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { VIEWS } from '../../lambdas/central-team/request.ts';
import { deploy, environmentsOf, everythingOf, rightsOf } from './support.ts';

const trial = deploy();
const all = everythingOf(trial);
const ofType = (type: string) => all.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

const Widget = z.object({
  type: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  properties: z.looseObject({
    endpoint: z.string().optional(),
    params: z.object({ view: z.string() }).optional(),
    alarms: z.array(z.string()).optional(),
    metrics: z.array(z.array(z.unknown())).optional(),
    updateOn: z.record(z.string(), z.boolean()).optional(),
  }),
});

/** The body with each reference in angle brackets. */
function body(): readonly z.infer<typeof Widget>[] {
  const [dashboard] = ofType('AWS::CloudWatch::Dashboard');
  const { 'Fn::Join': join } = z
    .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) })
    .parse(dashboard?.DashboardBody);
  const text = join[1]
    .map((part) => (typeof part === 'string' ? part : `<${JSON.stringify(part).replace(/[^\w:]/g, '')}>`))
    .join('');
  return z.object({ widgets: z.array(Widget) }).parse(JSON.parse(text)).widgets;
}

const widgets = body();
const tables = widgets.filter(({ type }) => type === 'custom');

describe('the dashboard', () => {
  test('shows every view there is, each once, from the one function that reads; what is late opens from what waits', () => {
    const own = VIEWS.filter((view) => view !== 'late');
    expect(tables.map(({ properties }) => properties.params?.view).toSorted()).toEqual(own.toSorted());
    expect(new Set(tables.map(({ properties }) => properties.endpoint)).size).toBe(1);
    expect(tables[0]?.properties.endpoint).toContain('ShowOverview');
  });

  test('begins with what has to be done, and keeps what is typed when its size changes', () => {
    expect(tables[0]).toMatchObject({ x: 0, y: 0, properties: { params: { view: 'today' } } });
    expect(tables.map(({ properties }) => properties.updateOn?.resize)).toEqual(tables.map(() => false));
  });

  test('has every widget in a place of its own, within the 24 columns', () => {
    const taken = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, index) => `${x + (index % width)} ${y + Math.floor(index / width)}`),
    );
    expect(new Set(taken).size).toBe(taken.length);
    expect(Math.max(...widgets.map(({ x, width }) => x + width))).toBe(24);
  });

  test('shows the state of every alarm of the stage, as far as CloudWatch shows them', () => {
    const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []).map((arn) => arn.split(':alarm:')[1]);
    const alarms = ofType('AWS::CloudWatch::Alarm').map(({ AlarmName }) => AlarmName);
    expect(alarms.length).toBeGreaterThan(30);
    expect(shown.toSorted()).toEqual(alarms.toSorted());
    expect(shown.length).toBeLessThanOrEqual(100);
  });

  test('graphs every function, machine and queue', () => {
    const lines = widgets.flatMap(({ properties }) => properties.metrics ?? []).map((line) => JSON.stringify(line));
    for (const [type, name] of [
      ['AWS::Lambda::Function', 'FunctionName'],
      ['AWS::StepFunctions::StateMachine', 'StateMachineName'],
      ['AWS::SQS::Queue', 'QueueName'],
    ] as const) {
      const names = ofType(type).map((properties) => String(properties[name]));
      expect(names.length).toBeGreaterThan(3);
      expect(names.filter((one) => !lines.some((line) => line.includes(one)))).toEqual([]);
    }
  });
});

describe('the function behind its tables', () => {
  test('knows whom its buttons call and where executions are, and has no right to either', () => {
    const environment = environmentsOf(all, 'trial').get('show-overview');
    expect(Object.keys(environment ?? {})).toEqual(
      expect.arrayContaining(['STEER_REVIEW_ARN', 'REVIEW_EXECUTIONS_ARN']),
    );
    expect(JSON.stringify(environment?.STEER_REVIEW_ARN)).toContain(':function:peer-review-trial-steer-review"');
    expect(JSON.stringify(environment?.REVIEW_EXECUTIONS_ARN)).toContain(':execution:peer-review-trial-review"');
    expect(
      rightsOf(trial.operations, 'ShowOverview')
        .map(({ action }) => action)
        .filter((action) => !/^(dynamodb|logs|xray):/.test(action)),
    ).toEqual([]);
  });
});
