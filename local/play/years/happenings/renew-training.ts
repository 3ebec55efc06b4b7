import { addDays, addMonths } from '../../../../lambdas/calendar/dates.ts';
import { londonInstant } from '../../../../lambdas/calendar/london.ts';
import { importFiles, peopleFile } from '../import-files.ts';
import type { PlayedYears } from '../played-years.ts';

/** A training holds for three years, by the sample's people. */
const MONTHS = 36;

/**
 * In May before a year everybody whose training would not last through it has been trained again, and the central team imports the list.
 * The school's own people are left out: they go on no review of their own school.
 */
export function renewTraining(years: PlayedYears): void {
  const { host, toImport } = years.network;
  const heldUntil = new Map((toImport.people ?? []).map(({ id, training = [] }) => [id, training[0]?.until]));
  for (const year of years.years.slice(1)) {
    const from = `${year}-05-15`;
    const until = addDays(addMonths(from, MONTHS), -1);
    const lastDay = `${Number(year) + 1}-07-31`;
    years.at(londonInstant(from, '10:00'), async () => {
      const people = (toImport.people ?? []).filter(
        ({ id, member }) => member !== host.urn && (heldUntil.get(id) ?? lastDay) < lastDay,
      );
      if (people.length === 0) return;
      const trained = people.map(({ isHead: _, training = [], ...person }) => ({
        ...person,
        training: training.map(({ programme }) => ({ programme, from, until })),
      }));
      await importFiles(years, peopleFile(trained));
      for (const { id } of people) heldUntil.set(id, until);
      years.happened(year, `A file says that ${people.length} people have been trained again.`);
    });
  }
}
