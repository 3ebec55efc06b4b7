/**
 * Writes the coast of the United Kingdom and its border with Ireland for the map of a plan: rings of points in whole kilometres on the
 * British National Grid. From Natural Earth (1:10 million, public domain, https://www.naturalearthdata.com) as the package
 * `world-atlas` has it.
 *
 *   node scripts/write-outline.ts
 */
import { writeFileSync } from 'node:fs';
import type { Feature, MultiPolygon } from 'geojson';
import proj4 from 'proj4';
import { feature } from 'topojson-client';
import { presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import countries10m from 'world-atlas/countries-10m.json' with { type: 'json' };

const UNITED_KINGDOM = '826'; // ISO 3166-1
/** EPSG:27700, with the seven parameters that Ordnance Survey gives for it: right to some five metres. */
const NATIONAL_GRID =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';
/** Square kilometres: a smaller island is a dot. */
const SMALLEST = 30;
/** A corner that takes away less than some six square kilometres is not seen: a degree each way is about 7,400 of them. */
const LEAST_CORNER = 6 / 7400;

const whole = countries10m as unknown as Topology<{ countries: GeometryCollection }>;
const atlas = simplify(presimplify(whole), LEAST_CORNER);
const countries = feature(atlas, atlas.objects.countries).features as Feature<MultiPolygon>[];
const kingdom = countries.find(({ id }) => id === UNITED_KINGDOM);
if (!kingdom) throw new Error(`There is no country ${UNITED_KINGDOM} in the atlas.`);

const onGrid = proj4(NATIONAL_GRID);
const rings = kingdom.geometry.coordinates
  .map(([outer = []]) => inKilometres(outer as [number, number][]))
  .filter((ring) => areaOf(ring) >= SMALLEST)
  .sort((a, b) => areaOf(b) - areaOf(a));
writeFileSync('lambdas/pages/charts/outline.json', `${JSON.stringify(rings)}\n`);
console.log(`${rings.length} rings with ${rings.flat().length} points`);

/** Whole kilometres, points that fall together once. */
function inKilometres(ring: readonly [number, number][]): [number, number][] {
  const points = ring.map((point): [number, number] => {
    const [easting, northing] = onGrid.forward(point);
    return [Math.round(easting / 1000), Math.round(northing / 1000)];
  });
  return points.filter(([x, y], at) => at === 0 || x !== points[at - 1]?.[0] || y !== points[at - 1]?.[1]);
}

function areaOf(ring: readonly [number, number][]): number {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
