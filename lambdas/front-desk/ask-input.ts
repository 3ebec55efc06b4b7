import * as z from 'zod';

/** What a question's state hands over: see statemachines/. */
export const AskInput = z.object({
  question: z.string(),
  about: z.string(),
  turn: z.int().min(1),
  round: z.int().min(1),
  subject: z.string().optional(),
  person: z.string().optional(),
  expiresAt: z.iso.datetime(),
  askedAt: z.iso.datetime(),
  token: z.string().min(1),
});
