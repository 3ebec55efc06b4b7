/** The published rules that every synthesis is held against. */
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** Checks all stacks while they are synthesized; a finding fails the synthesis. */
export function checkPolicies(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}

/**
 * Sets rules aside for one resource.
 *
 * @param reasons the rule's name, and why it does not apply here
 */
export function acknowledge(resource: IConstruct, reasons: Readonly<Record<string, string>>): void {
  Validations.of(resource).acknowledge(...Object.entries(reasons).map(([id, reason]) => ({ id, reason })));
}

/** Sets the rule against wildcards aside for these ARNs in the policies of one construct's role. */
export function acknowledgeWildcards(
  of: IConstruct & { role?: IConstruct },
  arns: readonly string[],
  reason: string,
): void {
  const findings = arns.map((arn) => `AwsSolutions-IAM5[Resource::${readable(Stack.of(of).resolve(arn))}]`);
  acknowledge(of.role ?? of, Object.fromEntries(findings.map((finding) => [finding, reason])));
}

/** An ARN as a finding spells it: what is known at deployment only stands in angle brackets. */
function readable(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const { 'Fn::Join': join, Ref: reference } = resolved as { 'Fn::Join'?: [string, unknown[]]; Ref?: string };
  return join ? join[1].map(readable).join(join[0]) : `<${reference}>`;
}
