/**
 * Writes lambdas/calendar/bank-holidays.ts from the `date-holidays` library: `node scripts/bank-holidays.ts`.
 *
 * The library carries every country of the world (several megabytes) and works rules out anew in every process; a
 * function needs some ninety dates. Run it again after updating the library, or when a one-off bank holiday has been proclaimed
 * and the library knows it. A test compares the table with the library.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Holidays from 'date-holidays';

const firstYear = 2024;
const lastYear = 2035;

/** England's bank holidays of a year that fall on a weekday, substitute days included, with their names. */
export function englishBankHolidays(year: number): { date: string; name: string }[] {
  return new Holidays('GB', 'ENG')
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public')
    .map((holiday) => ({ date: holiday.date.slice(0, 10), name: holiday.name }))
    .filter(({ date }) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
    .sort((a, b) => a.date.localeCompare(b.date));
}

function source(): string {
  const rows: string[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const { date, name } of englishBankHolidays(year)) rows.push(`  ['${date}', ${JSON.stringify(name)}],`);
  }
  return `// Written by scripts/bank-holidays.ts from the library date-holidays; do not edit by hand.

/** The years the table covers. A working day outside of them cannot be told. */
export const bankHolidayYears = { first: ${firstYear}, last: ${lastYear} } as const;

/** England's bank holidays that fall on a weekday, substitute days included: London date to name. */
export const bankHolidays: ReadonlyMap<string, string> = new Map([
${rows.join('\n')}
]);
`;
}

if (import.meta.main) {
  writeFileSync(fileURLToPath(new URL('../lambdas/calendar/bank-holidays.ts', import.meta.url)), source());
}
