import type { Deployment } from '../cloudformation/deployment.ts';
import type { Caller } from '../endpoint/caller.ts';
import type { Problems } from '../problems.ts';
import { accessRequests } from './api-requests.ts';
import type { Call } from './call.ts';
import { requireCreationRights } from './creation-rights.ts';
import type { AccessRequest, Principal } from './decide.ts';
import { Permissions, underRole } from './permissions.ts';
import { accessDenied, refusalMessage } from './refusal-error.ts';
import { RunningRights } from './running-rights.ts';
import { USED_GRANTS_FOLDER, UsedGrants } from './used-grants.ts';

export interface GuardOptions {
  readonly deployment: Deployment;
  readonly problems: Problems;
  /** The machine whose task gave out a token. */
  machineOfToken(token: string): string | undefined;
}

/** Stands between everything that calls AWS and everything that answers, and lets pass what the policies allow. */
export class Guard {
  /** The grants that were of use so far. */
  readonly used: UsedGrants;
  readonly #permissions: Permissions;
  readonly #running: RunningRights;
  readonly #machineOfToken: GuardOptions['machineOfToken'];
  #deployment: Deployment;

  /** @throws AwsError or UnsupportedLocally, see deploy(). */
  constructor({ deployment, problems, machineOfToken }: GuardOptions) {
    this.used = new UsedGrants(process.env[USED_GRANTS_FOLDER]);
    this.#permissions = new Permissions(deployment, this.used);
    this.#running = new RunningRights(deployment, this.#permissions, problems);
    this.#machineOfToken = machineOfToken;
    this.#deployment = deployment;
    requireCreationRights(deployment, this.#permissions);
  }

  /**
   * Takes the policies of a release.
   *
   * @throws UnsupportedLocally naming the part of a policy that nobody evaluates here
   * @throws AwsError where AWS would not create something for want of a right
   */
  deploy(deployment: Deployment): void {
    this.#permissions.deploy(deployment);
    this.#running.deploy(deployment);
    this.#deployment = deployment;
    requireCreationRights(deployment, this.#permissions);
  }

  /**
   * Lets an API call of a function pass, or not.
   *
   * @throws AwsError as the service answers; UnsupportedLocally for a call of which nobody knows what it needs.
   */
  admit({ kind, name, roleArn }: Caller, call: Omit<Call, 'caller'>): void {
    if (kind === 'developer') return;
    const requests = this.requests({ ...call, caller: name });
    const refusal = this.#permissions.refusal(underRole(roleArn, name), requests);
    if (refusal) throw accessDenied(refusal);
  }

  /** What AWS says when somebody else may not do something; nothing when it may. */
  refusal(principal: Principal, ...requests: readonly AccessRequest[]): string | undefined {
    const refusal = this.#permissions.refusal(principal, requests);
    return refusal && refusalMessage(refusal);
  }

  /** The rights that a call of a machine or a service through an API comes to. */
  requests(call: Call): AccessRequest[] {
    return accessRequests(call, { deployment: this.#deployment, machineOfToken: this.#machineOfToken });
  }

  /** A function or a machine, known by its ARN, runs: AWS writes its logs and traces. */
  ran(arn: string): void {
    this.#running.ran(arn);
  }
}
