import { AwsError } from '../endpoint/aws-error.ts';
import type { Principal } from './decide.ts';
import type { Refusal } from './permissions.ts';

/** How a service answers a refused call, where that is not `AccessDeniedException` with the status 400. */
const ANSWERS: Readonly<Record<string, { readonly name: string; readonly status: number }>> = {
  lambda: { name: 'AccessDeniedException', status: 403 },
  ses: { name: 'AccessDenied', status: 403 },
};

/** What AWS answers a call that is not allowed, in the words of the service. */
export function accessDenied(refusal: Refusal): AwsError {
  const service = refusal.action.split(':')[0] ?? '';
  const { name, status } = ANSWERS[service] ?? { name: 'AccessDeniedException', status: 400 };
  return new AwsError(name, refusalMessage(refusal), status);
}

/** `User: arn:... is not authorized to perform: dynamodb:Scan on resource: arn:... because no ...`. */
export function refusalMessage({ principal, action, resource, reason }: Refusal): string {
  const who = nameOf(principal);
  // SES has kept an older wording, quotation marks included.
  if (action.startsWith('ses:'))
    return `User \`${who}' is not authorized to perform \`${action}' on resource \`${resource}'`;
  return `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}

function nameOf(principal: Principal): string {
  if (principal.kind === 'service') return principal.service;
  const [, , , , account, role = ''] = principal.roleArn.split(':');
  return `arn:aws:sts::${account}:assumed-role/${role.split('/').at(-1)}/${principal.session}`;
}
