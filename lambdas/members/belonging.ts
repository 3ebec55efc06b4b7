/** Which trust and hub a member belongs to: to one, to none, or nobody has said. */
import type { Member } from '../store/store.ts';

export const BELONGINGS = ['trust', 'hub'] as const;
export type Belonging = (typeof BELONGINGS)[number];

/** How a form and a command say that a school belongs to no trust or hub. */
export const NONE = 'none';

type Row = Pick<Member, 'kind' | 'trust' | 'hub' | 'easting' | 'notKnown'>;

/**
 * Of a member without a trust or a hub, whether that is known. `notKnown` says it where the row has it. A row of before has it not:
 * one with a place came from the register, which names the trust of every school that has one, and from a network that
 * had given its hubs, so it belongs to none; one without a place came by the form for newcomers, which asked for neither.
 */
export function notKnownOf(member: Row): readonly Belonging[] {
  return BELONGINGS.filter((what) => {
    if (member[what] !== undefined || (what === 'trust' && member.kind === 'trust')) return false;
    return member.notKnown === undefined ? member.easting === undefined : member.notKnown.includes(what);
  });
}

/** The trust whose people may not review it: a trust is its own. */
export const trustOf = ({ kind, member, trust }: Pick<Member, 'kind' | 'member' | 'trust'>): string | undefined =>
  kind === 'trust' ? member : trust;
