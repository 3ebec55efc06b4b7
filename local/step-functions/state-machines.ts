import type { StateMachineDefinition } from './definition/model.ts';
import { parseDefinition } from './definition/parse.ts';
import { StepFunctionsError } from './errors.ts';
import { checkArn, checkName } from './names.ts';
import type { CreateStateMachine, StateMachineDescription, Tag } from './types.ts';

export interface StateMachine {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly creationDate: number;
  text: string;
  definition: StateMachineDefinition;
  roleArn: string;
  revisionId: string | undefined;
  updateDate: number | undefined;
  tags: readonly Tag[];
}

export interface UpdateStateMachine {
  readonly stateMachineArn: string;
  readonly definition?: string;
  readonly roleArn?: string;
}

interface Surroundings {
  readonly region: string;
  readonly accountId: string;
  now(): number;
  newUuid(): string;
}

/** The state machines that exist. Running executions keep the definition they were started with. */
export class StateMachines {
  readonly #machines = new Map<string, StateMachine>();
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Creates a machine; creating the same one again changes nothing. Throws InvalidDefinition naming all that is wrong. */
  create(request: CreateStateMachine): StateMachine {
    checkName(request.name);
    const { type } = request as { type?: string };
    if (type !== undefined && type !== 'STANDARD') {
      throw new StepFunctionsError('StateMachineTypeNotSupported', `State machines of type ${type} are not supported`);
    }
    const definition = parsed(request.definition);
    const { region, accountId } = this.#surroundings;
    const stateMachineArn = `arn:aws:states:${region}:${accountId}:stateMachine:${request.name}`;
    const existing = this.#machines.get(stateMachineArn);
    if (existing) {
      if (existing.text === request.definition && existing.roleArn === request.roleArn) return existing;
      throw new StepFunctionsError('StateMachineAlreadyExists', `State Machine Already Exists: '${stateMachineArn}'`);
    }
    const machine: StateMachine = {
      stateMachineArn,
      name: request.name,
      creationDate: this.#surroundings.now(),
      text: request.definition,
      definition,
      roleArn: request.roleArn,
      revisionId: undefined,
      updateDate: undefined,
      tags: request.tags ?? [],
    };
    this.#machines.set(stateMachineArn, machine);
    return machine;
  }

  update(request: UpdateStateMachine): StateMachine {
    const machine = this.get(request.stateMachineArn);
    if (request.definition === undefined && request.roleArn === undefined) {
      throw new StepFunctionsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified',
      );
    }
    if (request.definition !== undefined) {
      machine.definition = parsed(request.definition);
      machine.text = request.definition;
    }
    machine.roleArn = request.roleArn ?? machine.roleArn;
    machine.revisionId = this.#surroundings.newUuid();
    machine.updateDate = this.#surroundings.now();
    return machine;
  }

  /** The machine of an ARN, with or without a version or alias behind it. Throws StateMachineDoesNotExist. */
  get(stateMachineArn: string): StateMachine {
    checkArn(stateMachineArn, 'stateMachine');
    const machine = this.#machines.get(stateMachineArn.split(':').slice(0, 7).join(':'));
    if (machine) return machine;
    throw new StepFunctionsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
  }

  /** Deleting what is not there is no error, as on AWS. */
  delete(stateMachineArn: string): void {
    checkArn(stateMachineArn, 'stateMachine');
    this.#machines.delete(stateMachineArn);
  }

  all(): readonly StateMachine[] {
    return [...this.#machines.values()];
  }
}

export function describeMachine(machine: StateMachine): StateMachineDescription {
  return {
    stateMachineArn: machine.stateMachineArn,
    name: machine.name,
    definition: machine.text,
    roleArn: machine.roleArn,
    type: 'STANDARD',
    creationDate: machine.creationDate,
    status: 'ACTIVE',
    ...(machine.revisionId === undefined ? {} : { revisionId: machine.revisionId }),
  };
}

function parsed(text: string): StateMachineDefinition {
  const { definition, problems } = parseDefinition(text);
  if (!definition) throw new StepFunctionsError('InvalidDefinition', problems.summary);
  return definition;
}
