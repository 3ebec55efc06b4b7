import type { Clock } from '../clock.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import type { Functions } from '../functions/functions.ts';
import { functionNameOf } from '../functions/settings.ts';
import type { Principal } from '../iam/decide.ts';
import type { Guard } from '../iam/guard.ts';
import { underRole } from '../iam/permissions.ts';
import type { Problems } from '../problems.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { failedEventsOf } from './failed-events.ts';
import type { Topics } from './topics.ts';

/** Something that a rule or a schedule wants done, with nobody waiting for the result. */
export interface Delivery {
  /** Who brings it; nobody where whoever called has been let pass already. */
  readonly by: Principal | undefined;
  readonly targetArn: string;
  /** JSON text; made anew for each attempt, since EventBridge Scheduler tells the target which attempt it is. */
  input(attempt: number): string;
  readonly retryAttempts: number;
  readonly maxAgeSeconds: number;
  readonly deadLetterArn: string | undefined;
  /** The rule or schedule, for messages. */
  readonly sender: string;
}

/** A delivery that nobody took, as it would lie in the dead-letter queue. */
export interface DeadLetter {
  readonly queueArn: string;
  readonly body: string;
  readonly at: number;
  readonly reason: string;
}

export interface TargetsOptions {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly functions: Functions;
  readonly guard: Guard;
  readonly problems: Problems;
  readonly topics: Topics;
  /** Hears how many messages lie in a dead-letter queue, whenever one is put there. */
  onDeadLetter?(queueName: string, messages: number): void;
  /** Starts an execution with a generated name; throws what the API would answer. */
  startExecution(stateMachineArn: string, input: string): Promise<void>;
}

/** What nobody took, on its way to a queue. */
export interface SetAside extends Pick<Delivery, 'by' | 'targetArn' | 'deadLetterArn' | 'sender'> {
  readonly body: string;
  readonly reason: string;
}

const FIRST_RETRY_MS = 60_000;
/** Lambda tries a failed event again after one minute and after two more (Lambda developer guide, 'Asynchronous'). */
const LAMBDA_RETRY_MS = [60_000, 120_000];
/** An event of a function that has no room or is not ready stays in its queue: tried again after 1 s, at most 5 minutes, for 6 hours (ibid.). */
const LAMBDA_REFUSED_MS = 1_000;
const LAMBDA_REFUSED_MOST_MS = 300_000;
const LAMBDA_MAX_AGE_MS = 6 * 3_600_000;

/** What a target has to allow whoever brings it something. */
const DELIVERY_ACTIONS: Readonly<Record<string, string>> = {
  lambda: 'lambda:InvokeFunction',
  states: 'states:StartExecution',
  sns: 'sns:Publish',
};

/** Delivers to functions, state machines and topics as EventBridge does: retried, then put into a dead-letter queue. */
export class Targets {
  readonly deadLetters: DeadLetter[] = [];
  readonly #options: TargetsOptions;
  #deployment: Deployment;

  constructor(options: TargetsOptions) {
    this.#options = options;
    this.#deployment = options.deployment;
  }

  /** Takes the targets of a release. */
  deploy(deployment: Deployment): void {
    this.#deployment = deployment;
  }

