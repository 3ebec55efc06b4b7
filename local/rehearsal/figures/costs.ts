/** What AWS would have billed, by the arithmetic of docs/costs.md. */
import { fixedItems, type Item, resourcesOf, trailRecords } from '../../costs/fixed-items.ts';
import { itemsOfUse, total } from '../../costs/items.ts';
import type { Notes } from '../noting.ts';
import { rounded } from './spread.ts';

/** US dollars for the time that was played. */
export interface CostFigures {
  readonly months: number;
  /** Of what was used. */
  readonly use: number;
  readonly useAReview: number;
  /** Of what a deployment costs whoever uses it: alarms, dashboards, metrics. */
  readonly standing: number;
  /** The dearest first. */
  readonly services: readonly { readonly service: string; readonly use: number; readonly standing: number }[];
}

type Cost = Pick<Item, 'service' | 'dollars'>;

const MONTH_MS = 30.44 * 86_400_000;

/**
 * @param cdkOut the assembly that was played
 * @param milliseconds of the virtual clock that were played
 */
export function costFigures(
  { used, tableBytes, customMetrics }: Notes,
  {
    cdkOut,
    milliseconds,
    reviews,
  }: { readonly cdkOut: string; readonly milliseconds: number; readonly reviews: number },
): CostFigures {
  const resources = resourcesOf(cdkOut);
  const months = milliseconds / MONTH_MS;
  return costsOf({
    // The table grows from nothing: half of its end is kept on average.
    use: itemsOfUse(used, trailRecords(resources), { tableBytes, storedMonths: months / 2 }),
    aMonth: fixedItems(resources, customMetrics),
    ...{ months, reviews },
  });
}

/** @param aMonth what is paid each month whoever uses it */
export function costsOf({
  use,
  aMonth,
  months,
  reviews,
}: {
  readonly use: readonly Cost[];
  readonly aMonth: readonly Cost[];
  readonly months: number;
  readonly reviews: number;
}): CostFigures {
  const standing = aMonth.map(({ service, dollars }) => ({ service, dollars: dollars * months }));
  const services = [...new Set([...use, ...standing].map(({ service }) => service))];
  const of = (some: readonly Cost[], service: string): number =>
    exactly(total(some.filter((one) => one.service === service)));
  return {
    months: rounded(months),
    use: exactly(total(use)),
    useAReview: reviews === 0 ? 0 : exactly(total(use) / reviews),
    standing: exactly(total(standing)),
    services: services
      .map((service) => ({ service, use: of(use, service), standing: of(standing, service) }))
      .filter((one) => one.use + one.standing > 0)
      .sort((a, b) => b.use + b.standing - (a.use + a.standing)),
  };
}

/** To a hundredth of a cent. */
const exactly = (dollars: number): number => Math.round(dollars * 10_000) / 10_000;
