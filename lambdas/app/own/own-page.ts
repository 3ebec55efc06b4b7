/** Which page of a reader's own an address asks for, as '?show=record' does. */
import { showsOwnPages } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import type { OpenedLink } from '../../questions/open-link.ts';
import { draftPage } from './draft-page.tsx';
import { hubSurveys } from './hub-surveys.tsx';
import { ledReviews } from './led-reviews.tsx';
import { notePage } from './note-page.tsx';
import { recordPage } from './record-page.tsx';
import { schoolPeople } from './school-people.tsx';

/** A page, and what it is of. */
interface OwnPage {
  readonly page: ReadingPage;
  readonly of: string;
}

const OF_PERSON: ReadonlyMap<string | undefined, ReadingPage> = new Map([
  ['record', recordPage],
  ['led', ledReviews],
]);

/** How a page of one of their reviews is asked for: '?show=draft.qar-2026-100183', '?show=note.qar-2026-100183'. */
const OF_REVIEW = /^(draft|note)\.([a-z]+-[\w-]+)$/;

/** The pages of a person, by the word that asks for them. */
export function pageOfPerson(show: string | undefined, person: string): OwnPage | undefined {
  const page = OF_PERSON.get(show);
  if (page) return { page, of: person };
  const [, kind, about] = OF_REVIEW.exec(show ?? '') ?? [];
  return about === undefined ? undefined : { page: kind === 'note' ? notePage : draftPage, of: about };
}

/**
 * The page of its reader's own that a question's link is asked for; nothing for any other word.
 *
 * @returns 'not-shown' where this link shows none.
 */
export function ownPageOf(show: string | undefined, opened: OpenedLink): OwnPage | 'not-shown' | undefined {
  const wanted = pageOfPerson(show, opened.link.person) ?? pageOfOffice(show, opened);
  return wanted && !showsOwnPages(opened) ? 'not-shown' : wanted;
}

/** What whoever manages a hub or leads a school sees of it: each page looks itself who does now. */
function pageOfOffice(show: string | undefined, { link, whole }: OpenedLink): OwnPage | undefined {
  const { review } = whole ?? {};
  if (show === 'hub' && link.role === 'hub-manager' && review?.hub !== undefined) {
    return { page: hubSurveys, of: review.hub };
  }
  return show === 'people' && link.role === 'host' && review ? { page: schoolPeople, of: review.host } : undefined;
}
