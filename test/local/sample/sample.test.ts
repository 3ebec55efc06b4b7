import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGias, type School } from '../../../lambdas/members/gias.ts';
import { readPeople } from '../../../lambdas/members/people-file.ts';
import { inventPeople } from '../../../local/sample/invent-people.ts';
import { neighbours } from '../../../local/sample/neighbours.ts';
import { peopleCsv, sampleSeed } from '../../../local/sample/people-csv.ts';

const bytes = (name: string) => readFileSync(new URL(`../../../local/sample/${name}`, import.meta.url));
const { schools, rejected } = readGias(bytes('network.csv'));
const network = inventPeople(schools, sampleSeed);

describe('the sample network', () => {
  test('is sixty invented schools of every kind that no register has', () => {
    expect(rejected).toEqual([]);
    expect(schools).toHaveLength(60);
    expect(schools.every(({ urn }) => urn.startsWith('9000'))).toBe(true);
    expect(new Set(schools.map(({ name }) => name)).size).toBe(60);
    expect(schools.some(({ name }) => name.startsWith("Saint Zoë's"))).toBe(true);
    expect([...new Set(schools.map(({ phase }) => phase))].sort()).toEqual([
      ...['all-through', 'alternative', 'middle', 'primary', 'secondary', 'special'],
    ]);
  });

  test('has in its second file the people that are invented for it', () => {
    expect(bytes('people.csv').toString()).toBe(peopleCsv(network));
    const file = readPeople(bytes('people.csv'));
    expect(file.rejected).toEqual([]);
    const withoutLine = <T extends { line?: number }>({ line: _, ...rest }: T) => rest;
    expect(file.hubs.map(withoutLine)).toEqual(network.hubs);
    expect(file.trusts.map(withoutLine)).toEqual(network.trusts);
    expect(file.people).toHaveLength(network.people.length);
    expect(
      file.people.map(({ id, name, email, isHead, pool, reviewsDone }) => ({
        id,
        name,
        email,
        isHead,
        pool,
        reviewsDone,
      })),
    ).toEqual(
      network.people.map(({ id, name, email, isHead, pool, reviewsDone }) => ({
        id,
        name,
        email,
        isHead,
        pool,
        reviewsDone,
      })),
    );
  });
});

describe('invented people', () => {
  test('are the same again for the same schools and seed, and others for another seed', () => {
    expect(inventPeople(schools, sampleSeed)).toEqual(network);
    expect(inventPeople(schools, sampleSeed + 1)).not.toEqual(network);
  });

  test('give every school one head, a hub and trained reviewers, as many as the domain says', () => {
    const heads = network.people.filter(({ isHead, member }) => isHead && !member?.startsWith('trust'));
    expect(heads.map(({ member }) => member)).toEqual(schools.map(({ urn }) => urn));
    expect(network.hubs.flatMap((hub) => hub.schools).sort()).toEqual(schools.map(({ urn }) => urn));
    const reviewers = network.people.filter(({ pool }) => pool === 'reviewers');
    expect(reviewers.length / schools.length).toBeGreaterThan(2.1);
    expect(reviewers.length / schools.length).toBeLessThan(2.7);
    const firstTimers = reviewers.filter(({ reviewsDone }) => reviewsDone === 0).length;
    expect(firstTimers / reviewers.length).toBeGreaterThan(0.1);
    expect(firstTimers / reviewers.length).toBeLessThan(0.35);
    expect(reviewers.some(({ training }) => training?.every(({ until }) => until < '2026-02-02'))).toBe(true);
  });

  test('have addresses of their own that no mail can reach, and ids without a name', () => {
    const addresses = network.people.map(({ email }) => email);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { email, id } of network.people) {
      expect(email).toMatch(/^[a-z]+\.[a-z]+(\.\d+)?@[a-z0-9-]+\.example$/);
      expect(id).toMatch(/^person-\d{4}$/);
    }
  });

  test('lead reviewers are independent and in date', () => {
    const leads = network.people.filter(({ pool }) => pool === 'lead-reviewers');
    expect(leads.length).toBeGreaterThanOrEqual(6);
    for (const { member, training } of leads) {
      expect(member).toBeUndefined();
      expect(training?.every(({ until }) => until > '2028-01-01')).toBe(true);
    }
  });

  test('trusts that the register names get a chief executive, and no second trust is invented for their schools', () => {
    const trust = { id: 'trust-2044', name: 'Named Trust' };
    const ofTrust = schools.map((school): School => (school.urn < '900010' ? { ...school, trust } : school));
    const invented = inventPeople(ofTrust, 1);
    const mine = ofTrust.filter((school) => school.trust).map(({ urn }) => urn);
    expect(invented.trusts.filter((row) => row.schools.some((urn) => mine.includes(urn)))).toEqual([
      { ...trust, schools: mine, hub: expect.any(String), telephone: expect.stringMatching(/^01632 960\d{3}$/) },
    ]);
    expect(invented.people.some(({ member, isHead }) => member === 'trust-2044' && isHead)).toBe(true);
  });

  test('nobody is invented for no school', () => {
    expect(inventPeople([], 1)).toEqual({ trusts: [], hubs: [], people: [] });
  });
});

test('groups of neighbours hold everybody once and are of about the same size', () => {
  const place = fc.record({ easting: fc.nat(600_000), northing: fc.nat(600_000) });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 300 }), fc.integer({ min: 2, max: 20 }), (places, size) => {
      const groups = neighbours(places, size);
      expect(new Set(groups.flat()).size).toBe(places.length);
      const sizes = groups.map((group) => group.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(Math.ceil(Math.log2(groups.length + 1)));
    }),
  );
});
