import * as z from 'zod';
import type { PlannedTeamRow } from '../../store/store.ts';

const candidate = z.object({ person: z.string(), points: z.number() });

/**
 * What a plan has for the team of one review, as `team` of its row. Only the seats that the plan is about are in it: whoever
 * was in the team when it was planned keeps their seat.
 */
export const PlannedTeam = z.looseObject({
  /** 'lead', 'seat-1' ...; without a person where nobody was found. */
  seats: z.array(z.looseObject({ seat: z.string(), person: z.string().optional() })),
  /** Who is asked when a reviewer declines, best first. */
  alternates: z.array(candidate),
  /** Who is asked when the lead reviewer declines, best first. */
  leads: z.array(candidate).default([]),
});
export type PlannedTeam = z.infer<typeof PlannedTeam>;

/** @throws z.ZodError when the row was not written by the planner. */
export const plannedTeamOf = (row: Pick<PlannedTeamRow, 'team'>): PlannedTeam => PlannedTeam.parse(row.team);
