import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { captionOf, NoteBody, noteNow, noteTitle } from '../../portal/team-note.tsx';

/**
 * A note for the lead reviewer of a review: to write for whoever has a place in its team today, and to read for the lead. By any link of their own.
 * Three requests.
 */
export const notePage: ReadingPage = {
  name: 'team-note',

  async show(about, reader, { store }, at) {
    const [person, whole] = await Promise.all([ownReader(reader, store), store.reviewAtHand(about)]);
    const now = person && whole && (await noteNow(whole, person.person, at, store));
    if (!whole || !now) return undefined;
    return { title: noteTitle(now), caption: captionOf(whole), body: <NoteBody now={now} whole={whole} /> };
  },
};
