/** How a number of things moved through its parts, week by week: a stack of areas. */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveStepAfter, stack } from 'd3-shape';
import { addWeeks, dayMonthYear } from '../../calendar/dates.ts';
import { Figure, Key, LeftScale, type Part } from './figure.tsx';
import type { ChartWeek } from './week-chart.tsx';

const [WIDTH, HEIGHT] = [760, 230];
const [LEFT, RIGHT, TOP, BOTTOM] = [30, 10, 34, 24];

/**
 * A step for each week that was counted, which holds until the next. The last is a week wide.
 *
 * @param weeks two or more, in order: one week is no picture of anything.
 */
export function StageChart(props: {
  readonly says: string;
  readonly parts: readonly Part[];
  readonly weeks: readonly ChartWeek[];
}) {
  const { says, parts, weeks } = props;
  const last = weeks.at(-1);
  if (!last) return null;
  const steps = [...weeks, { ...last, week: addWeeks(last.week, 1) }];
  const day = (week: string): Date => new Date(`${week}T00:00:00Z`);
  const x = scaleUtc([day(steps[0]?.week ?? last.week), day(steps.at(-1)?.week ?? last.week)], [LEFT, WIDTH - RIGHT]);
  const most = Math.max(1, ...weeks.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)));
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]).nice(4);
  const layers = stack<ChartWeek, number>()
    .keys(parts.keys())
    .value(({ counts }, part) => counts[part] ?? 0)(steps);
  const shape = area<(typeof layers)[number][number]>()
    .x(({ data }) => x(day(data.week)))
    .y0(([from]) => y(from))
    .y1(([, to]) => y(to))
    .curve(curveStepAfter)
    .digits(1);
  return (
    <Figure says={says} width={WIDTH} height={HEIGHT}>
      <Key parts={parts} x={LEFT} y={4} />
      <LeftScale y={y} from={LEFT} to={WIDTH - RIGHT} />
      {layers.map((layer) => (
        <path key={layer.key} d={shape(layer) ?? ''} fill={parts[layer.key]?.colour} />
      ))}
      {x.ticks(8).map((tick) => {
        const [number, month = ''] = dayMonthYear(tick.toISOString().slice(0, 10)).split(' ');
        return (
          <text key={tick.toISOString()} x={x(tick)} y={HEIGHT - 3} textAnchor="middle">
            {number} {month.slice(0, 3)}
          </text>
        );
      })}
    </Figure>
  );
}
