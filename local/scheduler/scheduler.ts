import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import type { Targets } from '../delivery/targets.ts';
import { createIds, type NextId } from '../ids.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { parseScheduleExpression, type Recurrence } from './expressions.ts';

const scheduleSchema = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  StartDate: z.string().optional(),
  EndDate: z.string().optional(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
    RetryPolicy: z
      .strictObject({ MaximumEventAgeInSeconds: z.number().optional(), MaximumRetryAttempts: z.number().optional() })
      .optional(),
  }),
});

type Schedule = z.infer<typeof scheduleSchema> & { readonly resource: Resource };

/** EventBridge Scheduler on the virtual clock: every schedule of the deployment, in its own time zone. */
export class Scheduler {
  readonly #clock: Clock;
  readonly #targets: Targets;
  readonly #nextId: NextId;

  constructor(deployment: Deployment, clock: Clock, targets: Targets, seed: number) {
    this.#clock = clock;
    this.#targets = targets;
    this.#nextId = createIds(seed, 'schedules');
    for (const resource of deployment.ofType('AWS::Scheduler::Schedule')) this.#arm(resource);
  }

  #arm(resource: Resource): void {
    const where = `${resource.stack}/${resource.logicalId}`;
    const parsed = scheduleSchema.safeParse(resource.properties);
    if (!parsed.success) throw new UnsupportedLocally(`this schedule: ${z.prettifyError(parsed.error)}`, where);
    const schedule = { ...parsed.data, resource };
    if (schedule.State === 'DISABLED') return;
    this.#targets.require(schedule.Target.Arn, where);
    const now = this.#clock.now();
    const start = schedule.StartDate === undefined ? now : Date.parse(schedule.StartDate);
    const { ScheduleExpression, ScheduleExpressionTimezone } = schedule;
    const recurrence = parseScheduleExpression(ScheduleExpression, ScheduleExpressionTimezone, start);
    this.#await(schedule, recurrence, Math.max(now, start - 1));
  }

  #await(schedule: Schedule, recurrence: Recurrence, after: number): void {
    const due = recurrence.next(after);
    if (due === undefined || (schedule.EndDate !== undefined && due > Date.parse(schedule.EndDate))) return;
    this.#clock.schedule(due, () => {
      this.#await(schedule, recurrence, due);
      this.#fire(schedule, due);
    });
  }

  #fire({ resource, Target }: Schedule, due: number): void {
    const scheduledTime = new Date(due).toISOString().replace(/\.\d+Z$/, 'Z');
    this.#targets.send({
      targetArn: Target.Arn,
      input: (attempt) =>
        Target.Input.replaceAll('<aws.scheduler.scheduled-time>', scheduledTime)
          .replaceAll('<aws.scheduler.schedule-arn>', resource.arn)
          .replaceAll('<aws.scheduler.execution-id>', () => this.#nextId())
          .replaceAll('<aws.scheduler.attempt-number>', String(attempt)),
      retryAttempts: Target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      maxAgeSeconds: Target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
      deadLetterArn: Target.DeadLetterConfig?.Arn,
      sender: `schedule ${resource.name}`,
    });
  }
}
