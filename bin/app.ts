import { App } from 'aws-cdk-lib';
import { addDeployment } from '../lib/deployment.ts';
import { readDeploymentSettings, WrongDeploymentSettings } from '../lib/deployment-settings.ts';
import { checkPolicies } from '../lib/policy-checks.ts';

try {
  const app = new App();
  const settings = readDeploymentSettings((key) => app.node.tryGetContext(key));
  checkPolicies(app);
  addDeployment(app, settings);
} catch (error) {
  if (!(error instanceof WrongDeploymentSettings)) throw error;
  console.error(error.message); // the sentences say it all; where they were thrown helps nobody
  process.exitCode = 1;
}
