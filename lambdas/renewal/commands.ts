import type { OpensYears } from '../commands/open-year.ts';
import { openYear } from './open-year.ts';

/** What the central team does with years, for whoever carries out its commands. */
export const yearCommands: OpensYears['years'] = { open: openYear };
