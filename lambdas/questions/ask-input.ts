import * as z from 'zod';
import { londonDate } from '../calendar/london.ts';

/** What a question's state hands over: see statemachines/, and lib/machine-policies.ts for what all of them do. */
export const AskInput = z.object({
  question: z.string(),
  about: z.string(),
  turn: z.int().min(1),
  round: z.int().min(1),
  subject: z.string().optional(),
  person: z.string().optional(),
  /** See `Asked`. */
  leadsTo: z.string().optional(),
  expiresAt: z.iso.datetime(),
  askedAt: z.iso.datetime(),
  /** Nobody is asked on a day before this one's: reviews of release 0.1.0 start the follow-up half a year ahead. */
  opensAt: z.iso.datetime().optional(),
  token: z.string().min(1),
});

/** Whether the state that hands this over only waits, and hands it over once more when the day has come. */
export const isTooEarly = ({ askedAt, opensAt }: Pick<z.infer<typeof AskInput>, 'askedAt' | 'opensAt'>): boolean =>
  opensAt !== undefined && londonDate(opensAt) > londonDate(askedAt);
