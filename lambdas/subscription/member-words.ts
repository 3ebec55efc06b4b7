import { type HostWords, hostWords } from '../members/host-words.ts';
import type { Member } from '../store/store.ts';

/** The words that fit a member: a school has a head, a trust a chief executive. */
export const memberWords = ({ kind, name }: Pick<Member, 'kind' | 'name'>): HostWords =>
  hostWords({ hostKind: kind, hostName: name });
