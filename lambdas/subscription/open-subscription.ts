import * as z from 'zod';
import { PROGRAMMES, programmeOfHost } from '../programmes/programmes.ts';
import type { Deps } from '../questions/question.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import { yearName } from '../settings/partnership-year.ts';
import type { Membership, Store } from '../store/store.ts';
import { membershipName, turnOf } from './membership-name.ts';
import { type SubscriptionClock, subscriptionClock } from './subscription-clock.ts';

/** What every step of a subscription is given. */
export const SubscriptionStep = z.object({
  member: z.string().min(1),
  year: yearName,
  /** Which opening; executions of earlier releases do not say, and are of the first. */
  turn: z.int().min(1).optional(),
  at: z.iso.datetime({ offset: true }),
});
export type SubscriptionStep = z.infer<typeof SubscriptionStep>;

export interface OpenedSubscription {
  readonly about: string;
  readonly member: string;
  readonly year: string;
  readonly turn: number;
  /** How it stands; 'ended' also where it was reopened since, which another execution leads through. */
  readonly status: Membership['status'];
  readonly clock: SubscriptionClock;
}

/**
 * Opens a member's subscription to a year, or says how the one stands that was opened before. Whoever only registered
 * interest waits for admission; everybody else is asked to sign at once.
 *
 * @throws NotInTable when there is no such member, SettingsMissing when the year has no settings.
 */
export async function openSubscription(
  input: SubscriptionStep,
  deps: Pick<Deps, 'store'>,
): Promise<OpenedSubscription> {
  const { store } = deps;
  const once = store.readingOnce();
  const [member, year, known] = await Promise.all([
    once.needMember(input.member),
    loadYear(once, input.year),
    once.membership(input.member, input.year),
    readSettingsAhead(input.year, once),
  ]);
  const settings = await loadSettings(once, input.year, programmeOfHost(member.kind));
  const membership = known ?? (await open(input, member.standing === 'interested' ? 'newcomer' : 'renewal', store));
  const turn = turnOf(input);
  return {
    about: membershipName(input.member, input.year),
    member: input.member,
    year: input.year,
    turn,
    status: turnOf(membership) === turn ? membership.status : 'ended',
    clock: subscriptionClock(membership.openedAt, membership.kind, year, settings),
  };
}

/** Begins to read what the year prescribes, whatever kind of member it is for. */
export const readSettingsAhead = (year: string, once: Store): Promise<unknown> =>
  Promise.allSettled(PROGRAMMES.map((programme) => loadSettings(once, year, programme)));

async function open(
  { member, year, at }: SubscriptionStep,
  kind: Membership['kind'],
  store: Store,
): Promise<Pick<Membership, 'kind' | 'status' | 'openedAt' | 'turn'>> {
  const membership = { kind, status: kind === 'newcomer' ? 'awaiting-admission' : 'invited', openedAt: at } as const;
  const written = await store.write([
    store.rows.membership.create({ member, year, ...membership }).commit(),
    store.rows.auditEntry
      .create({
        about: membershipName(member, year),
        at,
        entry: 'opened',
        who: 'workflow',
        role: 'workflow',
        what: kind === 'newcomer' ? 'opened the subscription of a newcomer' : 'opened the renewal',
      })
      .commit(),
  ]);
  // Another attempt of this step was faster: what it wrote counts.
  return (written.written ? undefined : await store.readingOnce().membership(member, year)) ?? membership;
}
