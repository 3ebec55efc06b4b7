import { z } from 'zod';
import { UnsupportedLocally } from '../unsupported.ts';
import { type Condition, readCondition } from './conditions.ts';
import { actionPattern, arnPattern, type Pattern } from './wildcards.ts';

/** Whom a statement of a resource's policy is about. */
export interface StatementPrincipals {
  /** ARNs of roles, or `*` for everybody. */
  readonly aws: readonly string[];
  /** Services such as `events.amazonaws.com`. */
  readonly services: readonly string[];
}

/** One statement of a policy, ready to be compared with calls. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly Pattern[];
  readonly resources: readonly Pattern[];
  /** Missing in a role's own policies, where it is the role. */
  readonly principals: StatementPrincipals | undefined;
  readonly conditions: readonly Condition[];
}

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const values = z
  .union([z.string(), z.boolean(), z.number(), z.array(z.union([z.string(), z.boolean(), z.number()]))])
  .transform((value) => [value].flat().map(String));

// Strict: an element that is not here (NotAction, NotResource, NotPrincipal, ...) would change what the rest means.
const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: list,
  Resource: list.optional(),
  Principal: z.union([z.literal('*'), z.strictObject({ AWS: list.optional(), Service: list.optional() })]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), values)).default({}),
});

const documentSchema = z.strictObject({
  // The older version of the language knows no policy variables, and nobody should write it.
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: z.preprocess((value) => [value].flat(), z.array(statementSchema)),
});

/**
 * Reads a policy document.
 *
 * @param where the resource it belongs to, for messages
 * @throws UnsupportedLocally naming the element, operator, key or variable that is not evaluated here
 */
export function readPolicyDocument(document: unknown, where: string): Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (!parsed.success) throw new UnsupportedLocally(`this policy: ${z.prettifyError(parsed.error)}`, where);
  const variable = /\$\{[^}]+:[^}]+\}/.exec(JSON.stringify(document))?.[0];
  if (variable !== undefined) throw new UnsupportedLocally(`the policy variable ${variable}`, where);
  return parsed.data.Statement.map(({ Effect, Action, Resource = ['*'], Principal, Condition }) => ({
    effect: Effect,
    actions: Action.map(actionPattern),
    resources: Resource.map(arnPattern),
    principals: principals(Principal, where),
    conditions: Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, wanted]) => readCondition(operator, key, wanted, where)),
    ),
  }));
}

function principals(
  written: z.infer<typeof statementSchema>['Principal'],
  where: string,
): StatementPrincipals | undefined {
  if (written === undefined) return undefined;
  if (written === '*') return { aws: ['*'], services: [] };
  const { AWS = [], Service = [] } = written;
  const other = AWS.find((arn) => arn !== '*' && !arn.includes(':role/'));
  if (other !== undefined) throw new UnsupportedLocally(`the principal ${other} of a policy`, where);
  return { aws: AWS, services: Service };
}
