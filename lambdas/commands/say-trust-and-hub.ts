import * as z from 'zod';
import { BELONGINGS, type Belonging, NONE, notKnownOf } from '../members/belonging.ts';
import { reviewsFollow } from '../members/mend-reviews.ts';
import type { Hub, Member, Store, WriteItem } from '../store/store.ts';
import { NotInTable } from '../store/store.ts';
import { type Call, command, type InputOf, refused, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import { aboutReview, name, reason } from './schema-fields.ts';

/** A member whose trust or hub is not known, on the dashboard. */
export interface MemberState {
  readonly member: Member;
}

const one = (what: string, example: string) =>
  name(`${what}, such as ${example}, or '${NONE}' for none`).max(50, 'must have at most 50 characters').optional();

const schema = z.strictObject({
  ...aboutReview,
  about: name('a school or trust, such as 100183 or trust-2044'),
  act: z.literal('say-trust-and-hub'),
  trust: one('the trust', 'trust-2044'),
  hub: one('the hub', 'hub-04'),
  reason: reason.optional(),
});
type Input = InputOf<typeof schema>;

/**
 * Says which trust and hub a school belongs to, or that it belongs to none. A trust takes all its academies into the hub with it.
 * A school that leaves its trust stays a member, with its history. Reviews that are not over follow in the same transaction, a
 * school at a time and the one named last: a call that broke off is made again, and does what is left.
 */
export const sayTrustAndHub = command({
  schema,
  whyNot: (_: MemberState) => undefined,
  run: (call: Call<Input>, { store }: CommandContext) => run(call, store),
  form: ({ member }: MemberState) => {
    const unknown = notKnownOf(member);
    return {
      says: { about: member.member },
      fields: unknown.map((what) => ({
        name: what,
        label: what === 'hub' ? 'Hub' : 'Trust',
        kind: 'text' as const,
        size: 16,
        hint: what === 'hub' ? 'hub-04, or none' : 'trust-2044, or none',
      })),
      buttons: [
        {
          label: 'Save',
          confirmation: `Save what ${member.name} (${member.member}) belongs to? From now on teams are formed by it. A trust takes its academies into its hub.`,
        },
      ],
    };
  },
});

async function run(call: Call<Input>, store: Store): Promise<Steered> {
  const { about, trust, hub } = call.input;
  const member = await store.member(about);
  if (!member) return refused(new NotInTable('member', about).message);
  if (trust === undefined && hub === undefined) {
    return refused(
      `Nothing was done: say the trust or the hub of ${member.name}, or '${NONE}' where it belongs to none.`,
    );
  }
  if (member.kind === 'trust' && trust !== undefined)
    return refused(`${member.name} is a trust and belongs to no other.`);
  const unknown = whyNoTrust(trust) ?? (await whyNoHub(store, hub));
  if (unknown !== undefined) return refused(unknown);
  const academies = member.kind === 'trust' ? await store.membersOfTrust(member.member) : [];
  for (const { member: id } of academies) {
    // An index finds them; each is changed as it is now, unless it has left the trust since.
    const now = await store.member(id);
    if (now?.trust !== member.member) continue;
    const changed = await items(store, now, { hub });
    if (changed.length > 0 && !(await store.write(changed)).written) return refused(CHANGED_NOW);
  }
  const what = [
    ...(trust === undefined ? [] : [trust === NONE ? 'belongs to no trust' : `belongs to ${trust}`]),
    ...(hub === undefined ? [] : [hub === NONE ? 'belongs to no hub' : `belongs to ${hub}`]),
  ].join(' and ');
  const written = await store.write([
    ...(await items(store, member, { trust, hub })),
    ...auditItems(store, call, { what: `said that it ${what}`, about: `member-${about}` }),
  ]);
  if (!written.written) return refused(CHANGED_NOW);
  const also = academies.length === 0 ? '' : `, and so do its ${academies.length} schools`;
  return { done: true, sentence: `${member.name} (${about}) ${what} now${also}.` };
}

function whyNoTrust(trust: string | undefined): string | undefined {
  if (trust === undefined || trust === NONE) return undefined;
  // A trust that the register alone names has no row of its own, and is one all the same.
  return /^trust-[a-z0-9]+(-[a-z0-9]+)*$/.test(trust)
    ? undefined
    : `Nothing was done: a trust looks like trust-2044, and '${trust}' does not. Write '${NONE}' where there is none.`;
}

async function whyNoHub(store: Store, hub: string | undefined): Promise<string | undefined> {
  if (hub === undefined || hub === NONE) return undefined;
  const row: Hub | undefined = await store.hub(hub);
  return row ? undefined : `Nothing was done: there is no hub '${hub}'. Write its id, such as hub-04, or '${NONE}'.`;
}

/** A member's row with what was said, on condition that it is as it was read, and its reviews. */
async function items(
  store: Store,
  member: Member,
  said: Partial<Record<Belonging, string | undefined>>,
): Promise<readonly WriteItem[]> {
  const told = BELONGINGS.filter((what) => said[what] !== undefined);
  const toldOf = (what: Belonging): string | undefined => (said[what] === NONE ? undefined : said[what]);
  const notKnown = notKnownOf(member).filter((what) => !told.includes(what));
  const after = { ...member, ...Object.fromEntries(told.map((what) => [what, toldOf(what)])) } as Member;
  return [
    store.rows.member
      .patch({ member: member.member })
      .set({ notKnown, ...Object.fromEntries(told.flatMap((what) => (toldOf(what) ? [[what, toldOf(what)]] : []))) })
      .remove(told.filter((what) => toldOf(what) === undefined && member[what] !== undefined))
      .where((row, { eq, notExists }) =>
        BELONGINGS.map((what) =>
          member[what] === undefined ? notExists(row[what]) : eq(row[what], member[what]),
        ).join(' AND '),
      )
      .commit(),
    ...(await reviewsFollow(store, after)),
  ];
}
