import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { DAILY_ROUND } from '../lambdas/calendar/daily-round.ts';
import { ConsoleUsers } from './constructs/console-users.ts';
import { TableListener } from './constructs/table-listener.ts';
import { Timetable } from './constructs/timetable.ts';
import { Workflow } from './constructs/workflow.ts';
import type { FunctionName } from './functions.ts';
import type { MachineName } from './machine-name.ts';
import { machines } from './machines.ts';
import { type Ground, placeFunction } from './place-function.ts';
import { machinePlaceholder } from './placeholders.ts';

/** The state machines, the functions they call, and the schedules that start what nobody else starts. */
export class WorkflowStack extends Stack {
  readonly #ground: Ground;
  readonly #functionArns = new Map<FunctionName, string>();
  readonly #machines = new Map<MachineName, Workflow>();

  constructor(scope: Construct, id: string, { ground, ...props }: StackProps & { ground: Ground }) {
    super(scope, id, props);
    this.#ground = ground;
    for (const name of Object.keys(machines) as MachineName[]) this.#machine(name);
    const steering = this.#functionArn('steer-review'); // called by the central team, and by no machine
    if (ground.settings.recordConsoleUsers) new ConsoleUsers(this, 'ConsoleUsers', { ground, functionArn: steering });

    new TableListener(this, 'ReviewEvents', {
      ground,
      listens: 'publish-events',
      rows: ['$review#review_1'],
      writes: ['INSERT', 'MODIFY'],
      undelivered: {
        name: 'review-events',
        impact: 'Whoever listens to what happens to reviews has not heard of some of it.',
      },
    });
    new TableListener(this, 'OfficeChanges', {
      ground,
      listens: 'pass-offices-on',
      rows: ['$member_1', '$hub_1'],
      writes: ['MODIFY'],
      undelivered: {
        name: 'office-changes',
        impact: 'What waited for somebody who has passed on an office was not passed on to whoever has it now.',
      },
    });

    const timetable = new Timetable(this, 'Timetable', { settings: ground.settings });
    const { month, day } = ground.settings.renewalOpens;
    timetable.start(this.#machine('annual-renewal'), {
      name: 'annual-renewal',
      impact: 'This year nobody has been asked to renew.',
      when: { minute: '0', hour: '9', day: `${day}W`, month: String(month) },
    });
    timetable.start(this.#machine('morning-round'), {
      name: 'morning-round',
      impact: 'Nobody got a reminder this morning.',
      // Every day, though it rests on days without work: an alarm hears by its silence that it was not started.
      when: { minute: DAILY_ROUND.slice(3), hour: String(Number(DAILY_ROUND.slice(0, 2))) },
    });
    timetable.start(this.#machine('weekly-digest'), {
      name: 'weekly-digest',
      impact: 'Nobody got the digest of this week.',
      // After Christmas the week's first working day is as late as a Wednesday; on the others the function does nothing.
      when: { minute: '0', hour: '7', weekDay: 'MON-WED' },
    });
  }

  /** A machine comes after those that it starts, whatever order the map is in. */
  #machine(name: MachineName): Workflow {
    const made = this.#machines.get(name);
    if (made) return made;
    const { impact, calls, starts = [], started = [], awaits = [] } = machines[name];
    const others = (names: readonly MachineName[]): Record<string, StateMachine> =>
      Object.fromEntries(names.map((other) => [other, this.#machine(other)]));
    const machine = new Workflow(this, {
      settings: this.#ground.settings,
      name,
      impact,
      definitionFile: `statemachines/${name}.asl.json`,
      functionArns: Object.fromEntries(calls.map((call) => [call, this.#functionArn(call)])),
      started: others(starts.filter((other) => other !== name)),
      startsItself: starts.includes(name),
      startedBefore: others(started),
      awaited: others(awaits),
    });
    this.#machines.set(name, machine);
    new CfnOutput(this, machinePlaceholder(name), {
      value: machine.stateMachineArn,
      description: `The state machine ${name}, to look at or to start by hand`,
    });
    return machine;
  }

  #functionArn(name: FunctionName): string {
    const arn = this.#functionArns.get(name) ?? placeFunction(this, name, this.#ground).functionArn;
    this.#functionArns.set(name, arn);
    return arn;
  }
}
