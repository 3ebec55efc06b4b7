/** The schools that are members, those that lend reviewers, and those that may join. */
import { join } from 'node:path';
import type { School } from '../../lambdas/members/gias.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import type { Trust } from '../../lambdas/members/people-records.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { WrongArguments } from '../play/arguments.ts';
import { readRegister } from '../play/seed-network.ts';
import { type InventedNetwork, inventPeople } from '../sample/invent-people.ts';

export interface RehearsedNetwork {
  /** Every school that is known, the members first. */
  readonly schools: readonly School[];
  /** The first of them. */
  readonly members: readonly School[];
  /** Trusts that are members themselves, and so host a review of their own. */
  readonly trusts: readonly Trust[];
  readonly invented: InventedNetwork;
  /** Schools of the register that nobody knows yet. */
  readonly others: readonly School[];
}

/**
 * Fewer schools than this have too few people for a team by the rules of hub and trust: then others of the register are known as well,
 * whose people go on reviews and which host none. A hub has about 16 schools, so this is three hubs.
 */
const FEWEST_KNOWN = 48;
/** About 20 trust reviews go with 541 schools [D]; there is always one, so that both programmes are played. */
const SCHOOLS_A_TRUST_REVIEW = 27;

const sample = join(import.meta.dirname, '..', 'sample', 'network.csv');

/**
 * @param today the London date on which people's training counts
 * @throws WrongArguments when the file cannot be used or has too few schools
 */
export function rehearsedNetwork(options: {
  readonly members: string | undefined;
  readonly schools: number;
  readonly seed: number;
  readonly today: string;
}): RehearsedNetwork {
  const file = options.members ?? sample;
  const { schools: all } = readRegister(file);
  if (all.length < options.schools) {
    throw new WrongArguments(
      `${options.members ?? 'The sample network'} has ${all.length} open schools, and --schools asks for ${options.schools}: ` +
        'name a file with more of them with --members.',
    );
  }
  const known = Math.max(options.schools, FEWEST_KNOWN);
  const schools = all.slice(0, known);
  const members = schools.slice(0, options.schools);
  const invented = inventPeople(schools, options.seed, options.today);
  const urns = new Set(members.map(({ urn }) => urn));
  const near = invented.trusts.filter((trust) => trust.schools.some((urn) => urns.has(urn)));
  const most = Math.max(1, Math.round(options.schools / SCHOOLS_A_TRUST_REVIEW));
  return { schools, members, trusts: near.slice(0, most), invented, others: all.slice(known) };
}

/** Writes everybody, and who was a member in the year before the first one that is played. */
export async function seedRehearsal(
  store: Store,
  { schools, members, trusts, invented }: RehearsedNetwork,
  { year, at }: { readonly year: string; readonly at: string },
): Promise<void> {
  await importMembers(store, { schools, trusts: invented.trusts, hubs: invented.hubs, people: invented.people });
  // By `memberOf` of an import the schools that a trust's record names would be members too.
  const memberships = [
    ...members.map(({ urn }) => ({ member: urn, uses: ['qar'] })),
    ...trusts.map(({ id }) => ({ member: id, uses: ['tpr'] })),
  ];
  for (const one of memberships) {
    await store.entities.membership
      .put({ ...one, year, kind: 'renewal', status: 'signed', openedAt: at, decidedAt: at })
      .go();
  }
}
