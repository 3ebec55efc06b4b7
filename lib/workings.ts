/** The graphs of what runs underneath: executions, functions, what could not be delivered, mails, the portal. */
import { Duration } from 'aws-cdk-lib';
import { GraphWidget, type IMetric, type IWidget, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from './deployment-settings.ts';
import { functionNames } from './functions.ts';
import { machineNames } from './machines.ts';
import { machineArn, physicalName } from './names.ts';

/** Rows of graphs, for a dashboard. */
export function workings(scope: Construct, settings: DeploymentSettings, apiId: string): IWidget[][] {
  const ofMachines = (metricName: string): Metric[] =>
    machineNames.map((name) =>
      hourly('AWS/States', metricName, { StateMachineArn: machineArn(scope, settings, name) }).with({
        label: `${name} ${metricName.replace('Executions', '').toLowerCase()}`,
      }),
    );
  const ofFunctions = (metricName: string, statistic = 'Sum'): Metric[] =>
    functionNames.map((name) =>
      hourly('AWS/Lambda', metricName, { FunctionName: physicalName(settings, name) }, statistic).with({ label: name }),
    );
  const ofPortal = (metricName: string, statistic: string): Metric =>
    hourly('AWS/ApiGateway', metricName, { ApiId: apiId }, statistic);
  const ofMail = (metricName: string): Metric =>
    hourly('AWS/SES', metricName, { 'ses:configuration-set': physicalName(settings, 'mail') }, 'Average');
  return [
    [
      graph('Executions started', ofMachines('ExecutionsStarted')),
      graph('Executions that failed or were stopped', [
        ...ofMachines('ExecutionsFailed'),
        ...ofMachines('ExecutionsTimedOut'),
        ...ofMachines('ExecutionsAborted'),
      ]),
    ],
    [
      graph('Functions: errors', ofFunctions('Errors')),
      graph('Functions: calls refused for want of capacity', ofFunctions('Throttles')),
    ],
    [
      graph('Functions: milliseconds, slowest in a hundred', ofFunctions('Duration', 'p99')),
      graph('What could not be delivered', undelivered(scope, settings)),
    ],
    [
      graph('Mails of the whole account', ['Send', 'Delivery', 'Bounce', 'Complaint'].map(ofAccount)),
      graph('Mail: share that bounces or is complained about', [
        ofMail('Reputation.BounceRate'),
        ofMail('Reputation.ComplaintRate'),
      ]),
    ],
    [
      graph('Portal: requests and refusals', [
        ofPortal('Count', 'Sum'),
        ofPortal('4xx', 'Sum'),
        ofPortal('5xx', 'Sum'),
      ]),
      graph('Portal: milliseconds, slowest in a hundred', [ofPortal('Latency', 'p99')]),
    ],
  ];
}

/** Each queue of what could not be delivered: it ought to be empty. */
function undelivered(scope: Construct, settings: DeploymentSettings): Metric[] {
  const names = scope.node.root.node
    .findAll()
    .flatMap((one) => (one instanceof CfnQueue && one.queueName !== undefined ? [one.queueName] : []))
    .filter((name) => name.startsWith(physicalName(settings, '')));
  return names.map((name) =>
    hourly('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: name }, 'Maximum').with({
      label: name.replace(physicalName(settings, ''), ''),
    }),
  );
}

/** SES counts its mails for the account alone; what became of ours is in the table, and in the dashboard above. */
const ofAccount = (metricName: string): Metric => hourly('AWS/SES', metricName, {});

const hourly = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic = 'Sum',
): Metric => new Metric({ namespace, metricName, dimensionsMap, statistic, period: Duration.hours(1) });

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12 });
