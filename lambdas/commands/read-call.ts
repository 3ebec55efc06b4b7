import * as z from 'zod';
import { COMMANDS, type CommandInput } from './registry.ts';

/** What a CloudWatch dashboard adds to every call of a custom widget's button, as far as it is read. */
const WidgetContext = z.object({ forms: z.object({ all: z.record(z.string(), z.unknown()) }).optional() });

/** A call as it was understood, or what is wrong with it; and whether a dashboard shows the result. */
export interface Call {
  readonly fromWidget: boolean;
  readonly read:
    | { readonly ok: true; readonly input: CommandInput; readonly isAtGiven: boolean }
    | { readonly ok: false; readonly sentence: string };
}

/**
 * Reads what the function was called with: the command itself, or, from a dashboard's button, the button's payload with the
 * fields of the widget's forms. A form adds what the payload leaves open, and never changes what the button says.
 *
 * @param traceId the X-Ray trace id of the invocation, which holds its instant.
 */
export function readCall(event: unknown, traceId: string | undefined): Call {
  const payload = z.record(z.string(), z.unknown()).safeParse(event);
  const { widgetContext, ...fields } = payload.success ? payload.data : {};
  const fromWidget = widgetContext !== undefined;
  const no = (sentence: string): Call => ({ fromWidget, read: { ok: false, sentence } });
  const schema = byName.get(fields.act)?.schema;
  if (!schema) return no(`Nothing was done: the act must be one of ${names}, in the field "act".`);
  const parsed = schema.safeParse(fromWidget ? withForm(fields, Object.keys(schema.shape), widgetContext) : fields);
  if (!parsed.success) return no(inWords(parsed.error));
  const at = parsed.data.at ?? instantOf(traceId);
  if (at === undefined) return no('Add "at": the call does not say when it was made.');
  const input = { ...parsed.data, at: new Date(at).toISOString() };
  return { fromWidget, read: { ok: true, input, isAtGiven: parsed.data.at !== undefined } };
}

const byName = new Map<unknown, (typeof COMMANDS)[keyof typeof COMMANDS]>(Object.entries(COMMANDS));
const names = Object.keys(COMMANDS)
  .join(', ')
  .replace(/, ([^,]+)$/, ' and $1');

/**
 * A dashboard sends the fields of all forms of a widget, and may add keys of its own: what the command does not know is
 * somebody else's. Where several rows have a field of the same kind, the button's `row` says whose it is: its reason is in
 * `reason.ROW`.
 */
function withForm(
  { row, ...fields }: Readonly<Record<string, unknown>>,
  known: readonly string[],
  widgetContext: unknown,
): object {
  const context = WidgetContext.safeParse(widgetContext);
  const form = context.success ? (context.data.forms?.all ?? {}) : {};
  const typed = known.flatMap((name) => {
    const value = form[`${name}.${row}`] ?? form[name];
    return name in fields || typeof value !== 'string' || value.trim() === '' ? [] : [[name, value]];
  });
  const said = Object.entries(fields).filter(([name]) => known.includes(name));
  return Object.fromEntries([...typed, ...said]);
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
    return `${String(field)} ${issue.message}`;
  });
  return `Nothing was done: ${faults.join('; ')}.`;
}
