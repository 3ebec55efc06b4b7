/** One thing wrong with a definition, in the shape of ValidateStateMachineDefinition. */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** Path such as `/States/Ask the head/Resource`. */
  readonly location: string;
}

/** Gathers what is wrong, so that one refusal names all of it. */
export class Problems {
  readonly all: Problem[] = [];

  schema(location: string, message: string): void {
    this.all.push({ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message, location });
  }

  report(code: string, location: string, message: string): void {
    this.all.push({ severity: 'ERROR', code, message, location });
  }

  /** The refusal as CreateStateMachine words it. */
  get summary(): string {
    const lines = this.all.map((problem) => `${problem.code}: ${problem.message} at ${problem.location}`);
    return `Invalid State Machine Definition: '${lines.join(', ')}'`;
  }
}
