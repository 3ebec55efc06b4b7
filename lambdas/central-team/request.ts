import * as z from 'zod';
import { bankHolidayYears } from '../calendar/bank-holidays.ts';
import { londonDate } from '../calendar/london.ts';

export const VIEWS = ['today', 'reviews', 'waiting', 'late', 'teams', 'undelivered', 'training', 'review'] as const;
export type ViewName = (typeof VIEWS)[number];

const instant = z.number().int();
const text = z.string().trim().max(200);

/** What CloudWatch tells of the widget beside its own parameters; of all that, what is used here. */
const WidgetContext = z.object({
  /** Milliseconds since the epoch. The end is the widget's idea of now: code reads no clock. */
  timeRange: z.object({ start: instant, end: instant }),
  theme: z.enum(['light', 'dark']).catch('light'),
  forms: z.object({ all: z.record(z.string(), z.unknown()).default({}) }).default({ all: {} }),
  params: z.unknown().optional(),
});

/**
 * A call of the widget's function: the dashboard's own parameters, or the payload of one of its buttons. CloudWatch adds keys
 * of its own to either, such as `describe`, and more some day: those are passed over.
 */
const Call = z.object({
  view: z.enum(VIEWS, `must be one of ${VIEWS.join(', ')}`),
  /** From 1. */
  page: z.int('must be a whole number').min(1, 'must be 1 or more').max(1000).default(1),
  /** Whose answers: a role. */
  role: z.enum(['host', 'lead', 'reviewer', 'hub-manager', 'central-team']).optional(),
  /** A partnership year, by the calendar year it begins in. */
  year: z
    .string()
    .regex(/^20\d\d$/, 'must be a year such as 2026')
    .optional(),
  /** A Monday. */
  week: z.iso.date('must be a date such as 2027-01-11').optional(),
  stage: text.optional(),
  /** A review or membership by its name. */
  about: text.optional(),
  /** What somebody typed is to be looked for. */
  find: z.boolean().optional(),
  /** The list that a review was opened from. */
  from: z.enum(VIEWS).optional(),
  widgetContext: WidgetContext,
});

/** What is to be shown. */
export interface ViewRequest extends Omit<z.infer<typeof Call>, 'widgetContext'> {
  /** The instant up to which the dashboard looks. */
  readonly at: string;
  /** The London date of that instant. */
  readonly today: string;
  /** The instant from which the dashboard looks. */
  readonly since: string;
  readonly theme: 'light' | 'dark';
  /** What was typed into the widget's fields, by name. */
  readonly typed: Readonly<Record<string, string>>;
}

export type Read =
  | { readonly ok: true; readonly request: ViewRequest }
  | { readonly ok: false; readonly sentence: string };

/** Reads what a dashboard calls the function with, or says in a sentence what is wrong with it. */
export function readRequest(event: unknown): Read {
  const parsed = Call.safeParse(event);
  if (!parsed.success) return { ok: false, sentence: `This widget cannot be shown: ${faults(parsed.error)}.` };
  const { widgetContext, ...call } = parsed.data;
  const { timeRange, theme, forms } = widgetContext;
  const at = new Date(timeRange.end).toISOString();
  const year = Number(at.slice(0, 4));
  if (!(year > bankHolidayYears.first && year < bankHolidayYears.last)) {
    const sentence = `This widget counts working days, which are known from ${bankHolidayYears.first + 1} to ${bankHolidayYears.last - 1}: choose another time range.`;
    return { ok: false, sentence };
  }
  const typed = Object.entries(forms.all).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.trim().slice(0, 200)] as const] : [],
  );
  return {
    ok: true,
    request: {
      ...call,
      ...{ at, theme, today: londonDate(at), since: new Date(timeRange.start).toISOString() },
      typed: Object.fromEntries(typed),
    },
  };
}

const faults = (error: z.ZodError): string =>
  error.issues.map((issue) => `its parameter '${issue.path.join('.')}' ${issue.message}`).join('; ');
