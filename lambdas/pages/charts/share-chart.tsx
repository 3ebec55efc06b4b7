/** How long most of something took: a bar to half of it, and on to nine in ten. */
import { scaleLinear } from 'd3-scale';
import { Figure, Key, TEXT } from './figure.tsx';

export interface ShareLine {
  readonly name: string;
  readonly median: number;
  /** Nine in ten are within this. */
  readonly most: number;
}

const WIDTH = 760;
const [LEFT, RIGHT, TOP, LINE] = [260, 40, 30, 22];
const PARTS = [
  { name: 'half of the answers', colour: '#1f78b4' },
  { name: 'nine in ten', colour: '#8c6bb1' },
] as const;
const [HALF, MOST] = PARTS;

export function ShareChart({ says, lines }: { readonly says: string; readonly lines: readonly ShareLine[] }) {
  const height = TOP + lines.length * LINE;
  const x = scaleLinear([0, Math.max(1, ...lines.map(({ most }) => most))], [LEFT, WIDTH - RIGHT]);
  return (
    <Figure says={says} width={WIDTH} height={height}>
      <Key parts={PARTS} x={LEFT} y={4} />
      {lines.map(({ name, median, most }, at) => (
        <g key={name} transform={`translate(0 ${TOP + at * LINE})`}>
          <text x={LEFT - 8} y={TEXT} textAnchor="end">
            {name}
          </text>
          <rect x={LEFT} y={6} width={Math.max(1, x(most) - LEFT)} height={4} fill={MOST.colour} />
          <rect x={LEFT} y={2} width={Math.max(1, x(median) - LEFT)} height={12} fill={HALF.colour} />
          <text x={x(most) + 6} y={TEXT}>
            {most}
          </text>
        </g>
      ))}
    </Figure>
  );
}
