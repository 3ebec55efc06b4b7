import { tallies } from '../feedback/survey-tally.ts';
import { Tallies } from '../feedback/tally-view.tsx';
import { Paragraph } from '../pages/kit.ts';
import type { ReadingPage } from '../portal/reading-page.tsx';
import { definitionOf, programmeOfSlug } from '../programmes/programmes.ts';
import { titleByName, yearTitle } from '../settings/year-title.ts';
import { surveyCounts } from '../store/survey-counts.ts';
import { surveysOfYear } from '../store/surveys.ts';

/**
 * What everybody said of a year's reviews of a programme, for the central team: of 'qar-2026'. Three requests side by side, of which one
 * gives 1 MB at a time: the 2,700 surveys of 541 reviews are two or three of these.
 */
export const yearSurveys: ReadingPage = {
  name: 'year-surveys',

  async show(of, { person, role }, { store }) {
    if (role !== 'central-team' || person !== 'central-team') return undefined;
    const [slug = '', year = ''] = of.split('-');
    const programme = programmeOfSlug(slug);
    if (programme === undefined) return undefined;
    const [surveys, counts, yearRow] = await Promise.all([
      surveysOfYear(store, year, programme),
      surveyCounts(store, { year }),
      store.partnershipYear(year),
    ]);
    const ended = counts.filter((count) => count.programme === programme);
    const { host } = definitionOf(programme);
    return {
      title: 'What people said of the year’s reviews',
      caption: `${programme}, ${yearRow ? yearTitle(yearRow) : titleByName(year)}`,
      body: (
        <>
          <Paragraph>For the central team alone. No name of a person or of a {host} is shown.</Paragraph>
          <Tallies tallies={tallies(surveys, host, ended)} host={host} withWords />
        </>
      ),
    };
  },
};