  /** @throws UnsupportedLocally at start when nothing here can take what the ARN stands for. */
  require(targetArn: string, sender: string): void {
    const service = targetArn.split(':')[2];
    if (service === 'lambda' && this.#options.functions.find(targetArn)) return;
    if (service === 'states' && this.#hasResource(targetArn)) return;
    if (service === 'sns' && this.#options.topics.has(targetArn)) return;
    throw new UnsupportedLocally(`the target ${targetArn}`, sender);
  }

  /** Delivers now, in virtual time; the clock waits for each attempt but not for the pauses between them. */
  send(delivery: Delivery): void {
    const service = delivery.targetArn.split(':')[2] ?? 'lambda';
    const { by, targetArn: resource } = delivery;
    const refusal = by && this.#options.guard.refusal(by, { action: DELIVERY_ACTIONS[service] ?? '', resource });
    // What lacks the right is not tried again (EventBridge user guide, 'Using dead-letter queues').
    if (refusal !== undefined) this.#giveUp(delivery, delivery.by, delivery.deadLetterArn, refusal);
    else if (service === 'lambda') this.#background(this.#invoke(delivery));
    else if (service === 'states') this.#background(this.#start(delivery, this.#options.clock.now(), 1));
    else if (service === 'sns') this.#background(this.#options.clock.during(this.#publish(delivery)));
  }

  /** Lambda's asynchronous invocation. */
  sendToFunction(functionArn: string, event: string, sender: string): void {
    const input = () => event;
    const once = { retryAttempts: 0, maxAgeSeconds: 0, deadLetterArn: undefined };
    this.send({ ...once, by: undefined, targetArn: functionArn, input, sender });
  }

  async #invoke(delivery: Delivery, retry = 0, since = this.#options.clock.now(), refused = 0): Promise<void> {
    const { clock, functions } = this.#options;
    const event: unknown = JSON.parse(delivery.input(retry + 1));
    const result = await functions.invoke(delivery.targetArn, event);
    if (!('error' in result)) return;
    if (result.error.errorType.startsWith('Lambda.') && clock.now() < since + LAMBDA_MAX_AGE_MS) {
      const pause = Math.min(LAMBDA_REFUSED_MOST_MS, LAMBDA_REFUSED_MS * 2 ** refused);
      clock.schedule(clock.now() + pause, () => this.#background(this.#invoke(delivery, retry, since, refused + 1)));
      return;
    }
    const name = functionNameOf(delivery.targetArn);
    const { retries, queueArn } = failedEventsOf(name, this.#deployment);
    const pause = retry < retries ? LAMBDA_RETRY_MS[retry] : undefined;
    if (pause === undefined) {
      const role = functions.find(name)?.roleArn;
      const reason = `${result.error.errorType}: ${result.error.errorMessage}`;
      this.#giveUp(delivery, role === undefined ? undefined : underRole(role, name), queueArn, reason);
    } else {
      clock.schedule(clock.now() + pause, () => this.#background(this.#invoke(delivery, retry + 1, since)));
    }
  }

  async #start(delivery: Delivery, since: number, attempt: number): Promise<void> {
    const { clock, startExecution } = this.#options;
    try {
      await clock.during(startExecution(delivery.targetArn, delivery.input(attempt)));
    } catch (error) {
      const next = clock.now() + FIRST_RETRY_MS * 2 ** (attempt - 1);
      if (attempt > delivery.retryAttempts || next > since + delivery.maxAgeSeconds * 1000) {
        this.#giveUp(delivery, delivery.by, delivery.deadLetterArn, String(error));
      } else {
        clock.schedule(next, () => this.#background(this.#start(delivery, since, attempt + 1)));
      }
    }
  }

  /** A topic that fails is not tried again here; nor is a mail that its server refuses. */
  async #publish(delivery: Delivery): Promise<void> {
    const { topics } = this.#options;
    try {
      const message = delivery.input(1);
      for (const { reason, queueArn } of await topics.publish(delivery.targetArn, message)) {
        const sourceArn = delivery.targetArn;
        this.#giveUp(delivery, { kind: 'service', service: 'sns.amazonaws.com', sourceArn }, queueArn, reason);
      }
    } catch (error) {
      this.#giveUp(delivery, delivery.by, delivery.deadLetterArn, String(error));
    }
  }

  /** @param by who puts it into the queue, which has to allow that. */
  #giveUp(delivery: Delivery, by: Principal | undefined, queueArn: string | undefined, reason: string): void {
    const body = delivery.input(delivery.retryAttempts + 1);
    this.setAside({ ...delivery, by, deadLetterArn: queueArn, body, reason });
  }

  /** Says that something could not be delivered, and puts it into its queue, as `by`, which the queue has to allow. */
  setAside({ by, targetArn, deadLetterArn: queueArn, sender, body, reason }: SetAside): void {
    const { clock, guard, problems } = this.#options;
    problems.report(`${sender} could not deliver to ${targetArn}: ${reason}`);
    if (queueArn === undefined) return;
    const refusal = by && guard.refusal(by, { action: 'sqs:SendMessage', resource: queueArn });
    if (refusal !== undefined) {
      problems.report(`${sender} lost what it could not deliver: ${refusal}`);
      return;
    }
    this.deadLetters.push({ queueArn, body, at: clock.now(), reason });
    const waiting = this.deadLetters.filter((letter) => letter.queueArn === queueArn);
    this.#options.onDeadLetter?.(queueArn.split(':').at(-1) ?? '', waiting.length);
  }

  #background(work: Promise<void>): void {
    work.catch((error: unknown) => this.#options.problems.report(String(error)));
  }

  #hasResource(arn: string): boolean {
    return this.#deployment.resources.some((resource) => resource.arn === arn);
  }
}
