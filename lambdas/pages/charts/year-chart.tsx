/** The year of one review: when each part of it began and ended, and by when it was to be done. */
import { scaleUtc } from 'd3-scale';
import { dayMonthYear, longDate } from '../../calendar/dates.ts';
import { Figure, TEXT } from './figure.tsx';

export interface ChartSpan {
  readonly name: string;
  /** Dates; none of a part that has not begun, no end of one that goes on. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The date by which it was, or is, to be done. */
  readonly by?: string | undefined;
}

/** As wide as a phone's page, so that its text is as large there as the page's small print. */
const WIDTH = 340;
const [TOP, LINE, BAR] = [26, 36, 10];
/** What took a day, or less, is seen too. */
const SHORTEST = 3;

const [HAPPENED, LATE] = ['#1f78b4', '#b4560c'];

/** @param today a date: a part that goes on reaches until then. */
export function YearChart({ spans, today }: { readonly spans: readonly ChartSpan[]; readonly today: string }) {
  const dates = [...spans.flatMap(({ from, to, by }) => [from, to, by]), today].filter((date) => date !== undefined);
  const days = dates.toSorted();
  const at = scaleUtc([new Date(days[0] ?? today), new Date(days.at(-1) ?? today)], [6, WIDTH - 6]);
  const x = (date: string): number => at(new Date(date));
  const height = TOP + spans.length * LINE;
  return (
    <Figure says={inWords(spans)} width={WIDTH} height={height}>
      {at.ticks(4).map((tick) => {
        const [, month = '', year = ''] = dayMonthYear(tick.toISOString().slice(0, 10)).split(' ');
        return (
          <g key={tick.toISOString()} transform={`translate(${at(tick)} 0)`}>
            <line y1={TOP - 8} y2={height} stroke="currentColor" strokeOpacity={0.2} />
            <text y={TEXT} textAnchor="middle">
              {month.slice(0, 3)} {year.slice(2)}
            </text>
          </g>
        );
      })}
      {spans.map(({ name, from, to, by }, line) => (
        <g key={name} transform={`translate(0 ${TOP + line * LINE})`}>
          <text x={6} y={TEXT}>
            {name}
          </text>
          {from !== undefined && (
            <rect
              x={x(from)}
              y={TEXT + 5}
              width={Math.max(SHORTEST, x(to ?? today) - x(from))}
              height={BAR}
              fill={by !== undefined && (to ?? today) > by ? LATE : HAPPENED}
            />
          )}
          {by !== undefined && <path d={`M${x(by)} ${TEXT + 2}v${BAR + 6}`} stroke="currentColor" strokeWidth={2} />}
        </g>
      ))}
    </Figure>
  );
}

const inWords = (spans: readonly ChartSpan[]): string =>
  spans
    .map(({ name, from, to, by }) => {
      const happened =
        from === undefined
          ? 'not begun'
          : to === undefined
            ? `since ${longDate(from)}`
            : `${longDate(from)} to ${longDate(to)}`;
      return `${name}: ${happened}${by === undefined ? '' : `, to be done by ${longDate(by)}`}`;
    })
    .join('. ');
