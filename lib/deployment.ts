/** Which stacks make one deployment, and what each stands on. */
import { type App, Tags } from 'aws-cdk-lib';
import { DataStack } from './data-stack.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { MailStack } from './mail-stack.ts';
import { physicalName } from './names.ts';
import { OperationsStack } from './operations-stack.ts';
import { PortalStack } from './portal-stack.ts';
import { WorkflowStack } from './workflow-stack.ts';

export interface Deployment {
  readonly data: DataStack;
  readonly portal: PortalStack;
  readonly mail: MailStack;
  readonly workflow: WorkflowStack;
  readonly operations: OperationsStack;
}

/** Adds the stacks of one stage to the app. What keeps data comes first; what watches comes last. */
export function addDeployment(app: App, settings: DeploymentSettings): Deployment {
  const id = (part: string) => physicalName(settings, part);
  const env = { region: settings.awsRegion };
  const data = new DataStack(app, id('data'), { env, settings });
  const portal = new PortalStack(app, id('portal'), { env, settings, table: data.table });
  const ground = { settings, table: data.table, portalOrigin: portal.origin };
  const mail = new MailStack(app, id('mail'), { env, ground });
  mail.addStackDependency(portal, 'Its mails lead there.');
  const workflow = new WorkflowStack(app, id('workflow'), { env, ground });
  workflow.addStackDependency(mail, 'Its functions send through the configuration set, which they know by name.');
  const operations = new OperationsStack(app, id('operations'), { env, ground, apiId: portal.apiId });
  const stacks = { data, portal, mail, workflow, operations };
  const excludeResourceTypes = ['AWS::CloudWatch::Dashboard']; // takes no tags; its name has the stage
  for (const stack of Object.values(stacks)) {
    Tags.of(stack).add('application', 'peer-review', { excludeResourceTypes });
    Tags.of(stack).add('stage', settings.stageName, { excludeResourceTypes });
  }
  return stacks;
}
