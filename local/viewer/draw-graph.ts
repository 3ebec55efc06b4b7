import type { GraphState, MachineGraph } from '../step-functions/index.ts';
import {
  LABEL_LINE_HEIGHT,
  LINE_HEIGHT,
  layOut,
  type PlacedEdge,
  type PlacedGraph,
  type PlacedState,
} from './graph-layout.ts';

/** What became of a state in one execution. */
export type StateStatus = 'visited' | 'current' | 'failed';

export interface DrawOptions {
  /** Read to people who cannot see the picture. */
  readonly title: string;
  /** By state name; states that are not in it are drawn as not reached. Leave out for a picture of the machine alone. */
  readonly statuses?: ReadonlyMap<string, { readonly status: StateStatus; readonly visits: number }>;
}

const STATUS_COLOURS = {
  visited: { fill: '#d5ecd4', stroke: '#2f7d32' },
  current: { fill: '#cfe3f7', stroke: '#1258a3' },
  failed: { fill: '#f7d4d0', stroke: '#b3261e' },
} as const;

const STYLE = `
  text { font-family: system-ui, -apple-system, "Segoe UI", Arial, sans-serif; fill: #1b1b1b; text-anchor: middle }
  .name { font-size: 13px } .label { font-size: 10.5px; fill: #3a3a3a } .note { font-size: 9.5px; fill: #555 }
  .edge { fill: none; stroke: #6b6b6b; stroke-width: 1.2 } .catch { stroke: #a86a5a; stroke-dasharray: 4 3 }
`;

/** Draws a state machine as one self-contained SVG: boxes from top to bottom, questions to people in amber. */
export function drawGraph(graph: MachineGraph, { title, statuses }: DrawOptions): string {
  const placed = layOut(graph);
  const width = Math.ceil(placed.width);
  const height = Math.ceil(placed.height);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">',
    '<path d="M0 0 8 4 0 8z" fill="#6b6b6b"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    drawFlow(placed, statuses),
    '</svg>',
  ].join('\n');
}

function drawFlow(placed: PlacedGraph, statuses: DrawOptions['statuses']): string {
  return [
    `<circle cx="${round(placed.start.x)}" cy="${round(placed.start.y)}" r="6" fill="#1b1b1b"/>`,
    ...placed.edges.map(drawEdge),
    ...placed.states.map((state) => drawState(state, statuses)),
    ...placed.edges.map(drawLabel),
  ].join('\n');
}

function drawState(placed: PlacedState, statuses: DrawOptions['statuses']): string {
  const { state, lines, x, y, width, height, inner } = placed;
  const reached = statuses?.get(state.name);
  const colours = reached ? STATUS_COLOURS[reached.status] : coloursOf(state, statuses !== undefined);
  const thickness = reached?.status === 'current' ? 3 : state.end ? 2.4 : 1.3;
  const dashes = inner.length > 0 ? ' stroke-dasharray="6 3"' : '';
  const corner = state.type === 'Choice' ? 16 : 5;
  const box =
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${corner}" ` +
    `fill="${inner.length > 0 && !reached ? '#fafafa' : colours.fill}" stroke="${colours.stroke}" stroke-width="${thickness}"${dashes}/>`;
  const text = lines.map(
    (line, index) =>
      `<text class="name" x="${round(x + width / 2)}" y="${round(y + 18 + index * LINE_HEIGHT)}">${escaped(line)}</text>`,
  );
  const visits =
    reached && reached.visits > 1
      ? [`<text class="note" x="${round(x + width - 14)}" y="${round(y - 3)}">×${reached.visits}</text>`]
      : [];
  const groups = inner.map(
    (each) => `<g transform="translate(${round(x + each.x)} ${round(y + each.y)})">${drawFlow(each, statuses)}</g>`,
  );
  const loops = placed.loops.map((loop) => drawLoop(placed, loop.label));
  const about = [kindOf(state), state.comment ?? ''].filter(Boolean).join('. ');
  return `<g><title>${escaped(about)}</title>${[box, ...text, ...visits, ...groups, ...loops].join('')}</g>`;
}

function coloursOf(state: GraphState, isFaded: boolean): { fill: string; stroke: string } {
  const stroke = isFaded ? '#b5b5b5' : '#5c5c5c';
  if (isFaded) return { fill: '#fff', stroke };
  if (state.waitsForAnswer) return { fill: '#fdeecb', stroke: '#9a6700' };
  switch (state.type) {
    case 'Choice':
      return { fill: '#f1f1f1', stroke };
    case 'Wait':
      return { fill: '#e4edf8', stroke };
    case 'Succeed':
      return { fill: '#d5ecd4', stroke: '#2f7d32' };
    case 'Fail':
      return { fill: '#f7d4d0', stroke: '#b3261e' };
    default:
      return { fill: '#fff', stroke };
  }
}

function kindOf(state: GraphState): string {
  return state.waitsForAnswer ? 'Asks a person and waits for the answer' : `${state.type} state`;
}

/** A smooth line through the points that the layout found. */
function drawEdge({ edge, points }: PlacedEdge): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const [endX, endY] =
      index === rest.length - 2 ? [next.x, next.y] : [(point.x + next.x) / 2, (point.y + next.y) / 2];
    return `Q${round(point.x)} ${round(point.y)} ${round(endX)} ${round(endY)}`;
  });
  const path = bends.length > 0 ? bends.join(' ') : `L${round(last.x)} ${round(last.y)}`;
  const kind = edge?.kind === 'catch' ? 'edge catch' : 'edge';
  return `<path class="${kind}" d="M${round(first.x)} ${round(first.y)} ${path}" marker-end="url(#arrow)"/>`;
}

/** An arrow from the right side of a box back into it; what it is for shows under the pointer. */
function drawLoop({ x, y, width, height }: PlacedState, label: string): string {
  const right = round(x + width);
  const [top, bottom] = [y + height / 2 - 7, y + height / 2 + 7].map(round);
  const bend = round(x + width + 20);
  return (
    `<g><title>${escaped(label)}: the same state again</title>` +
    `<path class="edge catch" d="M${right} ${top}C${bend} ${top} ${bend} ${bottom} ${right} ${bottom}" marker-end="url(#arrow)"/></g>`
  );
}

function drawLabel({ edge, label, labelAt }: PlacedEdge): string {
  if (!edge || label.length === 0) return '';
  const top = labelAt.y - (label.length * LABEL_LINE_HEIGHT) / 2 + 10;
  const width = Math.max(...label.map((line) => line.length)) * 5.6 + 4;
  const lines = label.map(
    (line, index) =>
      `<text class="label" x="${round(labelAt.x)}" y="${round(top + index * LABEL_LINE_HEIGHT)}">${escaped(line)}</text>`,
  );
  const ground =
    `<rect x="${round(labelAt.x - width / 2)}" y="${round(top - 10)}" width="${round(width)}" ` +
    `height="${label.length * LABEL_LINE_HEIGHT}" fill="#fff" opacity="0.85"/>`;
  return `<g><title>${escaped(edge.label)}</title>${ground}${lines.join('')}</g>`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '');
