import { dayMonthYear } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import type { MembershipState } from '../../commands/end-membership.ts';
import { offersOn } from '../../commands/offered.ts';
import { ON_MEMBERSHIPS } from '../../commands/registry.ts';
import { yearTitle } from '../../settings/year-title.ts';
import type { Member, Membership, Store } from '../../store/store.ts';
import { FoldedOffers } from '../offers.tsx';
import type { ViewDeps } from '../view.ts';

/** Years whose memberships can still be ended, reopened or opened, in one request. */
export async function membershipsOf(member: Member, at: string, store: Store): Promise<readonly MembershipState[]> {
  const today = londonDate(at);
  const thisYear = Number(today.slice(0, 4));
  const once = store.readingOnce();
  const found = await Promise.all(
    [-1, 0, 1].map(async (offset): Promise<MembershipState | []> => {
      const name = String(thisYear + offset);
      const [year, membership] = await Promise.all([once.partnershipYear(name), once.membership(member.member, name)]);
      return year && year.ends >= today ? { member, year, membership, at } : [];
    }),
  );
  return found.flat().filter(({ year, membership }) => membership !== undefined || year.renewalOpens <= today);
}

/** How a member's memberships of these years stand, with the ways to end and to reopen them. */
export function Memberships({
  states,
  deps,
}: {
  readonly states: readonly MembershipState[];
  readonly deps: ViewDeps;
}) {
  if (states.length === 0) return null;
  return (
    <>
      <p>
        <strong>Membership:</strong>{' '}
        {states.map(({ year, membership }) => `${yearTitle(year)} ${inWords(membership)}`).join('; ')}
      </p>
      {states.map((state) => (
        <FoldedOffers
          key={state.year.year}
          offers={offersOn(ON_MEMBERSHIPS, state)}
          row={`m${state.year.year}`}
          deps={deps}
        />
      ))}
    </>
  );
}

function inWords(membership: Membership | undefined): string {
  if (!membership) return 'never opened';
  const { status, endedOn, ending, agreement } = membership;
  const isToEnd = status !== 'ended' && ending !== undefined;
  const from = isToEnd ? (ending as { readonly from?: string }).from : undefined;
  const signed =
    status === 'signed' && agreement
      ? ` (version ${agreement.version}, on ${dayMonthYear(londonDate(agreement.signedAt))})`
      : '';
  return `${STANDS[status]}${signed}${status === 'ended' && endedOn !== undefined ? ` on ${dayMonthYear(endedOn)}` : ''}${from === undefined ? '' : `, to end on ${dayMonthYear(from)}`}`;
}

const STANDS: Readonly<Record<Membership['status'], string>> = {
  invited: 'asked to sign',
  'awaiting-admission': 'to be admitted',
  signed: 'signed',
  declined: 'declined',
  refused: 'not admitted',
  lapsed: 'lapsed',
  ended: 'ended early',
};
