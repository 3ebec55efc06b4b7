import { Duration, Stack } from 'aws-cdk-lib';
import {
  CfnAlarm,
  ConcreteWidget,
  CustomWidget,
  Dashboard,
  type IWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ViewName } from '../lambdas/central-team/request.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { physicalName } from './names.ts';
import { workings } from './workings.ts';

interface OverviewDashboardProps {
  readonly settings: DeploymentSettings;
  readonly apiId: string;
  /** The function behind the tables: `show-overview`. */
  readonly overview: IFunction;
}

/** A dashboard is 24 columns wide. */
const WHOLE = 24;
const HALF = WHOLE / 2;

/**
 * What the central team looks at: first what has to be done, then the reviews, teams and mails, as tables with buttons;
 * below them the workings, for whoever keeps the software.
 */
export class OverviewDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { settings, apiId, overview }: OverviewDashboardProps) {
    const table = (view: ViewName, title: string, width: number, height: number): CustomWidget =>
      // Half-typed reasons would be lost whenever the widget is drawn again for a new size.
      new CustomWidget({
        functionArn: overview.functionArn,
        title,
        params: { view },
        width,
        height,
        updateOnResize: false,
      });
    super(scope, id, {
      dashboardName: physicalName(settings, 'overview'),
      defaultInterval: Duration.days(14),
      widgets: [
        [table('today', 'This morning', HALF, 13), table('review', 'One review', HALF, 13)],
        [table('waiting', 'What waits on whom, and since when', WHOLE, 13)],
        [table('reviews', 'Reviews by week and stage', 14, 11), table('teams', 'Teams that are not complete', 10, 11)],
        [
          table('undelivered', 'Mails that were not delivered', HALF, 8),
          table('training', 'Training sessions', HALF, 8),
        ],
        [heading('## The workings\nFor whoever keeps the software. What to do when an alarm is red: docs/runbook.md.')],
        [new AlarmsOfStage(scope, settings)],
        ...workings(scope, settings, apiId),
      ],
    });
  }
}

const heading = (markdown: string): IWidget => new TextWidget({ markdown, width: WHOLE, height: 2 });

/** Every alarm of the stage with its present state. It looks for them when all stacks are complete. */
class AlarmsOfStage extends ConcreteWidget {
  readonly #scope: Construct;
  readonly #prefix: string;

  constructor(scope: Construct, settings: DeploymentSettings) {
    super(WHOLE, 5);
    this.#scope = scope;
    this.#prefix = physicalName(settings, '');
  }

  override toJson(): object[] {
    const names = this.#scope.node.root.node
      .findAll()
      .flatMap((one) => (one instanceof CfnAlarm && one.alarmName?.startsWith(this.#prefix) ? [one.alarmName] : []));
    // The ARN is made from the name: a reference would tie this stack to every other one.
    const alarms = names.map((name) =>
      Stack.of(this.#scope).formatArn({ service: 'cloudwatch', resource: `alarm:${name}` }),
    );
    const { width, height, x, y } = this;
    return [{ type: 'alarm', width, height, x, y, properties: { title: 'Alarms', alarms } }];
  }
}
