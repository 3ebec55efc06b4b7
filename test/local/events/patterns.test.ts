import { describe, expect, it } from 'vitest';
import { transformInput } from '../../../local/events/input-transformer.ts';
import { matchesPattern } from '../../../local/events/patterns.ts';

const event = {
  source: 'aws.ses',
  'detail-type': 'Email Bounced',
  detail: {
    tags: { set: ['local', 'mail'] },
    size: 12,
    name: 'Review "A"',
    empty: null,
    resources: [{ ARN: 'one' }, { ARN: 'two' }],
  },
};

describe('event patterns', () => {
  it.each([
    [{ source: ['aws.ses', 'other'] }],
    [{ detail: { tags: { set: ['mail'] } } }],
    [{ source: [{ prefix: 'aws.' }] }],
    [{ source: [{ suffix: '.ses' }] }],
    [{ 'detail-type': [{ 'equals-ignore-case': 'email bounced' }] }],
    [{ 'detail-type': [{ wildcard: 'Email*ced' }] }],
    [{ source: [{ 'anything-but': ['aws.s3'] }] }],
    [{ source: [{ 'anything-but': { prefix: 'com.' } }] }],
    [{ detail: { size: [{ numeric: ['>', 10, '<=', 12] }] } }],
    [{ detail: { missing: [{ exists: false }], size: [{ exists: true }] } }],
    [{ detail: { empty: [null] } }],
    [{ detail: { resources: { ARN: ['two'] } } }],
    [{ $or: [{ source: ['other'] }, { source: ['aws.ses'] }] }],
  ])('matches %j', (pattern) => {
    expect(matchesPattern(pattern, event)).toBe(true);
  });

  it.each([
    [{ source: ['aws.ses'], 'detail-type': ['Email Delivered'] }],
    [{ detail: { resources: { ARN: ['three'] } } }],
    [{ detail: { missing: ['anything'] } }],
    [{ source: [{ 'anything-but': ['aws.ses'] }] }],
    [{ detail: { size: [{ numeric: ['>', 12] }] } }],
    [{ 'detail-type': [{ wildcard: 'Email?Bounced' }] }],
    [{ detail: { missing: [{ 'anything-but': ['a'] }] } }],
  ])('does not match %j', (pattern) => {
    expect(matchesPattern(pattern, event)).toBe(false);
  });

  it('refuses a comparison it does not know', () => {
    expect(() => matchesPattern({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('cidr');
  });
});

describe("a rule's input transformer", () => {
  it('puts text into quotes and JSON outside them', () => {
    const paths = { name: '$.detail.name', size: '$.detail.size', kind: '$.detail-type' };
    const text = transformInput(paths, '{"title": "<kind>: <name>", "size": <size>, "raw": <name>}', event);
    expect(JSON.parse(text)).toEqual({ title: 'Email Bounced: Review "A"', size: 12, raw: 'Review "A"' });
  });
});
