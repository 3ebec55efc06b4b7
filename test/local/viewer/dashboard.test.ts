import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import type { Deployment, Resource } from '../../../local/cloudformation/deployment.ts';
import type { Functions } from '../../../local/functions/functions.ts';
import type { Alarms } from '../../../local/metrics/alarms.ts';
import { Metrics } from '../../../local/metrics/metrics.ts';
import { type Dashboard, dashboardsOf } from '../../../local/viewer/dashboard/body.ts';
import { callWidget } from '../../../local/viewer/dashboard/call.ts';
import type { DashboardParts } from '../../../local/viewer/dashboard/dashboard-parts.ts';
import { dashboardPage } from '../../../local/viewer/dashboard/page.ts';

const NOW = Date.parse('2026-11-10T09:00:00Z');
const SHOW = 'arn:aws:lambda:eu-west-2:000000000000:function:show-overview';
const STEER = 'arn:aws:lambda:eu-west-2:000000000000:function:steer-review';
const place = { x: 0, y: 0, width: 12, height: 6 };

const body = (...widgets: readonly object[]): Deployment =>
  ({
    ofType: () =>
      [
        {
          name: 'overview',
          stack: 'operations',
          logicalId: 'Dashboard',
          properties: { DashboardBody: JSON.stringify({ widgets }) },
        },
      ] as unknown as Resource[],
  }) as unknown as Deployment;

const table = { ...place, type: 'custom', properties: { title: 'Late', endpoint: SHOW, params: { view: 'late' } } };

interface Called {
  readonly name: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** The parts of a stack whose functions answer `answer`, and what they were called with. */
function parts(answer: unknown, dashboards: readonly Dashboard[]) {
  const called: Called[] = [];
  const clock = new VirtualClock(NOW);
  const made = {
    clock,
    metrics: new Metrics(clock),
    alarms: {
      all: [{ name: 'portal-fails', description: 'People get an error page.', state: 'ALARM' }],
    } as unknown as Alarms,
    machines: [{ name: 'review', arn: 'arn:aws:states:eu-west-2:000000000000:stateMachine:peer-review-local-review' }],
    functions: {
      find: (name: string) => ([SHOW, STEER].includes(name) ? { name } : undefined),
      invoke: async (name: string, event: Called['event']) => {
        called.push({ name, event });
        return { payload: JSON.stringify(answer) };
      },
    } as unknown as Functions,
    dashboards: () => dashboards,
  } as unknown as DashboardParts;
  return { made, called };
}

const call = (more: object = {}) => ({ dashboard: 'overview', widget: 0, forms: {}, ...more });

describe('a widget', () => {
  const dashboards = dashboardsOf(body(table));

  it('is called with its own parameters, and the virtual clock as its now', async () => {
    const { made, called } = parts('<p>Nothing is late.</p>', dashboards);
    expect(await callWidget(call(), made)).toBe('<p>Nothing is late.</p>');
    expect(called).toEqual([
      {
        name: SHOW,
        event: {
          view: 'late',
          widgetContext: expect.objectContaining({
            timeRange: expect.objectContaining({ end: NOW }),
            forms: { all: {} },
            params: { view: 'late' },
          }),
        },
      },
    ]);
  });

  it('calls what its button names with the button’s payload and the fields of the widget', async () => {
    const { made, called } = parts('<p>Done.</p>', dashboards);
    await callWidget(call({ endpoint: STEER, payload: { act: 'remind' }, forms: { 'reason.q1': 'x' } }), made);
    expect(called[0]).toMatchObject({
      ...{ name: STEER, event: { act: 'remind', widgetContext: { forms: { all: { 'reason.q1': 'x' } } } } },
    });
    expect(called[0]?.event).not.toHaveProperty('view');
  });

  it('cannot call what is no function of the deployment', async () => {
    const { made, called } = parts('', dashboards);
    expect(await callWidget(call({ endpoint: 'arn:aws:lambda:eu-west-2:1:function:<b>' }), made)).toContain(
      'no function',
    );
    expect(called).toEqual([]);
  });

  it('loses what the console takes out of it, and leads to executions here', async () => {
    const link = 'https://x.console.aws.amazon.com/#/arn:aws:states:x:1:execution:peer-review-local-review:qar-2026-1';
    const html = `<p onclick="a()">Text<script>b()</script></p><iframe></iframe><a href="javascript:c()">x</a><a href="${link}">y</a>`;
    const { made } = parts(html, dashboards);
    expect(await callWidget(call(), made)).toBe(
      '<p>Text</p><a>x</a><a href="/_local/executions/review/qar-2026-1">y</a>',
    );
  });

  it('shows as it is whatever is no HTML', async () => {
    const { made } = parts({ done: true }, dashboards);
    expect(await callWidget(call(), made)).toBe('<pre>{\n  "done": true\n}</pre>');
  });
});

describe('the page of a dashboard', () => {
  it('shows tables, alarms that are red, and graphs as numbers', async () => {
    const errors = ['AWS/Lambda', 'Errors', 'FunctionName', 'offer-dates', { label: 'offer-dates' }];
    const dashboards = dashboardsOf(
      body(
        table,
        {
          ...place,
          type: 'alarm',
          properties: { title: 'Alarms', alarms: ['arn:aws:cloudwatch:x:1:alarm:portal-fails'] },
        },
        { ...place, type: 'metric', properties: { title: 'Errors', metrics: [errors, ['AWS/Lambda', 'Errors']] } },
        { ...place, type: 'text', properties: { markdown: '## The workings\nFor <keepers>.' } },
      ),
    );
    const { made } = parts('<p>Nothing is late.</p>', dashboards);
    made.metrics.put({ namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: 'offer-dates' } }, 2);
    made.metrics.put({ namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: 'offer-dates' } }, 3);
    const [dashboard] = dashboards;
    const html = String(dashboard && (await dashboardPage(dashboard, made)));
    expect(html).toContain('<p>Nothing is late.</p>');
    expect(html).toContain('portal-fails: People get an error page.');
    expect(html).toContain('<td>offer-dates</td><td>3</td><td>5</td>');
    expect(html).toContain('1 of 2 lines have no value');
    expect(html).toContain('<h2>The workings</h2><p>For &lt;keepers&gt;.</p>');
  });

  it('of a widget that is not known stops with a message that names it', () => {
    expect(() => dashboardsOf(body({ ...place, type: 'explorer', properties: {} }))).toThrow(/operations\/Dashboard/);
  });
});
