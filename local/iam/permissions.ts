import { createHash } from 'node:crypto';
import type { Deployment } from '../cloudformation/deployment.ts';
import { type AccessRequest, type Decision, decide, type Principal } from './decide.ts';
import { type Policies, type Role, readPolicies } from './policies.ts';
import type { Statement } from './statement.ts';
import type { UsedGrants } from './used-grants.ts';

/** A call that may not be made. */
export interface Refusal extends AccessRequest {
  readonly principal: Principal;
  /** In AWS's words: `because no identity-based policy allows the dynamodb:Scan action`. */
  readonly reason: string;
}

const NOTHING: readonly Statement[] = [];

/** Decides by the policies of the release that runs who may do what, and keeps a record of what was made use of. */
export class Permissions {
  readonly used: UsedGrants;
  #policies: Policies;
  /** A play asks the same few hundred questions thousands of times. */
  readonly #decided = new Map<string, Decision>();

  /** @throws UnsupportedLocally naming the part of a policy that nobody evaluates here. */
  constructor(deployment: Deployment, used: UsedGrants) {
    this.used = used;
    this.#policies = readPolicies(deployment);
  }

  /** Takes the policies of a release. */
  deploy(deployment: Deployment): void {
    this.#policies = readPolicies(deployment);
    this.#decided.clear();
  }

  get roles(): ReadonlyMap<string, Role> {
    return this.#policies.roles;
  }

  /** The first of the requests that the principal may not make, if any. A call is refused as a whole. */
  refusal(principal: Principal, requests: readonly AccessRequest[]): Refusal | undefined {
    for (const request of requests) {
      const decision = this.#decide(principal, request);
      if (!decision.allowed) return { ...request, principal, reason: decision.reason };
    }
    return undefined;
  }

  /** Whether the trust policy of a role lets a service act under it on behalf of a resource. */
  mayAssume(roleArn: string, service: string, sourceArn: string): boolean {
    const role = this.#policies.roles.get(roleArn);
    if (!role) return false;
    const request = { action: 'sts:AssumeRole', resource: roleArn };
    return decide(request, { kind: 'service', service, sourceArn }, { identity: [], resource: role.trust }).allowed;
  }

  #decide(principal: Principal, request: AccessRequest): Decision {
    const who = principal.kind === 'role' ? principal.roleArn : `${principal.service} ${principal.sourceArn}`;
    const { action, resource, context } = request;
    const key = `${who} ${action} ${resource} ${context ? JSON.stringify(context) : ''}`;
    const known = this.#decided.get(key);
    if (known) return known;
    const role = principal.kind === 'role' ? this.#policies.roles.get(principal.roleArn) : undefined;
    const decision = decide(request, principal, {
      identity: role?.statements ?? NOTHING,
      resource: this.#policies.onResource.get(holderOf(resource)) ?? NOTHING,
    });
    if (decision.allowed && decision.policy === 'identity' && role) this.used.add(role.name, decision.by);
    this.#decided.set(key, decision);
    return decision;
  }
}

/** The resource whose policy speaks of another: an object's bucket. */
const holderOf = (resource: string): string =>
  resource.startsWith('arn:aws:s3:') ? resource.replace(/\/.*$/, '') : resource;

/** Somebody who acts under a role. A session's name is the function's name, or is made up by the service that assumes the role. */
export const underRole = (roleArn: string, session: string): Principal => ({ kind: 'role', roleArn, session });

/** A name such as services make up for their sessions; the same for the same text, so that plays repeat themselves. */
export const sessionOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('base64')
    .replace(/[^A-Za-z]/g, '')
    .slice(0, 32);
