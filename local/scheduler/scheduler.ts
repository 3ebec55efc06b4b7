import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import type { Targets } from '../delivery/targets.ts';
import { sessionOf, underRole } from '../iam/permissions.ts';
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

/** The one entry in the clock's queue that a schedule has. */
interface Next {
  cancel(): void;
}

const whereOf = ({ stack, logicalId }: Resource): string => `${stack}/${logicalId}`;

/** EventBridge Scheduler on the virtual clock: every schedule of the deployment, in its own time zone. */
export class Scheduler {
  readonly #clock: Clock;
  readonly #targets: Targets;
  readonly #nextId: NextId;
  /** Armed schedules by resource: what the template says of each, and how to take it back. */
  readonly #armed = new Map<string, { readonly said: string; disarm(): void }>();

  constructor(deployment: Deployment, clock: Clock, targets: Targets, seed: number) {
    this.#clock = clock;
    this.#targets = targets;
    this.#nextId = createIds(seed, 'schedules');
    this.deploy(deployment);
  }

  /** Takes the schedules of a release. One that has not changed goes on as it was. */
  deploy(deployment: Deployment): void {
    const resources = new Map(
      deployment.ofType('AWS::Scheduler::Schedule').map((resource) => [whereOf(resource), resource]),
    );
    for (const [where, { said, disarm }] of this.#armed) {
      const now = resources.get(where);
      if (now && JSON.stringify(now.properties) === said) {
        resources.delete(where);
      } else {
        disarm();
        this.#armed.delete(where);
      }
    }
    for (const resource of resources.values()) this.#arm(resource);
  }

  #arm(resource: Resource): void {
    const where = whereOf(resource);
    const parsed = scheduleSchema.safeParse(resource.properties);
    if (!parsed.success) throw new UnsupportedLocally(`this schedule: ${z.prettifyError(parsed.error)}`, where);
    const schedule: Schedule = { ...parsed.data, resource };
    if (schedule.State === 'DISABLED') return;
    this.#targets.require(schedule.Target.Arn, where);
    const now = this.#clock.now();
    const start = schedule.StartDate === undefined ? now : Date.parse(schedule.StartDate);
    const { ScheduleExpression, ScheduleExpressionTimezone } = schedule;
    const recurrence = parseScheduleExpression(ScheduleExpression, ScheduleExpressionTimezone, start);
    const next: Next = { cancel: () => {} };
    this.#await(schedule, recurrence, Math.max(now, start - 1), next);
    this.#armed.set(where, { said: JSON.stringify(resource.properties), disarm: () => next.cancel() });
  }

  #await(schedule: Schedule, recurrence: Recurrence, after: number, next: Next): void {
    const due = recurrence.next(after);
    if (due === undefined || (schedule.EndDate !== undefined && due > Date.parse(schedule.EndDate))) return;
    next.cancel = this.#clock.schedule(due, () => {
      this.#await(schedule, recurrence, due, next);
      this.#fire(schedule, due);
    });
  }

  #fire({ resource, Target }: Schedule, due: number): void {
    const scheduledTime = new Date(due).toISOString().replace(/\.\d+Z$/, 'Z');
    this.#targets.send({
      by: underRole(Target.RoleArn, sessionOf(resource.arn)),
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
