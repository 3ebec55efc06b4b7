import { load } from 'cheerio';
import { z } from 'zod';
import type { DashboardParts } from './dashboard-parts.ts';

/** What the page's script sends when something in a widget was clicked. */
export const callSchema = z.strictObject({
  dashboard: z.string(),
  widget: z.int().min(0),
  /** The function to call: without it, the widget's own, as when the dashboard is opened. */
  endpoint: z.string().optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
  /** All fields of the widget by name. */
  forms: z.record(z.string(), z.string()).default({}),
});
export type Call = z.infer<typeof callSchema>;

const FOURTEEN_DAYS_MS = 14 * 86_400_000;

/** Calls the function behind a widget or one of its buttons, as the console does, and gives what is to be shown. */
export async function callWidget(call: Call, parts: DashboardParts): Promise<string> {
  const dashboard = parts.dashboards().find(({ name }) => name === call.dashboard);
  const widget = dashboard?.widgets[call.widget];
  if (widget?.type !== 'custom') return '<p>There is no such widget.</p>';
  const { endpoint, params, title } = widget.properties;
  const called = call.endpoint ?? endpoint;
  if (!parts.functions.find(called)) return shownText(`There is no function ${called}.`);
  const end = parts.clock.now();
  const widgetContext = {
    dashboardName: call.dashboard,
    widgetId: `widget-${call.widget + 1}`,
    locale: 'en',
    timezone: { label: 'UTC', offsetISO: '+00:00', offsetInMinutes: 0 },
    period: 300,
    isAutoPeriod: true,
    timeRange: { mode: 'relative', start: end - FOURTEEN_DAYS_MS, end, relativeStart: FOURTEEN_DAYS_MS },
    theme: 'light',
    linkCharts: true,
    title,
    forms: { all: call.forms },
    params,
    width: widget.width * 50,
    height: widget.height * 50,
  };
  const result = await parts.functions.invoke(called, { ...(call.payload ?? params), widgetContext });
  if ('error' in result) return shownText(`${result.error.errorType}: ${result.error.errorMessage}`);
  const answer: unknown = JSON.parse(result.payload);
  return typeof answer === 'string' ? cleaned(answer, parts) : shownText(JSON.stringify(answer, null, 2));
}

const shownText = (text: string): string => load('<pre></pre>', null, false)('pre').text(text).prop('outerHTML') ?? '';

/**
 * Takes out what the console takes out, so that nobody relies on it: script and frames. Links to an execution in the
 * console lead to its page here.
 */
export function cleaned(html: string, { machines }: Pick<DashboardParts, 'machines'>): string {
  const $ = load(html, null, false);
  $('script, iframe, object, embed, use, link, meta, base').remove();
  for (const element of $('*').toArray()) {
    if (!('attribs' in element)) continue;
    for (const [name, value] of Object.entries(element.attribs)) {
      const isScript = name.startsWith('on') || /^\s*javascript:/i.test(value);
      if (isScript) $(element).removeAttr(name);
    }
    const [, machine, execution] = /:execution:([^:]+):([^:]+)$/.exec(element.attribs.href ?? '') ?? [];
    const known = machines.find(({ arn }) => arn.endsWith(`:${machine}`));
    if (known && execution) $(element).attr('href', `/_local/executions/${known.name}/${execution}`);
  }
  return $.html();
}
