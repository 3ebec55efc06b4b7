import type { ScaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';

/** A picture's own text is as large as this. It is drawn in its own size, and smaller where there is less room. */
export const TEXT = 12;

/** A part of a picture that its key names: the same colour wherever it stands. */
export interface Part {
  readonly name: string;
  readonly colour: string;
}

/**
 * A drawing that says in words what it shows. Whatever its words leave out stands in a table or a list beside it, so it is one image
 * to whoever cannot see it.
 *
 * Its colours are told apart on a white page and on a dark dashboard, 3:1 against both at least; lines and text take the colour of
 * the text around.
 *
 * @param says a sentence with the main figures.
 */
export function Figure(props: {
  readonly says: string;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}) {
  const { says, width, height, children } = props;
  return (
    <svg
      role="img"
      aria-label={says}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      fontFamily="inherit"
      fontSize={TEXT}
      fill="currentColor"
      xmlns="http://www.w3.org/2000/svg"
    >
      {children}
    </svg>
  );
}

/** Between the parts of a key; and what a sign is wide on average, at the size of the text. */
const [GAP, SIGN] = [20, TEXT * 0.55];

/** What the colours mean, in one line from the left. */
export function Key({ parts, x, y }: { readonly parts: readonly Part[]; readonly x: number; readonly y: number }) {
  let from = x - GAP;
  return parts.map(({ name, colour }, at) => {
    const before = at === 0 ? 0 : TEXT + 5 + (parts[at - 1]?.name.length ?? 0) * SIGN;
    from += before + GAP;
    return (
      <g key={name} transform={`translate(${from} ${y})`}>
        <rect width={TEXT} height={TEXT} fill={colour} />
        <text x={TEXT + 5} y={TEXT - 2}>
          {name}
        </text>
      </g>
    );
  });
}

/** Numbers at the left with a faint line for each, from the bottom of a picture to its top. */
export function LeftScale(props: {
  readonly y: ScaleLinear<number, number>;
  readonly from: number;
  readonly to: number;
}) {
  const { y, from, to } = props;
  return y.ticks(4).map((tick) => (
    <g key={tick} transform={`translate(0 ${y(tick)})`}>
      <line x1={from} x2={to} stroke="currentColor" strokeOpacity={0.15} />
      <text x={from - 6} y={TEXT / 3} textAnchor="end">
        {tick}
      </text>
    </g>
  ));
}
