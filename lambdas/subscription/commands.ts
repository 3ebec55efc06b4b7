import type { ChangesMemberships } from '../commands/end-membership.ts';
import { endEarly } from './end-early.ts';
import { reopen } from './reopen.ts';

/** What the central team does with memberships, for whoever carries out its commands. */
export const membershipCommands: ChangesMemberships['memberships'] = { end: endEarly, reopen };
