import { createHash } from 'node:crypto';

/** The planner's chance, from the term plan's name and the plan's number: who asks again for the same plan gets its like. */
export const seedOf = (about: string, plan: number): number =>
  createHash('sha256').update(`${about} ${plan}`).digest().readUInt32BE(0) % 1_000_000;
