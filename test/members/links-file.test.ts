import { describe, expect, test } from 'vitest';
import { readLinks } from '../../lambdas/members/links-file.ts';

const read = (...lines: readonly string[]) =>
  readLinks(Buffer.from(['URN,LinkURN,LinkName,LinkType,LinkEstablishedDate', ...lines].join('\r\n')));

describe('the links of the register', () => {
  test('say who followed whom, from both sides alike', () => {
    expect(
      read(
        '900701,900702,Birch Academy,Successor,01-09-2026',
        '900702,900701,Birch School,Predecessor,01/09/2026',
        '900711,900713,Alder Primary,Successor - amalgamated,2027-09-01',
        '900713,900712,,Predecessor - merged,',
      ),
    ).toEqual({
      links: [
        {
          ...{ line: 2, predecessor: '900701', successor: '900702', since: '2026-09-01', merged: false },
          named: { urn: '900702', name: 'Birch Academy' },
        },
        {
          ...{ line: 3, predecessor: '900701', successor: '900702', since: '2026-09-01', merged: false },
          named: { urn: '900701', name: 'Birch School' },
        },
        {
          ...{ line: 4, predecessor: '900711', successor: '900713', since: '2027-09-01', merged: true },
          named: { urn: '900713', name: 'Alder Primary' },
        },
        { line: 5, predecessor: '900712', successor: '900713', merged: true },
      ],
      others: 0,
      rejected: [],
    });
  });

  test('of other kinds are counted, and not used', () => {
    const kinds = [
      'Sixth Form Centre Link',
      'Children’s Centre Link',
      'Expansion',
      'Merged - change in age range',
      'Other',
    ];
    expect(read(...kinds.map((kind) => `900701,900702,,${kind},01-09-2026`))).toEqual({
      links: [],
      others: 5,
      rejected: [],
    });
  });

  test.each([
    ["URN is '90070'; a URN has six digits.", '90070,900702,,Successor,'],
    ['LinkURN is empty; a URN has six digits.', '900701,,,Successor,'],
    ['URN and LinkURN are both 900701; a school does not follow itself.', '900701,900701,,Successor,'],
    ["LinkType is 'Sucessor'; write Predecessor or Successor as the register does.", '900701,900702,,Sucessor,'],
    ["LinkEstablishedDate is '31-02-2026'; write the date as 01-09-2026", '900701,900702,,Successor,31-02-2026'],
    ['The line has 3 values for 5 columns', '900701,900702,Successor'],
  ])('refuse a line: %s', (reason, line) => {
    expect(read(line, '900703,900704,,Successor,')).toEqual({
      links: [{ line: 3, predecessor: '900703', successor: '900704', merged: false }],
      others: 0,
      rejected: [expect.objectContaining({ line: 2, reason: expect.stringContaining(reason) })],
    });
  });

  test('refuse two lines that contradict each other', () => {
    expect(read('900701,900702,,Successor,', '900702,900701,,Successor,')).toMatchObject({
      links: [{ line: 2 }],
      rejected: [
        { line: 3, reason: '900701 follows 900702 here and goes before it on line 2; correct one of the two.' },
      ],
    });
  });
});
