/** Rights that no test makes use of, and the reason beside each. */
import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { EXPLAINED_RIGHTS } from './names-of-metadata.ts';

/**
 * Says of the role of a construct why it has rights that no test makes use of. It stands in the template, where the test
 * that complains of unused rights finds it; a reason for what is not granted is complained of too.
 *
 * @param reasons why, by action: `states:StopExecution`
 */
export function explainUnused(of: IConstruct & { role?: IConstruct }, reasons: Readonly<Record<string, string>>): void {
  const role = of.role?.node.defaultChild;
  if (!CfnResource.isCfnResource(role)) throw new Error(`${of.node.path} has no role of its own to speak of.`);
  role.addMetadata(EXPLAINED_RIGHTS, reasons);
}
