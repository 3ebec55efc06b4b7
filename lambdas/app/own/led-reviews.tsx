import { SurveyAnswers } from '../../feedback/survey-facts.ts';
import { tallies } from '../../feedback/survey-tally.ts';
import { Tallies } from '../../feedback/tally-view.tsx';
import { Paragraph, Subheading, SummaryList, TypedText } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { definitionOf, PROGRAMMES } from '../../programmes/programmes.ts';
import { reviewsNamed } from '../../store/network-reads.ts';
import type { Store } from '../../store/store.ts';
import { type SurveyLine, surveysOfLead } from '../../store/surveys.ts';
import { seenBy } from './seen-surveys.ts';

/**
 * What people said of the reviews that somebody led: counts over all of them, and what hosts wrote who let their lead reviewer read
 * it. Of that person, and shown to nobody else. Three requests: the surveys, the settings of their years, the names of the hosts.
 */
export const ledReviews: ReadingPage = {
  name: 'led-reviews',

  async show(of, reader, { store }) {
    const person = of === reader.person ? await ownReader(reader, store) : undefined;
    if (!person) return undefined;
    const surveys = await surveysOfLead(store, person.person);
    const [counted, letters] = await Promise.all([
      seenBy(store, surveys, ({ leadSees }) => leadSees === 'counts'),
      lettersTo(surveys, store),
    ]);
    return {
      title: 'What people said of the reviews that you led',
      caption: person.name,
      body: (
        <>
          {surveys.length > 0 && counted.length === 0 && (
            <Paragraph>How people answered is not shown to lead reviewers in your years.</Paragraph>
          )}
          {surveys.length === 0 && <Paragraph>Nobody has said anything about a review that you led yet.</Paragraph>}
          {PROGRAMMES.map((programme) => {
            const of = counted.filter((survey) => survey.programme === programme);
            const { host } = definitionOf(programme);
            return of.length === 0 ? null : (
              <div key={programme}>
                <Subheading>{programme}: all reviews that you led</Subheading>
                <Tallies tallies={tallies(of, host).filter(({ role }) => role !== 'lead')} host={host} />
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

/** What hosts wrote who agreed that the lead reads it, as far as the settings still allow that; the latest first. */
async function lettersTo(surveys: readonly SurveyLine[], store: Store): Promise<readonly Letter[]> {
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
