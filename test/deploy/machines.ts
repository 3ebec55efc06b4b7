/** The deployed state machines, through the API of Step Functions. */
import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  type ExecutionListItem,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { pascalCase } from '../../lib/letter-case.ts';
import type { MachineName } from '../../lib/machine-name.ts';
import { machineNames } from '../../lib/machines.ts';
import { definitionForEmulator } from './definition-for-emulator.ts';
import type { Deployed } from './deployed.ts';

export class Machines {
  readonly #client = new SFNClient({});
  readonly #deployed: Deployed;

  constructor(deployed: Deployed) {
    this.#deployed = deployed;
  }

  /** Puts each deployed definition in words that the emulator understands. */
  async translate(): Promise<void> {
    for (const name of machineNames) {
      const stateMachineArn = this.#arn(name);
      const { definition } = await this.#client.send(new DescribeStateMachineCommand({ stateMachineArn }));
      if (!definition) throw new Error(`The machine ${name} has no definition.`);
      const translated = definitionForEmulator(definition);
      await this.#client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: translated }));
    }
  }

  /** Starts an execution as the schedule would. */
  async start(name: MachineName, input: object): Promise<void> {
    const start = new StartExecutionCommand({ stateMachineArn: this.#arn(name), input: JSON.stringify(input) });
    await this.#client.send(start);
  }

  /** The names of executions that are under way. */
  async running(...names: readonly MachineName[]): Promise<readonly string[]> {
    const all = await this.#executions('RUNNING', names.length > 0 ? names : machineNames);
    return all.map(({ name }) => name ?? '');
  }

  /** @throws Error with the error and the cause of the first execution that failed. */
  async mustNotFail(): Promise<void> {
    const [failed] = await this.#executions('FAILED', machineNames);
    if (!failed) return;
    const { error, cause } = await this.#client.send(
      new DescribeExecutionCommand({ executionArn: failed.executionArn }),
    );
    throw new Error(`The execution ${failed.name} failed with ${error}: ${cause}`);
  }

  async #executions(statusFilter: 'RUNNING' | 'FAILED', names: readonly MachineName[]): Promise<ExecutionListItem[]> {
    const lists = await Promise.all(
      names.map((name) =>
        this.#client.send(new ListExecutionsCommand({ stateMachineArn: this.#arn(name), statusFilter })),
      ),
    );
    return lists.flatMap(({ executions }) => executions ?? []);
  }

  #arn(name: MachineName): string {
    return this.#deployed.output('workflow', `${pascalCase(name)}MachineArn`);
  }
}
