/** Two settings, each played with the same seeds: what differs, and what may as well be chance. */
import { FEWEST_SEEDS } from '../arguments.ts';
import type { RehearsalReport } from '../figures/report-form.ts';
import { MEASURES, type Measure } from './measures.ts';

/** The reports of one seed under both settings. */
export interface Pair {
  readonly seed: number;
  readonly one: RehearsalReport;
  readonly other: RehearsalReport;
}

/** What stands in comparison.json. */
export interface Comparison {
  readonly format: 1;
  /** The options that both were played with. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The names of the two files. */
  readonly files: readonly [string, string];
  /** What the second file sets in place of the first one's, in words. */
  readonly changes: readonly string[];
  readonly seeds: readonly number[];
  readonly measures: readonly Compared[];
}

export interface Compared {
  readonly measure: string;
  /** By seed, in their order. */
  readonly one: readonly number[];
  readonly other: readonly number[];
  /** Of the second less the first, seed by seed. */
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  /** Every one of at least five seeds differs, and all the same way. */
  readonly isDifference: boolean;
  /** '9 fewer seats empty 8 weeks before day 1 (3 to 14)' */
  readonly words: string;
}

export function compared(
  pairs: readonly Pair[],
  { files, changes }: Pick<Comparison, 'files' | 'changes'>,
): Comparison {
  const { seed: _, settings: __, ...options } = pairs[0]?.one.played.options ?? {};
  return {
    format: 1,
    ...{ options, files, changes },
    seeds: pairs.map(({ seed }) => seed),
    measures: MEASURES.map((measure) => comparedBy(measure, pairs)),
  };
}

function comparedBy(measure: Measure, pairs: readonly Pair[]): Compared {
  const one = pairs.map((pair) => measure.of(pair.one));
  const other = pairs.map((pair) => measure.of(pair.other));
  const differences = one.map((before, index) => rounded((other[index] ?? before) - before, measure.digits));
  const least = Math.min(...differences);
  const most = Math.max(...differences);
  const mean = rounded(differences.reduce((sum, each) => sum + each, 0) / pairs.length, 6);
  const isDifference = pairs.length >= FEWEST_SEEDS && (least > 0 || most < 0);
  return {
    measure: measure.name,
    ...{ one, other, mean, least, most, isDifference },
    words: inWords(measure, { mean, least, most }),
  };
}

/** What is too small to be shown is no difference; and 0 has no sign. */
const rounded = (number: number, digits: number): number => Number(number.toFixed(digits)) + 0;

function inWords(
  measure: Measure,
  { mean, least, most }: { readonly mean: number; readonly least: number; readonly most: number },
): string {
  const show = (number: number, digits = measure.digits): string =>
    Math.abs(number).toLocaleString('en-GB', { maximumFractionDigits: digits });
  if (least === 0 && most === 0) return `${measure.name}: the same with every seed`;
  // A mean between two seeds that went opposite ways says nothing by itself.
  if (least < 0 && most > 0) return measure.range(show(least), show(most));
  const amount = show(mean, Math.abs(mean) < 10 ? Math.max(measure.digits, 1) : measure.digits);
  const words = mean < 0 ? measure.fewer(amount) : measure.more(amount);
  const [near, far] = most <= 0 ? [most, least] : [least, most];
  return `${words} (${show(near) === show(far) ? `${show(near)} with every seed` : `${show(near)} to ${show(far)}`})`;
}

/** What differs, in sentences; and what does not. */
export function tellComparison({ files, changes, seeds, measures }: Comparison): readonly string[] {
  const differences = measures.filter(({ isDifference }) => isDifference);
  const others = measures.filter(({ isDifference, least, most }) => !isDifference && (least !== 0 || most !== 0));
  const same = measures.filter(({ least, most }) => least === 0 && most === 0);
  return [
    `${files[1]} in place of ${files[0]}, with ${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'}:`,
    ...changes.map((change) => `  ${change}`),
    ...(seeds.length < FEWEST_SEEDS
      ? [`Fewer than ${FEWEST_SEEDS} seeds were played with both: nothing is called a difference.`]
      : differences.length === 0
        ? ['No clear difference.']
        : ['What differs:', ...differences.map(({ words }) => `  ${words}`)]),
    ...(others.length === 0 ? [] : ['No clear difference:', ...others.map(({ words }) => `  ${words}`)]),
    ...(same.length === 0 ? [] : [`The same with every seed: ${same.map(({ measure }) => measure).join('; ')}.`]),
  ];
}
