import { App } from 'aws-cdk-lib';
import { CannotDeploy } from '../lib/cannot-deploy.ts';
import { addDeployment } from '../lib/deployment.ts';
import { readDeploymentSettings } from '../lib/deployment-settings.ts';
import { checkPolicies } from '../lib/policy-checks.ts';

try {
  const app = new App();
  const settings = readDeploymentSettings((key) => app.node.tryGetContext(key));
  checkPolicies(app);
  addDeployment(app, settings);
} catch (error) {
  if (!(error instanceof CannotDeploy)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
