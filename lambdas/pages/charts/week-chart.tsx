/** How many reviews there are in each week, by how far they have come, against what a week can hold. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { addWeeks, dayMonthYear } from '../../calendar/dates.ts';
import { Figure, Key, LeftScale, type Part, TEXT } from './figure.tsx';

export interface ChartWeek {
  /** A Monday. */
  readonly week: string;
  /** So many of each part, in the order of the parts. */
  readonly counts: readonly number[];
}

const [WIDTH, HEIGHT] = [760, 230];
const [LEFT, RIGHT, TOP, BOTTOM] = [30, 10, 34, 24];
/** A full week that holds more than so many times the fullest one is said, and not drawn: the columns would be low. */
const MOST_ABOVE = 2.5;

/**
 * Columns from the first week with a review to the last, the weeks between without one left free.
 *
 * @param capacity reviews that a week can hold, where that is known.
 * @param now the Monday of the present week, which gets a mark.
 */
export function WeekChart(props: {
  readonly says: string;
  readonly parts: readonly Part[];
  readonly weeks: readonly ChartWeek[];
  readonly capacity?: number | undefined;
  readonly now: string;
}) {
  const { says, parts, weeks, capacity, now } = props;
  const all = everyWeek(weeks.map(({ week }) => week));
  const counts = new Map(weeks.map((one) => [one.week, one.counts]));
  const x = scaleBand(all, [LEFT, WIDTH - RIGHT]).padding(0.15);
  const fullest = Math.max(1, ...weeks.map((one) => one.counts.reduce((sum, count) => sum + count, 0)));
  const hasLine = capacity !== undefined && capacity <= MOST_ABOVE * fullest;
  const y = scaleLinear([0, hasLine ? Math.max(fullest, capacity) : fullest], [HEIGHT - BOTTOM, TOP]).nice(4);
  const layers = stack<string, number>()
    .keys(parts.keys())
    .value((week, part) => counts.get(week)?.[part] ?? 0)(all);
  return (
    <Figure says={says} width={WIDTH} height={HEIGHT}>
      <Key parts={parts} x={LEFT} y={4} />
      <LeftScale y={y} from={LEFT} to={WIDTH - RIGHT} />
      {layers.map((layer) =>
        layer.map((column) =>
          column[0] === column[1] ? null : (
            <rect
              key={column.data}
              x={x(column.data)}
              y={y(column[1])}
              width={x.bandwidth()}
              height={y(column[0]) - y(column[1])}
              fill={parts[layer.key]?.colour}
            />
          ),
        ),
      )}
      {hasLine && (
        <line
          x1={LEFT}
          x2={WIDTH - RIGHT}
          y1={y(capacity)}
          y2={y(capacity)}
          stroke="currentColor"
          strokeDasharray="5 4"
        />
      )}
      {capacity !== undefined && (
        <text x={WIDTH - RIGHT} y={TEXT + 2} textAnchor="end">
          a full week: {capacity}
        </text>
      )}
      {all.includes(now) && (
        <path d={`M${(x(now) ?? 0) + x.bandwidth() / 2} ${HEIGHT - BOTTOM + 1}l-5 8h10z`}>
          <title>this week</title>
        </path>
      )}
      {monthsOf(all).map(({ week, month }) => (
        <text key={week} x={x(week)} y={HEIGHT - 3}>
          {month}
        </text>
      ))}
    </Figure>
  );
}

function everyWeek(weeks: readonly string[]): string[] {
  const [first, last] = [weeks.toSorted()[0], weeks.toSorted().at(-1)];
  const all: string[] = [];
  for (let week = first; week !== undefined && last !== undefined && week <= last; week = addWeeks(week, 1))
    all.push(week);
  return all;
}

/** The first Monday of each month, 'Jan 2027' where a year begins. */
function monthsOf(weeks: readonly string[]): { readonly week: string; readonly month: string }[] {
  return weeks.flatMap((week, at) => {
    const month = week.slice(0, 7);
    if (at === 0 || weeks[at - 1]?.slice(0, 7) === month) return [];
    const [, name = '', year = ''] = dayMonthYear(week).split(' ');
    return { week, month: name === 'January' ? `${name.slice(0, 3)} ${year}` : name.slice(0, 3) };
  });
}
