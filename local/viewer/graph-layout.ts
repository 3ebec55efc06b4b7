import dagre from '@dagrejs/dagre';
import type { GraphEdge, GraphState, MachineGraph } from '../step-functions/index.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A state with its place; coordinates are those of the box's upper left corner, in pixels. */
export interface PlacedState extends Point {
  readonly state: GraphState;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  /** What leads from the state back to itself, such as the timeout of a question. */
  readonly loops: readonly GraphEdge[];
  /** Branches of a Parallel or the processor of a Map, side by side inside the box. */
  readonly inner: readonly (PlacedGraph & Point)[];
}

export interface PlacedEdge {
  readonly edge: GraphEdge | undefined;
  readonly points: readonly Point[];
  readonly label: readonly string[];
  /** Centre of the label. */
  readonly labelAt: Point;
}

export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly start: Point;
  readonly states: readonly PlacedState[];
  readonly edges: readonly PlacedEdge[];
}

export const LINE_HEIGHT = 17;
export const LABEL_LINE_HEIGHT = 13;
const CHARACTER_WIDTH = 7.2;
const LABEL_CHARACTER_WIDTH = 5.6;
const PADDING = 12;
const START = ' start';

/** Places a machine's states from top to bottom, with room for the labels of the arrows. */
export function layOut(graph: MachineGraph): PlacedGraph {
  const plan = new dagre.graphlib.Graph({ multigraph: true });
  plan.setGraph({ rankdir: 'TB', nodesep: 28, edgesep: 16, ranksep: 34, marginx: 24, marginy: 12 });
  const boxes = new Map(graph.states.map((state) => [state.name, measure(state)]));
  plan.setNode(START, { width: 14, height: 14 });
  for (const [name, { width, height }] of boxes) plan.setNode(name, { width, height });
  plan.setEdge(START, graph.startAt, {});
  const between = graph.edges.filter(({ from, to }) => from !== to);
  const edges = between.map((edge, index) => ({ edge, label: shortLabel(edge), id: String(index) }));
  for (const { edge, label, id } of edges) {
    const width = Math.max(0, ...label.map((line) => line.length)) * LABEL_CHARACTER_WIDTH;
    plan.setEdge(edge.from, edge.to, { width, height: label.length * LABEL_LINE_HEIGHT, labelpos: 'c' }, id);
  }
  dagre.layout(plan);

  const lineOf = (from: string, to: string, id?: string): { points: Point[]; labelAt: Point } => {
    const { points = [], x = 0, y = 0 } = plan.edge(from, to, id) as { points?: Point[]; x?: number; y?: number };
    return { points, labelAt: { x, y } };
  };
  const { width = 0, height = 0 } = plan.graph();
  const start = plan.node(START);
  return {
    width,
    height,
    start: { x: start.x, y: start.y },
    states: [...boxes].map(([name, box]) => {
      const { x, y } = plan.node(name);
      const loops = graph.edges.filter(({ from, to }) => from === name && to === name);
      return { ...box, loops, x: x - box.width / 2, y: y - box.height / 2 };
    }),
    edges: [
      { edge: undefined, label: [], ...lineOf(START, graph.startAt) },
      ...edges.map(({ edge, label, id }) => ({ edge, label, ...lineOf(edge.from, edge.to, id) })),
    ],
  };
}

/** A box as large as its text, or as the graphs inside it. */
function measure(state: GraphState): Omit<PlacedState, 'x' | 'y' | 'loops'> {
  const lines = wrap(state.name, 26);
  const textWidth = Math.max(...lines.map((line) => line.length)) * CHARACTER_WIDTH + 2 * PADDING;
  const textHeight = lines.length * LINE_HEIGHT + PADDING;
  let x = PADDING;
  const inner = (state.inner ?? []).map(layOut).map((placed) => {
    const at = { ...placed, x, y: textHeight };
    x += placed.width + PADDING;
    return at;
  });
  const innerHeight = Math.max(0, ...inner.map(({ height }) => height + PADDING));
  return {
    state,
    lines,
    inner,
    width: Math.max(90, textWidth, inner.length > 0 ? x : 0),
    height: textHeight + innerHeight,
  };
}

/** What an arrow says in a few words: the value that a condition compares with, or the errors of a Catch. */
function shortLabel({ label, kind }: GraphEdge): string[] {
  if (kind === 'next') return [];
  const compared = /=\s*['"]([^'"]+)['"]\s*$/.exec(label)?.[1];
  const lines = wrap(compared ?? label, 24);
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]} …`] : lines;
}

function wrap(text: string, longest: number): string[] {
  const lines: string[] = [''];
  for (const word of text.trim().split(/\s+/)) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= longest) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
