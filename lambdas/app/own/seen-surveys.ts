import { loadSettings } from '../../settings/load-settings.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import type { Store } from '../../store/store.ts';
import type { SurveyLine } from '../../store/surveys.ts';

/** A survey that stands in the indexes, so that its year and programme are known. */
export type ListedSurvey = SurveyLine & Required<Pick<SurveyLine, 'year' | 'programme'>>;

export const isListed = (survey: SurveyLine): survey is ListedSurvey =>
  survey.year !== undefined && survey.programme !== undefined;

/** The surveys whose year and programme let something be seen of them now: what is withdrawn by a later version of the settings is not. */
export async function seenBy(
  store: Store,
  surveys: readonly SurveyLine[],
  allows: (feedback: ProgrammeSettings['feedback']) => boolean,
): Promise<readonly ListedSurvey[]> {
  const listed = surveys.filter(isListed);
  const groups = Map.groupBy(listed, ({ year, programme }) => `${year} ${programme}`);
  const seen = await Promise.all(
    [...groups.values()].map(async (rows) => {
      const [first] = rows;
      if (!first) return [];
      return allows((await loadSettings(store, first.year, first.programme)).feedback) ? rows : [];
    }),
  );
  return seen.flat();
}
