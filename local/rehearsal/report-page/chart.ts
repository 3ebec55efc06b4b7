/** A chart as SVG: Vega-Lite says what it looks like, Vega draws it, without a browser and without a canvas. */
import { raw } from 'hono/html';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Html } from './parts.ts';

/** What is particular to a chart: data, marks and encodings. */
export type ChartSpec = Omit<TopLevelSpec, '$schema' | 'config' | 'background'>;

/** At least 3 to 1 against white and against the dark page alike (WCAG 1.4.11). */
const MARK = '#2f7fc1';
const FONT = 'system-ui, -apple-system, "Segoe UI", Arial, sans-serif';

const config = {
  // One picture with one description: the table after it has each number.
  aria: false,
  background: 'transparent',
  font: FONT,
  // The colour of the page's text, whatever that is on a light, a dark or a high contrast screen.
  view: { stroke: null },
  axis: {
    ...{
      labelColor: 'currentColor',
      titleColor: 'currentColor',
      tickColor: 'currentColor',
      domainColor: 'currentColor',
    },
    ...{
      gridColor: 'currentColor',
      gridOpacity: 0.15,
      labelFontSize: 13,
      titleFontSize: 13,
      titleFontWeight: 'normal',
    },
    labelLimit: 260,
  },
  header: {
    ...{ labelColor: 'currentColor', titleColor: 'currentColor', labelFontSize: 13, labelAngle: 0 },
    labelLimit: 260,
  },
  mark: { color: MARK },
  // Vega-Lite gives these colours of their own.
  ...{ rule: { color: 'currentColor' }, tick: { color: 'currentColor', thickness: 2 } },
} as const;

/** @param says what a person sees in it, for whoever does not see it */
export async function chart(spec: ChartSpec, says: string): Promise<Html> {
  const { spec: vega } = compile({ ...spec, config } as unknown as TopLevelSpec);
  const view = new View(parse(vega), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const label = says.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  // Its groups would be pictures without a text of their own within the one that has it.
  const plain = svg.replaceAll(/ (?:role|aria-[a-z]+)="[^"]*"/g, '');
  return raw(plain.replace('<svg ', `<svg role="img" aria-label="${label}" `)) as Html;
}
