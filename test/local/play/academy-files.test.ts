import { expect, it } from 'vitest';
import { readGias } from '../../../lambdas/members/gias.ts';
import { readLinks } from '../../../lambdas/members/links-file.ts';
import { phases } from '../../../lambdas/members/phase.ts';
import { linksFile, registerFile } from '../../../local/play/years/academy-files.ts';

it.each(phases)('a school (%s) closes and opens as an academy of the same phase and place', (phase) => {
  const place = { postcode: 'ZA5 3GX', easting: 447_640, northing: 324_807 };
  const school = {
    urn: '900001',
    name: 'Hill View "Old" School',
    phase,
    type: 'Community School',
    pupils: 418,
    ...place,
  };
  const { schools, closed, rejected } = readGias(registerFile(school, '990001', '2028-09-01'));
  expect(rejected).toEqual([]);
  expect(closed).toMatchObject([{ urn: '900001', closedOn: '2028-08-31', reasonClosed: 'Academy Converter' }]);
  expect(schools).toMatchObject([{ urn: '990001', name: 'Hill View "Old" Academy', phase, pupils: 418, ...place }]);
});

it('the academy follows the school from its first day on', () => {
  const { links, rejected } = readLinks(linksFile('900001', '990001', '2028-09-01'));
  expect(rejected).toEqual([]);
  expect(links).toMatchObject([{ predecessor: '900001', successor: '990001', since: '2028-09-01' }]);
});
