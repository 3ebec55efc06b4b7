import * as z from 'zod';
import type { PlannedTeamRow } from '../../store/store.ts';

const candidate = z.object({
  person: z.string(),
  /** What the plan costs more with them. */
  points: z.number(),
  /** Kilometres as the crow flies; absent where a place is not known. */
  km: z.number().optional(),
});

/**
 * What a plan has for the team of one review, as `team` of its row. Only the seats that the plan is about are in it: whoever
 * was in the team when it was planned keeps their seat.
 */
export const PlannedTeam = z.looseObject({
  /** 'lead', 'seat-1' ...; without a person where nobody was found. */
  seats: z.array(
    z.looseObject({
      seat: z.string(),
      person: z.string().optional(),
      /** Whom they work for, as the school is called; a lead reviewer is independent. */
      school: z.string().optional(),
      km: z.number().optional(),
      points: z.number().optional(),
      firstTimer: z.boolean().optional(),
      pinned: z.boolean().optional(),
    }),
  ),
  /** Who is asked when a reviewer declines, best first. */
  alternates: z.array(candidate),
  /** Who is asked when the lead reviewer declines, best first. */
  leads: z.array(candidate).default([]),
  /** As the host was called when the plan was made. */
  hostName: z.string().default(''),
  /** Why seats are empty and what would fill them: sentences that name nobody. */
  missing: z.array(z.string()).default([]),
  /** Who was pinned to this team and cannot be in it. `why` follows 'cannot be pinned: '; reviews stand in it by their names. */
  refused: z.array(z.object({ person: z.string(), why: z.string() })).default([]),
});
export type PlannedTeam = z.infer<typeof PlannedTeam>;

/** @throws z.ZodError when the row was not written by the planner. */
export const plannedTeamOf = (row: Pick<PlannedTeamRow, 'team'>): PlannedTeam => PlannedTeam.parse(row.team);
