/** An error of the Step Functions API, under the name that AWS gives it (`ExecutionAlreadyExists`). */
export class StepFunctionsError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** What else Retry and Catch know about an error besides its name. */
export interface ErrorTraits {
  /** The error came out of a task and was no timeout: `States.TaskFailed` covers it. */
  readonly ofTask?: boolean;
  /** A second name that covers it. */
  readonly alias?: string;
  /** No wildcard covers it: it is a defect of the machine itself. Always so for `States.Runtime`. */
  readonly terminal?: boolean;
}

/** The error that a state ended with: what Retry and Catch look at, and what the execution fails with. */
export class StateError extends Error {
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  readonly ofTask: boolean;
  readonly alias: string | undefined;
  readonly terminal: boolean;

  constructor(error: string | undefined, cause?: string, traits: ErrorTraits = {}) {
    super(cause ?? error ?? '');
    this.error = error;
    this.cause = cause;
    this.ofTask = traits.ofTask ?? false;
    this.alias = traits.alias;
    this.terminal = traits.terminal ?? error === 'States.Runtime';
  }
}

/** A field's expression that cannot be evaluated or gives what the field cannot take. */
export class EvaluationError extends Error {
  /** Path of the field (`Arguments/Payload`), missing when the state's input itself is at fault. */
  readonly location: string | undefined;

  constructor(location: string | undefined, reason: string) {
    super(reason);
    this.location = location;
  }
}
