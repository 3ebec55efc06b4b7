/** Which hub and trust a newcomer belongs to: what the central team chooses among, and what is likely. */
import * as z from 'zod';
import { nameOf, onlyIf, pick, readAs } from '../forms/fields.tsx';
import { NONE, notKnownOf } from '../members/belonging.ts';
import { kilometresBetween } from '../members/distance.ts';
import type { FormFields } from '../pages/kit.ts';
import type { Member, Store } from '../store/store.ts';
import { hubsNamed, membershipsOf } from '../store/week-reads.ts';

export const NOT_KNOWN = 'not-known';
export const ANOTHER = 'another';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The hubs and trusts of the network, by name, and its members. */
export interface Network {
  readonly hubs: readonly Named[];
  readonly trusts: readonly Named[];
  readonly members: readonly Member[];
}

/**
 * The hubs and trusts that the members of two years belong to, since nothing lists them: two queries, and the members, hubs and trusts
 * in batches of 100. With 541 members ten requests, some two hundred times a year.
 */
export async function readNetwork(store: Store, year: string): Promise<Network> {
  const once = store.readingOnce();
  const years = [String(Number(year) - 1), year];
  const signed = (await Promise.all(years.map((one) => membershipsOf(store, one, 'signed')))).flat();
  const ids = new Set(signed.map(({ member }) => member));
  const members = (await Promise.all([...ids].map((id) => once.member(id)))).filter((row) => row !== undefined);
  const trusts = new Set(members.flatMap(({ kind, member, trust }) => (kind === 'trust' ? member : (trust ?? []))));
  const [hubRows, trustRows] = await Promise.all([
    hubsNamed(store, [...new Set(members.flatMap(({ hub }) => hub ?? []))]),
    Promise.all([...trusts].map((id) => once.member(id))),
  ]);
  const names = new Map(trustRows.flatMap((row) => (row ? [[row.member, row.name] as const] : [])));
  const byName = (a: Named, b: Named): number => a.name.localeCompare(b.name, 'en');
  return {
    hubs: hubRows.map(({ hub, name }) => ({ id: hub, name })).sort(byName),
    trusts: [...trusts].map((id) => ({ id, name: names.get(id) ?? id })).sort(byName),
    members,
  };
}

/** Whoever leaves it open says that it is not known; a page of before had no such field. */
const unlessOpen = (reading: z.ZodType<string>) =>
  z.preprocess((value) => (value === undefined || value === '' ? NOT_KNOWN : value), reading);

const options = (what: string, some: readonly Named[]) => [
  { value: NOT_KNOWN, text: 'Not known yet' },
  { value: NONE, text: `It belongs to no ${what}` },
  ...some.map(({ id, name }) => ({ value: id, text: name })),
];

/** The fields of the form; a trust belongs to no other. */
export const belongingFields = ({ hubs, trusts }: Network, kind: Member['kind']) => ({
  hub: readAs(
    pick({
      label: 'If you admit it: its hub',
      what: 'its hub',
      hint: 'While this is not known nobody goes there, and nobody of it goes elsewhere, who may be of the same hub.',
      options: options('hub', hubs),
    }),
    unlessOpen,
  ),
  ...onlyIf(kind === 'school', {
    trust: readAs(
      pick({
        label: 'Its trust',
        what: 'its trust',
        options: [...options('trust', trusts), { value: ANOTHER, text: 'Another, named below' }],
      }),
      unlessOpen,
    ),
    'trust-name': nameOf({
      label: 'Name of the other trust',
      what: 'the name of the trust',
      missing: 'Enter the name of the trust',
      neededWhen: { trust: ANOTHER },
      max: 150,
    }),
  }),
});

/**
 * What is likely, to be looked at before it is sent: what the table says of the same number; else the hub of the nearest member, or,
 * where the place is not known, the one hub of all members with the same postcode district; and a trust whose name the school bears.
 */
export function likely(newcomer: Member, { hubs, trusts, members }: Network): FormFields {
  const unknown = notKnownOf(newcomer);
  const others = members.filter(({ member, hub }) => member !== newcomer.member && hub !== undefined);
  const near = others
    .flatMap((one) => ({ hub: one.hub, km: kilometresBetween(newcomer, one) ?? [] }))
    .flatMap(({ hub, km }) => (typeof km === 'number' ? { hub, km } : []))
    .sort((a, b) => a.km - b.km)[0]?.hub;
  const district = districtOf(newcomer);
  const around = new Set(
    others.filter((one) => district !== undefined && districtOf(one) === district).map(({ hub }) => hub),
  );
  const [only] = around.size === 1 ? [...around] : [];
  const hub = newcomer.hub ?? (unknown.includes('hub') ? (near ?? only) : NONE);
  const bears = trusts.filter(({ name }) => alike(newcomer.name, name));
  const trust = newcomer.trust ?? (unknown.includes('trust') ? (bears.length === 1 ? bears[0]?.id : undefined) : NONE);
  const isHub = hub === NONE || hubs.some(({ id }) => id === hub);
  return {
    hub: hub !== undefined && isHub ? hub : NOT_KNOWN,
    ...(newcomer.kind === 'school' && {
      trust: trust !== undefined && (trust === NONE || trusts.some(({ id }) => id === trust)) ? trust : NOT_KNOWN,
    }),
  };
}

/** 'NW3' of 'NW3 2AE'. */
const districtOf = ({ postcode }: Pick<Member, 'postcode'>): string | undefined => postcode?.split(' ')[0];

const COMMON =
  /^(academy|academies|trust|learning|schools?|education|educational|multi|primary|the|of|and|partnership|saint|st)$/;
const words = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2 && !COMMON.test(word));

/** Whether a school's name has all the words of a trust's that are its own: 'Rowan Hill Primary' those of 'Rowan Learning Trust'. */
function alike(school: string, trust: string): boolean {
  const own = words(trust);
  const has = new Set(words(school));
  return own.length > 0 && own.every((word) => has.has(word));
}

/** What was chosen, as the member's row has it. A trust that nobody else is in is called by the school that named it. */
export function belongingSet(
  { member, kind, hub, trust }: Pick<Member, 'member' | 'kind' | 'hub' | 'trust'>,
  said: { readonly hub: string; readonly trust: string },
) {
  const isNamed = (value: string): boolean => value !== NOT_KNOWN && value !== NONE;
  const named = said.trust === ANOTHER ? `trust-of-${member}` : said.trust;
  return {
    set: {
      ...(isNamed(said.hub) && { hub: said.hub }),
      ...(kind === 'school' && isNamed(named) && { trust: named }),
      notKnown: [
        ...(kind === 'school' && said.trust === NOT_KNOWN ? ['trust'] : []),
        ...(said.hub === NOT_KNOWN ? ['hub'] : []),
      ],
    },
    remove: [
      ...(hub !== undefined && said.hub === NONE ? (['hub'] as const) : []),
      ...(trust !== undefined && said.trust === NONE ? (['trust'] as const) : []),
    ],
  };
}
