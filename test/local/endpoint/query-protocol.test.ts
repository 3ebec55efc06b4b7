import { expect, it } from 'vitest';
import { isQuery, readQuery, xmlError, xmlResult } from '../../../local/endpoint/query-protocol.ts';

it('reads texts, structures and lists, in the order of their numbers', () => {
  const many = Array.from({ length: 11 }, (_, index) => `Destinations.member.${index + 1}=to${index + 1}`);
  const body = [
    'Action=SendRawEmail&Version=2010-12-01&RawMessage.Data=YSti%2Fw%3D%3D',
    'Tags.member.2.Name=message&Tags.member.2.Value=b&Tags.member.1.Name=about&Tags.member.1.Value=a',
    ...many.toReversed(),
  ].join('&');

  expect(readQuery(body)).toEqual({
    Action: 'SendRawEmail',
    Version: '2010-12-01',
    RawMessage: { Data: 'YSti/w==' },
    Tags: [
      { Name: 'about', Value: 'a' },
      { Name: 'message', Value: 'b' },
    ],
    Destinations: many.map((_, index) => `to${index + 1}`),
  });
});

it('reads names that mean something to JavaScript as names', () => {
  expect(Object.keys(readQuery('__proto__.a=1&toString.b=2'))).toEqual(['__proto__', 'toString']);
  expect(({} as { a?: unknown }).a).toBeUndefined();
});

it('answers in XML, whatever is in it', () => {
  expect(xmlResult('SendRawEmail', { MessageId: 'a<b&c' })).toBe(
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>a&lt;b&amp;c</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  );
  expect(xmlError('Throttling', 'Maximum sending rate exceeded.')).toContain('<Code>Throttling</Code><Message>Maximum');
});

it('is told by the kind of the body', () => {
  expect(['application/x-www-form-urlencoded; charset=utf-8', 'application/x-amz-json-1.0'].map(isQuery)).toEqual([
    true,
    false,
  ]);
});
