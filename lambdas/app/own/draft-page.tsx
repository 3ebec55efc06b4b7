import { longDate } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { storedContent } from '../../documents/report-content.ts';
import { latestVersion, versionInWords } from '../../documents/report-versions.ts';
import { ReportView } from '../../documents/report-view.tsx';
import { InsetText, Paragraph } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { isShownToTeam } from '../../report/draft-for-team.ts';
import { loadSettings } from '../../settings/load-settings.ts';

/**
 * The newest text of a report before it is final: of a review, and shown to whoever has a place in its team today. What the host said to
 * its lines is for the lead reviewer, and not here. Three requests.
 */
export const draftPage: ReadingPage = {
  name: 'draft-for-team',

  async show(about, reader, { store }) {
    const [person, whole] = await Promise.all([ownReader(reader, store), store.reviewAtHand(about)]);
    if (!person || !whole || !isShownToTeam(whole, person.person)) return undefined;
    const version = latestVersion(whole);
    if (!version) return undefined;
    const { review } = whole;
    const { framework } = (await loadSettings(store, review.year, review.programme, review.settingsVersion)).report;
    return {
      title: 'The report as it stands',
      caption: `${review.programme} at ${review.hostName}`,
      body: (
        <>
          <InsetText>
            A draft, {versionInWords(version)}, of {longDate(londonDate(version.writtenAt))}. It changes until the host
            and the lead reviewer have agreed to it.
          </InsetText>
          <Paragraph>
            For the team alone, until the report is final. If something is wrong, tell the lead reviewer. Please pass
            nothing of it on.
          </Paragraph>
          <ReportView content={storedContent(version, framework)} framework={framework} />
        </>
      ),
    };
  },
};
