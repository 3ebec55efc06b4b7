import { tallies } from '../../feedback/survey-tally.ts';
import { Tallies } from '../../feedback/tally-view.tsx';
import { Details, Paragraph } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { definitionOf } from '../../programmes/programmes.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { titleByName, yearTitle } from '../../settings/year-title.ts';
import { surveyCounts } from '../../store/survey-counts.ts';
import { surveysOfHub } from '../../store/surveys.ts';
import { yearsNamed } from '../../store/week-reads.ts';
import { isListed, seenBy } from './seen-surveys.ts';

/**
 * What people said of the reviews of a hub's schools, year by year: of that hub, and shown to whoever manages it now. Counts alone,
 * without a school's name.
 */
export const hubSurveys: ReadingPage = {
  name: 'hub-surveys',

  async show(of, reader, { store }) {
    const [person, hub] = await Promise.all([ownReader(reader, store), store.hub(of)]);
    if (!person || !hub || hub.manager !== person.person) return undefined;
    const [surveys, counts] = await Promise.all([surveysOfHub(store, of), surveyCounts(store, { hub: of })]);
    const allows = ({ hubSees }: ProgrammeSettings['feedback']) => hubSees === 'counts';
    const [seen, ended] = await Promise.all([
      seenBy(store, surveys.filter(isListed), allows),
      seenBy(store, counts, allows),
    ]);
    const groups = [...Map.groupBy([...seen, ...ended], ({ year, programme }) => `${programme} ${year}`)].toSorted(
      ([, [a]], [, [b]]) => (b?.year ?? '').localeCompare(a?.year ?? ''),
    );
    const years = await yearsNamed(
      store,
      groups.flatMap(([, [row]]) => row?.year ?? []),
    );
    const titleOf = (year: string): string => {
      const row = years.find((one) => one.year === year);
      return row ? yearTitle(row) : titleByName(year);
    };
    return {
      title: 'What people said of your hub’s reviews',
      caption: hub.name,
      body: (
        <>
          <Paragraph>
            You see how many people chose which answer, for all schools of the hub together. Please show it to nobody
            who could tell from it which school is meant.
          </Paragraph>
          {groups.length === 0 && <Paragraph>There is nothing to show yet.</Paragraph>}
          {groups.map(([key, [first]], index) => {
            if (first === undefined) return null;
            const { programme, year } = first;
            const { host } = definitionOf(programme);
            const isOf = (row: { readonly year: string; readonly programme: string }): boolean =>
              row.year === year && row.programme === programme;
            return (
              <Details key={key} summary={`${programme}, ${titleOf(year)}`} open={index === 0}>
                <Tallies tallies={tallies(seen.filter(isOf), host, ended.filter(isOf))} host={host} />
              </Details>
            );
          })}
        </>
      ),
    };
  },
};
