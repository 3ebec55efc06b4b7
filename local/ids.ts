import { createHash } from 'node:crypto';

/** Gives ids of UUID shape that are equal in equal runs, since a run must be repeatable to the byte. */
export type NextId = () => string;

export function createIds(seed: number, purpose: string): NextId {
  let count = 0;
  return () => {
    count += 1;
    const hex = createHash('sha256').update(`${seed} ${purpose} ${count}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}
