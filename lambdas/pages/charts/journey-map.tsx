/** Who travels where, on a map of the part of the country that it is about. */
import { scaleLinear } from 'd3-scale';
import { Figure, Key, type Part, TEXT } from './figure.tsx';
import outline from './outline.json' with { type: 'json' };

/** Places in metres on the British National Grid. */
export interface Journey {
  readonly from: GridPlace;
  readonly to: GridPlace;
  readonly miles: number;
}

export interface GridPlace {
  readonly easting: number;
  readonly northing: number;
}

/** How far a journey is, as a map colours it: the first that it is within. Miles as the crow flies, as people read them. */
const DISTANCES: readonly (Part & { readonly upToMiles: number })[] = [
  { name: 'up to 20 miles', colour: '#238b45', upToMiles: 20 },
  { name: 'up to 50 miles', colour: '#1f78b4', upToMiles: 50 },
  { name: 'farther', colour: '#b4560c', upToMiles: Number.POSITIVE_INFINITY },
];

const [WIDTH, MOST_HEIGHT, KEY] = [640, 720, 28];
/** Kilometres of the country around that are shown. */
const AROUND = 15;

/** How many journeys are within each distance, in the order of the key. */
export function journeysByDistance(
  journeys: readonly Journey[],
): readonly { readonly name: string; readonly journeys: readonly Journey[] }[] {
  const far = ({ miles }: Journey): string => DISTANCES.find(({ upToMiles }) => miles <= upToMiles)?.name ?? '';
  const by = Map.groupBy(journeys, far);
  return DISTANCES.map(({ name }) => ({ name, journeys: by.get(name) ?? [] }));
}

/**
 * @param hosts where reviews are; each is a dot, with its journeys as lines to it.
 * @param width in pixels; what is wider than its place is shown smaller, its text too.
 */
export function JourneyMap(props: {
  readonly says: string;
  readonly hosts: readonly GridPlace[];
  readonly journeys: readonly Journey[];
  readonly width?: number;
}) {
  const { says, hosts, journeys, width = WIDTH } = props;
  const places = [...hosts, ...journeys.flatMap(({ from, to }) => [from, to])];
  const [west, east] = extent(places.map(({ easting }) => easting / 1000));
  const [south, north] = extent(places.map(({ northing }) => northing / 1000));
  const scale = Math.min(width / (east - west), MOST_HEIGHT / (north - south));
  const height = Math.round((north - south) * scale);
  const x = scaleLinear([west, east], [(width - (east - west) * scale) / 2, (width + (east - west) * scale) / 2]);
  const y = scaleLinear([south, north], [KEY + height, KEY]);
  const point = ({ easting, northing }: GridPlace): string =>
    `${Math.round(x(easting / 1000))} ${Math.round(y(northing / 1000))}`;
  const coast = (outline as readonly (readonly (readonly number[])[])[])
    .filter((ring) => isNear(ring, { west, east, south, north }))
    .map((ring) => `M${ring.map(([e = 0, n = 0]) => `${Math.round(x(e))} ${Math.round(y(n))}`).join('L')}z`)
    .join('');
  return (
    <Figure says={says} width={width} height={KEY + height}>
      <clipPath id="map">
        <rect y={KEY} width={width} height={height} />
      </clipPath>
      <g clipPath="url(#map)">
        <path d={coast} fill="currentColor" fillOpacity={0.06} stroke="currentColor" strokeOpacity={0.4} />
      </g>
      {journeysByDistance(journeys).map(({ name, journeys: own }, at) => (
        <path
          key={name}
          d={own.map(({ from, to }) => `M${point(from)}L${point(to)}`).join('')}
          stroke={DISTANCES[at]?.colour}
          strokeWidth={1.5}
          fill="none"
        />
      ))}
      {hosts.map((host) => {
        const [cx, cy] = point(host).split(' ');
        return <circle key={`${host.easting} ${host.northing}`} cx={cx} cy={cy} r={3} />;
      })}
      <Key parts={DISTANCES} x={4} y={(KEY - TEXT) / 2} />
    </Figure>
  );
}

const extent = (values: readonly number[]): [number, number] => [
  Math.min(...values) - AROUND,
  Math.max(...values) + AROUND,
];

function isNear(
  ring: readonly (readonly number[])[],
  { west, east, south, north }: { west: number; east: number; south: number; north: number },
): boolean {
  const [eastings, northings] = [ring.map(([e = 0]) => e), ring.map(([, n = 0]) => n)];
  return (
    Math.min(...eastings) < east &&
    Math.max(...eastings) > west &&
    Math.min(...northings) < north &&
    Math.max(...northings) > south
  );
}
