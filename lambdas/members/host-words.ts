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

/** What each of the three days is for; people want to know it beforehand. */
export const dayPurposes = ({ host }: Pick<HostWords, 'host'>): readonly [string, string, string] => [
  `Meeting the leaders of the ${host}, seeing it at work together with them, and a first talk about what went well.`,
  `Looking closer, together with the leaders of the ${host}, at what they and the team want to understand better.`,
  'Bringing the findings together and agreeing them with the host.',
];
