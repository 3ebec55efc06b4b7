import { z } from 'zod';
import { EXPLAINED_RIGHTS } from '../../lib/names-of-metadata.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import type { Grant } from './decide.ts';
import { type Role, readPolicies } from './policies.ts';
import type { UsedGrants } from './used-grants.ts';

/** A grant of a role, and what is to be said of it. */
export interface GrantComplaint extends Grant {
  readonly role: string;
  readonly complaint: string;
}

const UNUSED = 'nothing uses it: take it back, or say in lib/ beside it why it is granted';
const NEEDLESS = 'lib/ explains why it is granted though unused, but it is not granted';

/** The shortest reason that can say anything. */
const explanations = z.record(z.string(), z.string().min(20)).default({});

/**
 * Every grant that was never of use and is not explained, and every explanation of what is not granted. A race may make use
 * of an explained right now and then. The indexes of a table count with it: they hold the same rows.
 */
export function unusedGrants(deployment: Deployment, used: UsedGrants): GrantComplaint[] {
  return [...readPolicies(deployment).roles.values()].flatMap((role) => {
    const reasons = explanations.parse(role.resource.metadata[EXPLAINED_RIGHTS]);
    const grants = grantsOf(role);
    const unused = grants.filter(({ parts }) => !parts.some((grant) => used.has(role.name, grant)));
    const unexplained = unused.filter(({ action }) => reasons[action] === undefined);
    const needless = Object.keys(reasons).filter((action) => !grants.some((grant) => grant.action === action));
    return [
      ...unexplained.map(({ action, resource }) => ({ role: role.name, action, resource, complaint: UNUSED })),
      ...needless.map((action) => ({ role: role.name, action, resource: '', complaint: NEEDLESS })),
    ];
  });
}

/** What a role is granted, with the grants that count as one. */
function grantsOf({ statements }: Role): (Grant & { readonly parts: readonly Grant[] })[] {
  const grants = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ action: action.text, resource: resource.text }))),
    );
  const whole = ({ resource }: Grant): string => resource.replace(/(:table\/[^/]+)\/index\/.*$/, '$1');
  const groups = Map.groupBy(grants, (grant) => `${grant.action} ${whole(grant)}`);
  return [...groups.values()].flatMap((parts) => {
    const [first] = parts;
    return first ? [{ action: first.action, resource: whole(first), parts }] : [];
  });
}
