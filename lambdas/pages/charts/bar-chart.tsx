/** Lines with a bar each, which its parts make up. */
import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { Figure, Key, type Part } from './figure.tsx';

export interface ChartLine {
  readonly name: string;
  /** So many of each part, in the order of the parts. */
  readonly counts: readonly number[];
}

const WIDTH = 760;
const [LEFT, RIGHT, TOP, LINE] = [130, 40, 30, 26];
/** A number is written into a part that is as wide. */
const ROOM = 22;

export function BarChart(props: {
  readonly says: string;
  readonly parts: readonly Part[];
  readonly lines: readonly ChartLine[];
}) {
  const { says, parts, lines } = props;
  const height = TOP + lines.length * LINE;
  const sum = ({ counts }: ChartLine): number => counts.reduce((total, count) => total + count, 0);
  const x = scaleLinear([0, Math.max(1, ...lines.map(sum))], [LEFT, WIDTH - RIGHT]);
  const layers = stack<ChartLine, number>()
    .keys(parts.keys())
    .value(({ counts }, part) => counts[part] ?? 0)(lines);
  const y = (at: number): number => TOP + at * LINE;
  return (
    <Figure says={says} width={WIDTH} height={height}>
      <Key parts={parts} x={LEFT} y={4} />
      {layers.map((layer) =>
        layer.map(([from, to], at) =>
          from === to ? null : (
            <g key={lines[at]?.name}>
              <rect x={x(from)} y={y(at)} width={x(to) - x(from)} height={LINE - 6} fill={parts[layer.key]?.colour} />
              {x(to) - x(from) >= ROOM && (
                <text x={(x(from) + x(to)) / 2} y={y(at) + LINE / 2 + 1} textAnchor="middle" fill="#fff">
                  {to - from}
                </text>
              )}
            </g>
          ),
        ),
      )}
      {lines.map((line, at) => (
        <g key={line.name}>
          <text x={LEFT - 8} y={y(at) + LINE / 2 + 1} textAnchor="end">
            {line.name}
          </text>
          <text x={x(sum(line)) + 6} y={y(at) + LINE / 2 + 1} fontWeight="bold">
            {sum(line)}
          </text>
        </g>
      ))}
    </Figure>
  );
}
