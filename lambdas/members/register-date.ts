import { dayNumber } from '../calendar/dates.ts';

/**
 * A date of the register, '31-08-2026', as ISO text. Spreadsheet programs write it '31/08/2026' or '2026-08-31' when they save.
 * Nothing for text that is no date of the calendar.
 */
export function registerDate(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(text) ?? [];
  const iso = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  try {
    dayNumber(iso);
    return iso;
  } catch {
    return undefined;
  }
}
