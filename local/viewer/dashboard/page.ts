import { html, raw } from 'hono/html';
import type { Alarms } from '../../metrics/alarms.ts';
import { clockButton } from '../clock-button.ts';
import { type Html, londonTime, page } from '../layout.ts';
import type { Dashboard, Widget } from './body.ts';
import { callWidget } from './call.ts';
import type { DashboardParts } from './dashboard-parts.ts';
import { metricLines } from './metric-lines.ts';

/** About what the console gives tables, fields and buttons of a custom widget; it is styled there, not here. */
const STYLE = `
  .dashboard { display: grid; grid-template-columns: repeat(24, 1fr); grid-auto-rows: 50px; gap: 12px; font-size: 14px }
  .widget { border: 1px solid #d5dbdb; display: flex; flex-direction: column; min-width: 0 } .widget > h2 { font-size: 15px; margin: 0; padding: 8px 14px; border-bottom: 1px solid #eaeded; background: #fafafa }
  .content { overflow: auto; padding: 10px 14px; flex: 1 } .content table { margin: 0 } .content th { color: #545b64 }
  .content form { display: block } .content input, .content select { font: inherit; border: 1px solid #687078; padding: 3px 6px }
  .btn { display: inline-block; border: 1px solid #545b64; color: #16191f; padding: 2px 12px; text-decoration: none; cursor: pointer; font-weight: 700; font-size: 13px; background: #fff }
  .btn-primary { background: #ec7211; border-color: #ec7211; color: #16191f } cwdb-action { display: none }
  dialog { border: 1px solid #687078; max-width: 560px; font-size: 15px; padding: 20px } dialog::backdrop { background: rgb(0 0 0 / 40%) } .metrics { width: auto } .metrics td:last-child { text-align: right }
`;

/** One dashboard of the deployment, as the CloudWatch console would show it at this moment of the virtual clock. */
export async function dashboardPage(dashboard: Dashboard, parts: DashboardParts): Promise<Html> {
  const widgets: Html[] = [];
  // One after the other: each custom widget runs the same function, which has two sandboxes here.
  for (const [index, widget] of dashboard.widgets.entries()) widgets.push(await frame(widget, index, dashboard, parts));
  return page(
    { title: `Dashboard ${dashboard.name}`, script: '/_local/dashboard.js' },
    html`<style>${raw(STYLE)}</style>
<p>${londonTime(parts.clock.now())}. <a href="/_local/dashboards/${dashboard.name}">Refresh</a>
<span class="quiet">This is the present moment. If nothing waits for anybody:</span> ${clockButton('asked', 'Skip to when somebody is asked', 'dashboards')}</p>
<div class="dashboard" data-dashboard="${dashboard.name}">${widgets}</div>
<dialog id="ask"><p></p><p><button type="button" value="yes">Confirm</button><button type="button" value="no">Cancel</button></p></dialog>
<dialog id="popup"><div></div><p><button type="button">Close</button></p></dialog>`,
  );
}

async function frame(widget: Widget, index: number, dashboard: Dashboard, parts: DashboardParts): Promise<Html> {
  const { x, y, width, height } = widget;
  const title = widget.type === 'text' ? '' : html`<h2>${widget.properties.title}</h2>`;
  const name = widget.type === 'text' ? 'Text' : widget.properties.title;
  const at = `grid-column: ${x + 1} / span ${width}; grid-row: ${y + 1} / span ${height}`;
  return html`<section class="widget" style="${at}" data-widget="${index}">${title}<div class="content" tabindex="0" role="group" aria-label="${name}">${await content(widget, index, dashboard, parts)}</div></section>`;
}

async function content(widget: Widget, index: number, { name }: Dashboard, parts: DashboardParts): Promise<Html> {
  switch (widget.type) {
    case 'custom':
      return raw(await callWidget({ dashboard: name, widget: index, forms: {} }, parts)) as Html;
    case 'text':
      return html`${widget.properties.markdown
        .split('\n')
        .map((line) => (line.startsWith('## ') ? html`<h2>${line.slice(3)}</h2>` : html`<p>${line}</p>`))}`;
    case 'alarm':
      return alarmsOf(widget.properties.alarms, parts.alarms);
    case 'metric':
      return metricLines(widget.properties.metrics, parts);
  }
}

function alarmsOf(arns: readonly string[], { all }: Alarms): Html {
  const known = new Map(all.map((alarm) => [alarm.name, alarm]));
  const alarms = arns.flatMap((arn) => known.get(arn.split(':').at(-1) ?? '') ?? []);
  const red = alarms.filter(({ state }) => state === 'ALARM');
  return html`<p>${alarms.length} alarms, ${red.length} of them red.</p>
${red.map(({ name, description }) => html`<p class="bad">${name}: ${description}</p>`)}`;
}
