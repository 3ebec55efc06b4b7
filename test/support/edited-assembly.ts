import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** A resource of a template, as JSON. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}
export type TemplateResources = Record<string, TemplateResource>;

/** A statement of a policy in a template. */
export interface TemplateStatement {
  Action: string | string[];
}

/** Gives copies of a cloud assembly in which one stack's template says something else. They are gone after the test. */
export function useEditedAssemblies(): (
  cdkOut: string,
  stack: string,
  change: (resources: TemplateResources) => void,
) => string {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  return (cdkOut, stack, change) => {
    const folder = mkdtempSync(join(tmpdir(), 'edited-assembly-'));
    folders.push(folder);
    cpSync(cdkOut, folder, { recursive: true });
    const file = join(folder, `${stack}.template.json`);
    const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: TemplateResources };
    change(template.Resources);
    writeFileSync(file, JSON.stringify(template));
    return folder;
  };
}

/**
 * Takes an action out of the policies of one role.
 *
 * @param role the beginning of its policy's logical id
 * @throws Error when it has no such grant: the test would prove nothing.
 */
export function takeBack(resources: TemplateResources, role: string, action: string): void {
  let taken = 0;
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== 'AWS::IAM::Policy' || !id.startsWith(role)) continue;
    const document = Properties.PolicyDocument as { Statement: TemplateStatement[] };
    for (const statement of document.Statement) {
      const actions = [statement.Action].flat();
      if (actions.includes(action)) taken += 1;
      statement.Action = actions.filter((each) => each !== action);
    }
    document.Statement = document.Statement.filter(({ Action }) => Action.length > 0);
  }
  if (taken === 0) throw new Error(`No policy of ${role} grants ${action}.`);
}

/** Takes out every resource of a type for which the test says so. */
export function remove(
  resources: TemplateResources,
  type: string,
  which: (text: string) => boolean = () => true,
): void {
  for (const [id, resource] of Object.entries(resources)) {
    if (resource.Type === type && which(JSON.stringify(resource))) delete resources[id];
  }
}
