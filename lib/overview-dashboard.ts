import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from './deployment-settings.ts';
import { functionNames } from './functions.ts';
import { machineNames } from './machines.ts';
import { machineArn, physicalName } from './names.ts';

interface OverviewDashboardProps {
  readonly settings: DeploymentSettings;
  readonly apiId: string;
}

/** What the central team looks at. */
export class OverviewDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { settings, apiId }: OverviewDashboardProps) {
    const ofMachines = (metricName: string): Metric[] =>
      machineNames.map((name) =>
        hourly('AWS/States', metricName, { StateMachineArn: machineArn(scope, settings, name) }).with({
          label: `${name} ${metricName.replace('Executions', '').toLowerCase()}`,
        }),
      );
    const ofFunctions = (metricName: string): Metric[] =>
      functionNames.map((name) =>
        hourly('AWS/Lambda', metricName, { FunctionName: physicalName(settings, name) }).with({ label: name }),
      );
    const ofPortal = (metricName: string, statistic: string): Metric =>
      hourly('AWS/ApiGateway', metricName, { ApiId: apiId }, statistic);
    const reputation = (metricName: string): Metric =>
      hourly('AWS/SES', metricName, { 'ses:configuration-set': physicalName(settings, 'mail') }, 'Average');
    super(scope, id, {
      dashboardName: physicalName(settings, 'overview'),
      defaultInterval: Duration.days(14),
      widgets: [
        [
          graph('Executions started', ofMachines('ExecutionsStarted')),
          graph('Executions failed', [
            ...ofMachines('ExecutionsFailed'),
            ...ofMachines('ExecutionsTimedOut'),
            ...ofMachines('ExecutionsAborted'),
          ]),
        ],
        [
          graph('Functions that failed', ofFunctions('Errors')),
          graph(
            'Portal: requests and refusals',
            ['Count', '4xx', '5xx'].map((name) => ofPortal(name, 'Sum')),
          ),
        ],
        [
          graph('Portal: milliseconds, slowest in a hundred', [ofPortal('Latency', 'p99')]),
          graph('Mail: share that bounces or is complained about', [
            reputation('Reputation.BounceRate'),
            reputation('Reputation.ComplaintRate'),
          ]),
        ],
      ],
    });
  }
}

const hourly = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic = 'Sum',
): Metric => new Metric({ namespace, metricName, dimensionsMap, statistic, period: Duration.hours(1) });

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12 });
