import { describe, expect, it } from 'vitest';
import { resolveValue, type Scope } from '../../../local/cloudformation/intrinsics.ts';

const scope: Scope = {
  where: 'stack/Thing',
  ref: (name) => ({ Table: 'reviews', 'AWS::Region': 'eu-west-2', 'AWS::NoValue': undefined })[name],
  attribute: (logicalId, attribute) => `${logicalId}#${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (...path) => path.join('/'),
  exported: (name) => `exported ${name}`,
  stackOutput: (stack, output) => `${stack}:${output}`,
};

describe('references in a template', () => {
  it.each([
    [{ Ref: 'Table' }, 'reviews'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table#Arn'],
    [{ 'Fn::GetAtt': 'Nested.Outputs.Arn' }, 'Nested#Outputs.Arn'],
    [{ 'Fn::Sub': `\${AWS::Region}/\${Table}/\${Table.Arn}/\${!Literal}` }, `eu-west-2/reviews/Table#Arn/\${Literal}`],
    [{ 'Fn::Sub': [`\${Name}-\${Table}`, { Name: { Ref: 'AWS::Region' } }] }, 'eu-west-2-reviews'],
    [{ 'Fn::Join': [':', ['arn', { Ref: 'AWS::Region' }, 7]] }, 'arn:eu-west-2:7'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] }, 'west'],
    [{ 'Fn::If': ['Yes', 'then', { 'Fn::Nonsense': [] }] }, 'then'],
    [{ 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'No' }] }] }, true],
    [{ 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': [{ Ref: 'Table' }, 'reviews'] }] }, true],
    [{ 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'key'] }, 'Map/eu-west-2/key'],
    [{ 'Fn::ImportValue': { 'Fn::Sub': `\${Table}-arn` } }, 'exported reviews-arn'],
    [{ 'Fn::GetStackOutput': { StackName: 'data', OutputName: 'Arn' } }, 'data:Arn'],
  ])('resolves %j', (value, expected) => {
    expect(resolveValue(value, scope)).toEqual(expected);
  });

  it('leaves out what has no value, in objects and in lists', () => {
    const absent = { Ref: 'AWS::NoValue' };
    expect(resolveValue({ kept: 1, gone: absent, list: [absent, 2] }, scope)).toEqual({ kept: 1, list: [2] });
  });

  it("leaves an IAM statement's conditions alone", () => {
    const statement = { Condition: { StringEquals: { 'ses:FromAddress': 'reviews@example.org' } } };
    expect(resolveValue(statement, scope)).toEqual(statement);
  });

  it.each([
    [{ 'Fn::Cidr': ['10.0.0.0/16'] }, 'Fn::Cidr'],
    ['{{resolve:ssm:/name}}', 'resolve:ssm'],
  ])('refuses %j by name', (value, name) => {
    expect(() => resolveValue(value, scope)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(name) }),
    );
  });
});
