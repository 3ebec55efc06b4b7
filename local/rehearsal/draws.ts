import { createHash } from 'node:crypto';

/**
 * What chance decides in a rehearsal. Each number follows from the seed and from the words that say what it decides, and from nothing
 * else: who else was asked, and in which order, changes nobody's. So one change in the product does not make everybody another person.
 */
export class Draws {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** From 0 to below 1. */
  number(...about: readonly (string | number)[]): number {
    const hash = createHash('sha256')
      .update(JSON.stringify([this.#seed, ...about]))
      .digest();
    return hash.readUIntBE(0, 6) / 2 ** 48;
  }

  /** True in so many of all cases: `share` is from 0 to 1. */
  happens(share: number, ...about: readonly (string | number)[]): boolean {
    return share > 0 && this.number(...about) < share;
  }

  /** One of a list; nothing of an empty one. */
  pick<T>(list: readonly T[], ...about: readonly (string | number)[]): T | undefined {
    return list[Math.floor(this.number(...about) * list.length)];
  }

  /** The first name by whose share the number falls, or nothing when the shares do not reach it. They add up to 1 at most. */
  choose<Name extends string>(
    shares: Readonly<Partial<Record<Name, number>>>,
    ...about: readonly (string | number)[]
  ): Name | undefined {
    let left = this.number(...about);
    for (const [name, share] of Object.entries(shares) as [Name, number][]) {
      if (left < share) return name;
      left -= share;
    }
    return undefined;
  }
}
