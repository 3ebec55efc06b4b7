import type { Broken, Ending } from '../ending.ts';

/** Each finds where an ending breaks one promise of the product. */
const invariants: readonly ((ending: Ending) => readonly Broken[])[] = [];

/** Everything that an ending breaks; none when every promise was kept. */
export const checkAll = (ending: Ending): Broken[] => invariants.flatMap((find) => find(ending));
