import { type Context, holds } from './conditions.ts';
import type { Statement } from './statement.ts';

/** One thing that somebody wants to do: an API call may come to several. */
export interface AccessRequest {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resources. */
  readonly resource: string;
  readonly context?: Context;
}

/** Who wants it: somebody under a role, or a service of AWS on behalf of one resource. */
export type Principal =
  | { readonly kind: 'role'; readonly roleArn: string; readonly session: string }
  | { readonly kind: 'service'; readonly service: string; readonly sourceArn: string };

/** The part of a statement that allowed something, as the policy has it. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

export type Decision =
  | { readonly allowed: true; readonly by: Grant; readonly policy: 'identity' | 'resource' }
  /** `reason` in the words of AWS's own messages. */
  | { readonly allowed: false; readonly reason: string };

/** The policies that have a say. */
export interface PolicySets {
  /** Of the caller's role. */
  readonly identity: readonly Statement[];
  /** On the resource itself. */
  readonly resource: readonly Statement[];
}

/**
 * IAM's decision within one account: what any statement denies is denied; otherwise one that allows it, on either side,
 * is enough; otherwise it is denied (IAM user guide, 'Policy evaluation logic').
 */
export function decide(request: AccessRequest, principal: Principal, policies: PolicySets): Decision {
  const context = contextOf(request, principal);
  const identity = policies.identity.filter((statement) => applies(statement, request, context));
  const resource = policies.resource.filter(
    (statement) => isAbout(statement, principal) && applies(statement, request, context),
  );
  const denies = ({ effect }: Statement): boolean => effect === 'Deny';
  if (identity.some(denies)) return { allowed: false, reason: 'with an explicit deny in an identity-based policy' };
  if (resource.some(denies)) return { allowed: false, reason: 'with an explicit deny in a resource-based policy' };
  const [own] = identity;
  if (own) return { allowed: true, by: grantOf(own, request), policy: 'identity' };
  const [others] = resource;
  if (others) return { allowed: true, by: grantOf(others, request), policy: 'resource' };
  const kind = principal.kind === 'role' ? 'identity' : 'resource';
  return { allowed: false, reason: `because no ${kind}-based policy allows the ${request.action} action` };
}

/** All calls go over TLS; a service says for which resource and account it calls. */
function contextOf({ context }: AccessRequest, principal: Principal): Context {
  const source =
    principal.kind === 'service'
      ? { 'aws:SourceArn': principal.sourceArn, 'aws:SourceAccount': principal.sourceArn.split(':')[4] ?? '' }
      : {};
  return { 'aws:SecureTransport': 'true', ...source, ...context };
}

function applies({ actions, resources, conditions }: Statement, { action, resource }: AccessRequest, context: Context) {
  return (
    actions.some((pattern) => pattern.matches(action)) &&
    resources.some((pattern) => pattern.matches(resource)) &&
    conditions.every((condition) => holds(condition, context))
  );
}

function isAbout({ principals }: Statement, principal: Principal): boolean {
  if (principals?.aws.includes('*')) return true;
  return principal.kind === 'role'
    ? principals?.aws.includes(principal.roleArn) === true
    : principals?.services.includes(principal.service) === true;
}

function grantOf({ actions, resources }: Statement, { action, resource }: AccessRequest): Grant {
  return {
    action: actions.find((pattern) => pattern.matches(action))?.text ?? '',
    resource: resources.find((pattern) => pattern.matches(resource))?.text ?? '',
  };
}
