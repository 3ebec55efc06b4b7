import { htmlResponse, InsetText, linkUnknownPage, Paragraph, type Site, TypedText } from '../../pages/kit.ts';
import type { PortalResponse } from '../../portal/portal.ts';
import { readingPage } from '../../portal/reading-page.tsx';
import type { SentForm } from '../../portal/sent-form.ts';
import { isNote, takeTeamNote } from '../../portal/take-team-note.ts';
import { captionOf, NoteBody, noteTitle } from '../../portal/team-note.tsx';
import type { Deps } from '../../questions/question.ts';
import { ownerShown } from './shows-own.ts';

/** Takes a note for the lead reviewer by any link of whoever wrote it; nothing when the form says something else. */
export async function takeNote(
  { fields, link }: Pick<SentForm, 'fields' | 'link'>,
  at: string,
  deps: Deps,
  site: Site,
): Promise<PortalResponse | undefined> {
  if (!isNote(fields)) return undefined;
  const owner = link && (await ownerShown(link, deps, at));
  const taken = owner && (await takeTeamNote({ fields, link, person: owner.person, at }, deps.store));
  if (!taken) return htmlResponse(404, linkUnknownPage(site));
  if (taken === 'not-theirs') return htmlResponse(404, readingPage(site, notKept(String(fields.note ?? '').trim())));
  const { status, whole, now, ...more } = taken;
  const title = noteTitle(now);
  const shown = { title, caption: captionOf(whole), body: <NoteBody now={now} whole={whole} {...more} /> };
  return htmlResponse(status, readingPage(site, shown, '?', more.form));
}

/** Says nothing of a review, and gives back what was typed: somebody may have lost their place, or the time, while they wrote. */
const notKept = (text: string) => ({
  title: 'Your note was not kept',
  body: (
    <>
      <Paragraph>
        A note is written by the team of a review, from the first day of its visit until its report is final. You are
        not in that team now, or the time for it is over.
      </Paragraph>
      {text !== '' && (
        <>
          <Paragraph>
            Here is what you typed. If it matters for the report, copy it and tell the lead reviewer.
          </Paragraph>
          <InsetText>
            <TypedText text={text} />
          </InsetText>
        </>
      )}
    </>
  ),
});
