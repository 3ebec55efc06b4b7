import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Deployment, readDeployment } from '../../../local/cloudformation/deployment.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Writes a cloud assembly with the given templates by stack name, and reads it. */
function read(templates: Record<string, object>): Deployment {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  folders.push(folder);
  const artifacts = Object.fromEntries(
    Object.keys(templates).map((name) => [
      name,
      { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } },
    ]),
  );
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts }));
  for (const [name, template] of Object.entries(templates)) {
    writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
  }
  return readDeployment(folder);
}

const table = (properties: object = {}) => ({ Type: 'AWS::DynamoDB::GlobalTable', Properties: properties });

describe('a deployment read from a cloud assembly', () => {
  it('gives resources the names and ARNs that references then carry across stacks', () => {
    const deployment = read({
      data: {
        Resources: { Reviews: table({ TableName: 'reviews' }) },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Reviews', 'Arn'] }, Export: { Name: 'data:arn' } } },
      },
      work: {
        Resources: {
          Role: { Type: 'AWS::IAM::Role', Properties: { Description: { 'Fn::ImportValue': 'data:arn' } } },
        },
      },
    });
    const [role] = deployment.ofType('AWS::IAM::Role');
    expect(role?.properties.Description).toBe('arn:aws:dynamodb:eu-west-2:000000000000:table/reviews');
    expect(role?.arn).toMatch(/^arn:aws:iam::000000000000:role\/work-Role-\w{10}$/);
  });

  it('generates the same name on every reading', () => {
    const name = () => read({ data: { Resources: { Reviews: table() } } }).resources[0]?.name;
    expect(name()).toBe(name());
  });

  it('leaves out resources whose condition does not hold', () => {
    const deployment = read({
      data: {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { Kept: table(), Gone: { ...table(), Condition: 'Never' } },
      },
    });
    expect(deployment.resources.map(({ logicalId }) => logicalId)).toEqual(['Kept']);
  });

  it.each([
    ['the resource type AWS::EC2::Instance', { Resources: { Server: { Type: 'AWS::EC2::Instance' } } }],
    ['the property KinesisStreamSpecification', { Resources: { Reviews: table({ KinesisStreamSpecification: {} }) } }],
    [
      'the attribute Nonsense',
      { Resources: { Reviews: table({ TableName: { 'Fn::GetAtt': ['Other', 'Nonsense'] } }), Other: table() } },
    ],
    ['the dependency Missing', { Resources: { Reviews: { ...table(), DependsOn: 'Missing' } } }],
    ['the export nowhere', { Resources: { Reviews: table({ TableName: { 'Fn::ImportValue': 'nowhere' } }) } }],
    ['part of a template', { Transform: 'AWS::Serverless', Resources: {} }],
    [
      'a value for the parameter Key',
      { Parameters: { Key: { Type: 'String' } }, Resources: { Reviews: table({ TableName: { Ref: 'Key' } }) } },
    ],
  ])('refuses %s by name', (what, template) => {
    expect(() => read({ data: template })).toThrow(`The local stack does not know ${what}`);
  });
});
