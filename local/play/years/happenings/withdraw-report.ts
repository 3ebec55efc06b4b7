import { answerMail } from '../../../people/people.ts';
import { openPage } from '../pages.ts';
import type { PlayedYears } from '../played-years.ts';

/** What the head chooses by each of the mails in turn, and how many days after it came. */
const WITHDRAWAL = [
  { audience: 'withdrawn', days: 60, pageIs: 404, what: 'The head withdraws the public report.' },
  { audience: 'public', days: 30, pageIs: 200, what: 'The head publishes the report again.' },
] as const;

/** The report of the first year is public, is taken back, and is published again. */
export function withdrawReport(years: PlayedYears): void {
  const year = years.year(1);
  if (year === undefined) return;
  years.whenAsked(year, 'choose-audience', () => ({ audience: 'public' }));
  years.whenAsked(year, 'change-publication', ({ asked, mail }) => {
    const choice = WITHDRAWAL[asked.round - 1];
    if (choice === undefined) return 'ignore';
    years.after(choice.days, async () => {
      const report = `/reports/${asked.about}`;
      const pages = [report, `${report}/report.pdf`];
      const statuses = async () => Promise.all(pages.map(async (page) => (await openPage(years.stack, page)).status));
      const before = await statuses();
      await answerMail(years.stack, mail, { react: () => ({ audience: choice.audience, address: '' }) });
      const after = await statuses();
      years.happened(year, choice.what);
      years.mustHold(
        year,
        `The report's page and its PDF answer with ${choice.pageIs} after that, and did not before.`,
        after.every((status) => status === choice.pageIs) && before.every((status) => status !== choice.pageIs),
      );
    });
    return 'ignore';
  });
}
