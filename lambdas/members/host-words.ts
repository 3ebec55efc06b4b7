import type { Review } from '../store/store.ts';

/** How a host and its people are called, so that a text fits a school and a trust alike. */
export interface HostWords {
  readonly host: 'school' | 'trust';
  readonly leader: 'head' | 'chief executive';
  /** 'You are asked because you are the head of Hill View Primary School.' */
  readonly whyLeader: string;
}

export function hostWords({ hostKind, hostName }: Pick<Review, 'hostKind' | 'hostName'>): HostWords {
  const leader = hostKind === 'trust' ? 'chief executive' : 'head';
  return { host: hostKind, leader, whyLeader: `You are asked because you are the ${leader} of ${hostName}.` };
}
