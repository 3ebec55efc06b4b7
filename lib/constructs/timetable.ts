import { Duration, RemovalPolicy, TimeZone } from 'aws-cdk-lib';
import {
  ContextAttribute,
  type CronOptionsWithTimezone,
  Schedule,
  ScheduleExpression,
  ScheduleGroup,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { DeploymentSettings } from '../deployment-settings.ts';
import { pascalCase } from '../letter-case.ts';
import { physicalName } from '../names.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface TimetableEntry {
  readonly name: string;
  /** What people notice when the start is missed. */
  readonly impact: string;
  /** In London's time, summer and winter. */
  readonly when: Omit<CronOptionsWithTimezone, 'timeZone'>;
}

/** What starts by the clock of London. Each execution learns the moment it was due, as `scheduledAt`. */
export class Timetable extends Construct {
  readonly #settings: DeploymentSettings;
  readonly #group: ScheduleGroup;

  constructor(scope: Construct, id: string, { settings }: { settings: DeploymentSettings }) {
    super(scope, id);
    this.#settings = settings;
    this.#group = new ScheduleGroup(this, 'Group', {
      scheduleGroupName: physicalName(settings, 'timetable'),
      removalPolicy: RemovalPolicy.DESTROY, // one that is left behind would be in the way of the stage's next deployment
    });
  }

  start(machine: StateMachine, { name, impact, when }: TimetableEntry): void {
    const settings = this.#settings;
    const id = pascalCase(name);
    new Schedule(this, id, {
      scheduleName: physicalName(settings, name),
      scheduleGroup: this.#group,
      description: `Without it: ${impact}`,
      schedule: ScheduleExpression.cron({ ...when, timeZone: TimeZone.EUROPE_LONDON }),
      target: new StepFunctionsStartExecution(machine, {
        input: ScheduleTargetInput.fromObject({ scheduledAt: ContextAttribute.scheduledTime }),
        retryAttempts: 20,
        // A start that comes later than this would send the morning's mails in the afternoon.
        maxEventAge: Duration.hours(4),
        deadLetterQueue: new DeadLetterQueue(this, `${id}Missed`, { settings, name: `${name}-start`, impact }),
      }),
    });
  }
}
