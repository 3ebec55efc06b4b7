import { carriedOf } from '../../../lambdas/documents/last-review.ts';
import { textOf } from './pages.ts';
import type { PlayedYears } from './played-years.ts';

/** From the second year on the information form shows every point that the report of the year before left. */
export function lastYearsPoints(years: PlayedYears): void {
  for (const [number, year] of years.years.entries()) {
    const before = years.years[number - 1];
    if (before === undefined) continue;
    years.whenAsked(year, 'information-form', async ({ page }) => {
      const whole = await years.store.needWholeReview(years.about(before));
      const points = carriedOf(whole.findings).map(({ text }) => text.replace(/[.\s]+$/, ''));
      const shown = textOf(page.html);
      years.mustHold(
        year,
        `The information form shows the ${points.length} points of ${before}.`,
        points.length > 0 && points.every((point) => shown.includes(point.replace(/\s+/g, ' '))),
      );
      return undefined;
    });
  }
}
