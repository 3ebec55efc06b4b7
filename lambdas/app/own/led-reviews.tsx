import { SurveyAnswers } from '../../feedback/survey-facts.ts';
import { tallies } from '../../feedback/survey-tally.ts';
import { Tallies } from '../../feedback/tally-view.tsx';
import { Paragraph, Subheading, SummaryList, TypedText } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { definitionOf, PROGRAMMES } from '../../programmes/programmes.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { reviewsNamed } from '../../store/network-reads.ts';
import type { Store } from '../../store/store.ts';
import { surveyCounts } from '../../store/survey-counts.ts';
import { surveysOfLead } from '../../store/surveys.ts';
import { isListed, type ListedSurvey, seenBy } from './seen-surveys.ts';

/**
 * What people said of the reviews that somebody led: counts over all of them, and what hosts wrote who let their lead reviewer read
 * it. Of that person, and shown to nobody else. Four requests: the surveys, those of years that have ended, the settings of their years, the names of the hosts.
 */
export const ledReviews: ReadingPage = {
  name: 'led-reviews',

  async show(of, reader, { store }) {
    const person = of === reader.person ? await ownReader(reader, store) : undefined;
    if (!person) return undefined;
    const [listed, counts] = await Promise.all([
      surveysOfLead(store, person.person),
      surveyCounts(store, { lead: person.person }),
    ]);
    const surveys = listed.filter(isListed);
    const allows = ({ leadSees }: ProgrammeSettings['feedback']) => leadSees === 'counts';
    const [counted, ended, letters] = await Promise.all([
      seenBy(store, surveys, allows),
      seenBy(store, counts, allows),
      lettersTo(surveys, store),
    ]);
    const answers = surveys.length + counts.length;
    return {
      title: 'What people said of the reviews that you led',
      caption: person.name,
      body: (
        <>
          {answers > 0 && counted.length + ended.length === 0 && (
            <Paragraph>How people answered is not shown to lead reviewers in your years.</Paragraph>
          )}
          {answers === 0 && <Paragraph>Nobody has said anything about a review that you led yet.</Paragraph>}
          {PROGRAMMES.map((programme) => {
            const of = counted.filter((survey) => survey.programme === programme);
            const before = ended.filter((count) => count.programme === programme);
            const { host } = definitionOf(programme);
            return of.length + before.length === 0 ? null : (
              <div key={programme}>
                <Subheading>{programme}: all reviews that you led</Subheading>
                <Tallies tallies={tallies(of, host, before).filter(({ role }) => role !== 'lead')} host={host} />
              </div>
            );
          })}
          {letters.length > 0 && (
            <>
              <Subheading>What hosts wrote for you to read</Subheading>
              <SummaryList
                rows={letters.map(({ from, helped, better }) => ({
                  label: from,
                  value: (
                    <TypedText text={`What helped most:\n${helped}\n\nWhat would have made it better:\n${better}`} />
                  ),
                }))}
              />
            </>
          )}
        </>
      ),
    };
  },
};

interface Letter {
  readonly from: string;
  readonly helped: string;
  readonly better: string;
}

/** What hosts wrote who agreed that the lead reads it, until the names go after the year, as far as the settings still allow that; the latest first. */
async function lettersTo(surveys: readonly ListedSurvey[], store: Store): Promise<readonly Letter[]> {
  const fromHosts = surveys.filter(({ role }) => role === 'host');
  const allowed = (await seenBy(store, fromHosts, ({ hostWordsToLead }) => hostWordsToLead !== 'none'))
    .map((survey) => ({ ...survey, ...SurveyAnswers.parse(survey.answers) }))
    .filter(({ leadReads, best, better }) => leadReads && `${best}${better}`.trim() !== '')
    .toSorted((a, b) => b.answeredAt.localeCompare(a.answeredAt));
  const reviews = await reviewsNamed(
    store,
    allowed.map(({ about }) => about),
  );
  return allowed.map(({ about, programme, best, better }) => ({
    from: `${programme} at ${reviews.find((one) => one.about === about)?.hostName ?? 'a host'}`,
    helped: best.trim() || 'Nothing written',
    better: better.trim() || 'Nothing written',
  }));
}
