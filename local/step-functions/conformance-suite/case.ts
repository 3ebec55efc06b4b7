import { z } from 'zod';
import type { Json, TaskAnswer } from '../types.ts';

/** One recorded history: what was run, what its tasks answered, and the events that AWS returned. */
const caseSchema = z.object({
  id: z.string(),
  definition: z.record(z.string(), z.unknown()),
  input: z.unknown(),
  taskOutcomes: z
    .array(
      z.union([
        z.object({ succeeded: z.unknown() }).strict(),
        z.object({ failed: z.object({ error: z.unknown().optional(), cause: z.unknown().optional() }) }).strict(),
        z.object({ timedOut: z.literal(true) }).strict(),
      ]),
    )
    .nullish()
    .transform((outcomes) => outcomes ?? []),
  events: z.array(z.looseObject({ type: z.string() })).min(1),
});

export type RecordedCase = z.infer<typeof caseSchema>;

/** Reads a file of cases. Throws an Error whose message is a sentence for the reader. */
export function parseCases(text: string): readonly RecordedCase[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not JSON: ${(error as Error).message}`);
  }
  const parsed = z.array(caseSchema).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`it is no list of cases: ${issue?.message} at ${issue?.path.join('.') || 'the top'}`);
}

/** A recorded outcome as the answer of a task. */
export function answerOf(outcome: RecordedCase['taskOutcomes'][number]): TaskAnswer {
  if ('timedOut' in outcome) return { timedOut: true };
  if ('succeeded' in outcome) return { output: jsonOf(outcome.succeeded) };
  const { error, cause } = outcome.failed;
  return {
    ...(error === undefined || error === null ? {} : { error: textOf(error) }),
    ...(cause === undefined || cause === null ? {} : { cause: textOf(cause) }),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function jsonOf(output: unknown): Json {
  if (typeof output !== 'string') return output as Json;
  try {
    return JSON.parse(output) as Json;
  } catch {
    return output;
  }
}
