import { z } from 'zod';
import { EXPLAINED_RIGHTS } from '../../lib/names-of-metadata.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import type { Grant } from './decide.ts';
import { readPolicies } from './policies.ts';
import type { UsedGrants } from './used-grants.ts';

/** A grant of a role, and what is to be said of it. */
export interface GrantComplaint extends Grant {
  readonly role: string;
  readonly complaint: string;
}

const explanations = z.record(z.string(), z.string().min(20)).default({});

/** Every grant that was never used and is not explained, and every explanation that explains nothing. */
export function unusedGrants(deployment: Deployment, used: UsedGrants): GrantComplaint[] {
  return [...readPolicies(deployment).roles.values()].flatMap(({ name: role, statements, resource: { metadata } }) => {
    const reasons = explanations.parse(metadata[EXPLAINED_RIGHTS]);
    const grants = statements
      .filter(({ effect }) => effect === 'Allow')
      .flatMap(({ actions, resources }) =>
        actions.flatMap((action) => resources.map((resource) => ({ action: action.text, resource: resource.text }))),
      );
    const unused = grants.filter((grant) => !used.has(role, grant));
    const unexplained = unused
      .filter(({ action }) => reasons[action] === undefined)
      .map((grant) => ({
        role,
        ...grant,
        complaint: 'nothing uses it: take it back, or say beside it why it is granted',
      }));
    const needless = Object.keys(reasons)
      .filter((action) => !unused.some((grant) => grant.action === action))
      .map((action) => ({
        role,
        action,
        resource: '',
        complaint: 'it is explained as unused, but is used or not granted',
      }));
    return [...unexplained, ...needless];
  });
}
