import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import type { Targets } from '../delivery/targets.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import { sessionOf, underRole } from '../iam/permissions.ts';
import { createIds, type NextId } from '../ids.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { transformInput } from './input-transformer.ts';
import { matchesPattern } from './patterns.ts';

const targetSchema = z.strictObject({
  Arn: z.string(),
  Id: z.string(),
  RoleArn: z.string().optional(),
  Input: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .strictObject({ MaximumEventAgeInSeconds: z.number().optional(), MaximumRetryAttempts: z.number().optional() })
    .optional(),
});

const ruleSchema = z.object({
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});

const putEventsSchema = z.strictObject({
  Entries: z
    .array(
      z.strictObject({
        Source: z.string(),
        DetailType: z.string(),
        Detail: z.string(),
        EventBusName: z.string().default('default'),
        Resources: z.array(z.string()).default([]),
        Time: z.union([z.number(), z.string()]).optional(),
        TraceHeader: z.string().optional(),
      }),
    )
    .min(1)
    .max(10),
});

type Target = z.infer<typeof targetSchema>;

interface Rule {
  readonly id: string;
  readonly bus: string;
  readonly pattern: object;
  /** As whom EventBridge calls targets that have no role for it. */
  readonly principal: { readonly kind: 'service'; readonly service: string; readonly sourceArn: string };
  readonly targets: readonly Target[];
}

/** An event as rules see it. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
  readonly time: string;
  readonly [key: string]: unknown;
}

const DAY_SECONDS = 86_400;

/** EventBridge: the default bus and the deployment's own, with the rules on them. */
export class EventBuses {
  /** Every event that was put on a bus, oldest first. */
  readonly events: { readonly bus: string; readonly event: BusEvent }[] = [];

  /**
   * When an event is brought to its targets: so many milliseconds after it was put on the bus, once for each number. EventBridge brings
   * each at least once, and promises no time. Default: at once, and once.
   */
  deliveries: ((event: BusEvent) => readonly number[]) | undefined;

  #deployment: Deployment;
  readonly #clock: Clock;
  readonly #targets: Targets;
  readonly #nextId: NextId;
  #buses: ReadonlySet<string> = new Set();
  #rules: readonly Rule[] = [];

  constructor(deployment: Deployment, clock: Clock, targets: Targets, seed: number) {
    this.#deployment = deployment;
    this.#clock = clock;
    this.#targets = targets;
    this.#nextId = createIds(seed, 'events');
    this.deploy(deployment);
  }

  /** Takes the buses and rules of a release. */
  deploy(deployment: Deployment): void {
    this.#deployment = deployment;
    this.#buses = new Set(['default', ...deployment.ofType('AWS::Events::EventBus').map(({ name }) => name)]);
    this.#rules = deployment.ofType('AWS::Events::Rule').flatMap((resource) => readRule(resource, this.#targets));
  }

  /**
   * EventBridge `PutEvents`.
   *
   * @throws AwsError when there is no such bus or an event's detail is no JSON object.
   */
  putEvents(request: unknown): { FailedEntryCount: number; Entries: { EventId: string }[] } {
    const parsed = putEventsSchema.safeParse(request);
    if (!parsed.success) throw new AwsError('ValidationException', z.prettifyError(parsed.error));
    const Entries = parsed.data.Entries.map((entry) => {
      const bus = busName(entry.EventBusName);
      if (!this.#buses.has(bus)) throw new AwsError('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
      const { Source: source, DetailType, Detail, Resources: resources } = entry;
      const event = { source, 'detail-type': DetailType, resources, detail: parseDetail(Detail) };
      return { EventId: this.publish(bus, event) };
    });
    return { FailedEntryCount: 0, Entries };
  }

  /** Puts an event that a service made on a bus (name or ARN) and delivers it. Returns its id. */
  publish(busNameOrArn: string, event: object): string {
    const bus = busName(busNameOrArn);
    const id = this.#nextId();
    const time = new Date(this.#clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
    const { account, region } = this.#deployment;
    const whole = { version: '0', id, account, time, region, ...event } as unknown as BusEvent;
    this.events.push({ bus, event: whole });
    const now = this.#clock.now();
    for (const delay of this.deliveries?.(whole) ?? [0]) {
      if (delay === 0) this.#bring(bus, whole);
      else this.#clock.schedule(now + delay, () => this.#bring(bus, whole));
    }
    return id;
  }

  #bring(bus: string, event: BusEvent): void {
    for (const rule of this.#rules) {
      if (rule.bus === bus && matchesPattern(rule.pattern, event)) {
        for (const target of rule.targets) this.#deliver(rule, target, event);
      }
    }
  }

  #deliver(rule: Rule, target: Target, event: BusEvent): void {
    const text = target.InputTransformer
      ? transformInput(target.InputTransformer.InputPathsMap, target.InputTransformer.InputTemplate, event)
      : (target.Input ?? JSON.stringify(event));
    this.#targets.send({
      by:
        target.RoleArn === undefined ? rule.principal : underRole(target.RoleArn, sessionOf(rule.principal.sourceArn)),
      targetArn: target.Arn,
      input: () => text,
      retryAttempts: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      maxAgeSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds ?? DAY_SECONDS,
      deadLetterArn: target.DeadLetterConfig?.Arn,
      sender: `rule ${rule.id}`,
    });
  }
}

function readRule(resource: Resource, targets: Targets): Rule[] {
  const where = `${resource.stack}/${resource.logicalId}`;
  const parsed = ruleSchema.safeParse(resource.properties);
  if (!parsed.success) throw new UnsupportedLocally(`this rule: ${z.prettifyError(parsed.error)}`, where);
  const { EventBusName, EventPattern, State, Targets: list } = parsed.data;
  if (State === 'DISABLED') return [];
  for (const target of list) targets.require(target.Arn, where);
  matchesPattern(EventPattern, {}); // an unknown comparison is refused now, not when the first event comes
  const principal = { kind: 'service', service: 'events.amazonaws.com', sourceArn: resource.arn } as const;
  return [{ id: resource.id, bus: busName(EventBusName), pattern: EventPattern, principal, targets: list }];
}

function parseDetail(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('MalformedDetail', 'Detail is malformed.');
  }
}

/** The bus's name in its name or ARN. */
function busName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:event-bus\//, '');
}
