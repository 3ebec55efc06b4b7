import * as z from 'zod';
import { type Act, SteerReviewInput } from './act.ts';

/** What a CloudWatch dashboard adds to every call of a custom widget's button, as far as it is read. */
const WidgetContext = z.object({ forms: z.object({ all: z.record(z.string(), z.unknown()) }).optional() });

/** A call as it was understood, or what is wrong with it; and whether a dashboard shows the result. */
export interface Call {
  readonly fromWidget: boolean;
  readonly read:
    | { readonly ok: true; readonly act: Act; readonly isAtGiven: boolean }
    | { readonly ok: false; readonly sentence: string };
}

/**
 * Reads what the function was called with: the act itself, or, from a dashboard's button, the button's payload with the
 * fields of the widget's forms. A form adds what the payload leaves open, and never changes what the button says.
 *
 * @param traceId the X-Ray trace id of the invocation, which holds its instant.
 */
export function readCall(event: unknown, traceId: string | undefined): Call {
  const payload = z.record(z.string(), z.unknown()).safeParse(event);
  const { widgetContext, ...fields } = payload.success ? payload.data : {};
  const fromWidget = widgetContext !== undefined;
  const parsed = SteerReviewInput.safeParse(fromWidget ? withForm(fields, widgetContext) : fields);
  if (!parsed.success) return { fromWidget, read: { ok: false, sentence: inWords(parsed.error) } };
  const at = parsed.data.at ?? instantOf(traceId);
  if (at === undefined) {
    return { fromWidget, read: { ok: false, sentence: 'Add "at": the call does not say when it was made.' } };
  }
  const act = { ...parsed.data, at: new Date(at).toISOString() };
  return { fromWidget, read: { ok: true, act, isAtGiven: parsed.data.at !== undefined } };
}

/**
 * A dashboard sends the fields of all forms of a widget; those that the act does not know are somebody else's. Where
 * several rows have a field of the same kind, the button's `row` says whose it is: its reason is in `reason.ROW`.
 */
function withForm({ row, ...fields }: Readonly<Record<string, unknown>>, widgetContext: unknown): object {
  const context = WidgetContext.safeParse(widgetContext);
  const form = context.success ? (context.data.forms?.all ?? {}) : {};
  const known = SteerReviewInput.options.find((option) => option.shape.act.value === fields.act)?.shape ?? {};
  const typed = Object.keys(known).flatMap((name) => {
    const value = form[`${name}.${row}`] ?? form[name];
    return name in fields || typeof value !== 'string' || value.trim() === '' ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(typed), ...fields };
}

/** 'Root=1-67891233-abcdef012345678912345678;...': the second group is the instant, in seconds, hexadecimal. */
export function instantOf(traceId: string | undefined): string | undefined {
  const [, seconds] = /\bRoot=1-([0-9a-f]{8})-/.exec(traceId ?? '') ?? [];
  return seconds === undefined ? undefined : new Date(Number.parseInt(seconds, 16) * 1000).toISOString();
}

function inWords(error: z.ZodError): string {
  const faults = error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') return `${issue.keys.join(', ')} is not known for this act`;
    const [field] = issue.path;
    return field === undefined || field === 'act' ? `the act ${issue.message}` : `${String(field)} ${issue.message}`;
  });
  return `Nothing was done: ${faults.join('; ')}.`;
}
