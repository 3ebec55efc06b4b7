import { Paragraph } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { draftForTeam } from '../../report/draft-for-team.ts';
import { DraftView } from '../../report/draft-view.tsx';

/**
 * The newest text of a report before it is final: of a review, and shown to whoever has a place in its team today. What the host said to
 * its lines is for the lead reviewer, and not here. Three requests.
 */
export const draftPage: ReadingPage = {
  name: 'draft-for-team',

  async show(about, reader, { store }) {
    const [person, found] = await Promise.all([ownReader(reader, store), draftForTeam(about, reader.person, store)]);
    if (!person || !found) return undefined;
    const { draft, review } = found;
    return {
      title: 'The report as it stands',
      caption: `${review.programme} at ${review.hostName}`,
      body: (
        <>
          <Paragraph>
            For the team alone, until the report is final. If something is wrong, tell the lead reviewer.
          </Paragraph>
          <DraftView draft={draft} pdf={`?show=draft-pdf.${about}`} />
        </>
      ),
    };
  },
};
