import { z } from 'zod';

const storedMailSchema = z.object({
  id: z.string(),
  at: z.number(),
  envelopeFrom: z.string(),
  envelopeTo: z.array(z.string()).readonly(),
  tags: z.record(z.string(), z.string()),
  rawBase64: z.base64(),
});

export const keptStateSchema = z.object({
  /** Virtual time at which it was kept, in milliseconds. */
  at: z.number(),
  /** Whether the school's year had been played to its end. */
  played: z.boolean(),
  /** The options of the rehearsal that it is of, as text; nothing of a play. */
  rehearsal: z.string().optional(),
  mails: z.array(storedMailSchema),
  running: z.array(z.object({ machine: z.string(), name: z.string(), input: z.string() })),
});

/** What is kept beside the tables. */
export type KeptState = z.infer<typeof keptStateSchema>;
