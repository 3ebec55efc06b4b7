import { StepFunctionsError } from './errors.ts';

/** AWS's rule for names of state machines and executions: 1 to 80 characters, none of these. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\ufffe\uffff]/u;

/** Throws InvalidName when a name is not allowed. */
export function checkName(name: string): void {
  if (name.length < 1 || name.length > 80 || FORBIDDEN.test(name)) {
    throw new StepFunctionsError('InvalidName', `Invalid Name: '${name}'`);
  }
}

/** Throws InvalidArn when an ARN does not name a resource of the given kind. */
export function checkArn(arn: string, kind: 'stateMachine' | 'execution'): void {
  const [prefix, , service, , , type] = arn.split(':');
  if (prefix !== 'arn' || service !== 'states' || type !== kind) {
    throw new StepFunctionsError(
      'InvalidArn',
      `Invalid Arn: 'Resource type not valid in this context: ${type ?? arn}'`,
    );
  }
}
