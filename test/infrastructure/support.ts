/** A deployment to look at: cdk.json's own flags, and stand-ins for the bundles, whose content does not matter here. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { addDeployment, type Deployment } from '../../lib/deployment.ts';
import { type DeploymentSettings, readDeploymentSettings } from '../../lib/deployment-settings.ts';
import { functionNames } from '../../lib/functions.ts';

const cdkJson: { context: Record<string, unknown> } = JSON.parse(readFileSync('cdk.json', 'utf8'));

/** The context of cdk.json. */
export const { context } = cdkJson;

/** The same with domains and a number in place of the placeholders, as whoever deploys writes them. */
const filledIn = JSON.parse(
  JSON.stringify(context).replaceAll('example.org', 'network.test').replaceAll('01632 960100', '020 7946 0100'),
);

/** A folder with a bundle for each of `names`. */
export function standInBundles(names: readonly string[] = functionNames): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
  for (const name of names) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  return folder;
}

export const newApp = (more: Record<string, unknown> = {}): App =>
  new App({ context: { ...context, buildDirectory: standInBundles(), ...more } });

/** The settings of a stage, with some changed. */
export const settingsOf = (stage: string, changes: Partial<DeploymentSettings> = {}): DeploymentSettings => ({
  ...readDeploymentSettings((key) => (key === 'stage' ? stage : filledIn[key])),
  ...changes,
});

const shipped = new Map<string, Deployment>();

/** All stacks of a stage. As it is shipped it is made once for all tests of a process: they read it. */
export function deploy(stage = 'trial', changes?: Partial<DeploymentSettings>): Deployment {
  const known = changes ? undefined : shipped.get(stage);
  const deployment = known ?? addDeployment(newApp(), settingsOf(stage, changes));
  if (!changes) shipped.set(stage, deployment);
  return deployment;
}

export const newStack = (more: Record<string, unknown> = {}): Stack =>
  new Stack(newApp(more), 'Test', { env: { region: 'eu-west-2' } });

export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

export interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Record<string, unknown>;
}

/** The resources of a stack, by logical id. */
export const resourcesOf = (stack: Stack): Record<string, Resource> => Template.fromStack(stack).toJSON().Resources;

/** What the role of one part may do: each action with its resources as JSON text. */
export function rightsOf(stack: Stack, part: string): { action: string; resources: string }[] {
  const policies = Object.entries(resourcesOf(stack)).filter(
    ([id, { Type }]) => Type === 'AWS::IAM::Policy' && id.startsWith(`${part}Role`),
  );
  const documents = policies.map(([, { Properties }]) => Properties.PolicyDocument as { Statement: Statement[] });
  return documents
    .flatMap((document) => document.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action].flat().map((action) => ({ action, resources: JSON.stringify(Resource) })),
    );
}

/** All resources of a deployment. */
export const everythingOf = (deployment: Deployment): Resource[] =>
  Object.values(deployment).flatMap((stack: Stack) => Object.values(resourcesOf(stack)));

const FunctionResource = z.object({
  FunctionName: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});

/** The environment of each function of a stage by the function's name, with references left unresolved. */
export const environmentsOf = (resources: readonly Resource[], stage: string): Map<string, Record<string, unknown>> =>
  new Map(
    resources
      .filter(({ Type }) => Type === 'AWS::Lambda::Function')
      .map(({ Properties }) => FunctionResource.parse(Properties))
      .map(({ FunctionName, Environment }) => [
        FunctionName.replace(`peer-review-${stage}-`, ''),
        Environment.Variables,
      ]),
  );
