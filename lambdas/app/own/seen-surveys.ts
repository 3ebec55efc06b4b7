import { loadSettings } from '../../settings/load-settings.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import type { Store } from '../../store/store.ts';
import type { SurveyLine } from '../../store/surveys.ts';

/** What says of which year and programme it is: a survey, or what was counted of several. */
interface OfYear {
  readonly year: string;
  readonly programme: ListedSurvey['programme'];
}

/** A survey that stands in the indexes, so that its year and programme are known. */
export type ListedSurvey = SurveyLine & Required<Pick<SurveyLine, 'year' | 'programme'>>;

export const isListed = (survey: SurveyLine): survey is ListedSurvey =>
  survey.year !== undefined && survey.programme !== undefined;

/** Those whose year and programme let something be seen of them now: what is withdrawn by a later version of the settings is not. */
export async function seenBy<Row extends OfYear>(
  store: Store,
  rows: readonly Row[],
  allows: (feedback: ProgrammeSettings['feedback']) => boolean,
): Promise<readonly Row[]> {
  const groups = Map.groupBy(rows, ({ year, programme }) => `${year} ${programme}`);
  const seen = await Promise.all(
    [...groups.values()].map(async (rows) => {
      const [first] = rows;
      if (!first) return [];
      return allows((await loadSettings(store, first.year, first.programme)).feedback) ? rows : [];
    }),
  );
  return seen.flat();
}
