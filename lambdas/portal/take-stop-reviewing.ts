import type { LeavingContext } from '../commands/carry-out-leaving.ts';
import { stopReviewing } from '../commands/stop-reviewing.ts';
import { type FormFields, htmlResponse, type Site, thanksPage, tooLatePage } from '../pages/kit.ts';
import { linkInAudit } from '../questions/links.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { PortalResponse } from './portal.ts';
import { stepOf } from './steps.ts';
import { asksAReviewer, stopReviewingPage } from './stop-reviewing.tsx';

/** What a reviewer presses who goes on no more reviews; nothing when the form says something else. */
export async function takeStopReviewing(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  context: LeavingContext,
  site: Site,
): Promise<PortalResponse | undefined> {
  const step = stepOf(fields);
  if (step !== 'stop-reviewing' && step !== 'surely-stop-reviewing') return undefined;
  const { link } = opened;
  if (!asksAReviewer(opened)) return notSaid(opened, site);
  if (step === 'stop-reviewing') return htmlResponse(200, stopReviewingPage(opened, site));
  const said = await stopReviewing({ person: link.person, at, link: linkInAudit(link) }, context);
  if (!said) return notSaid(opened, site);
  return htmlResponse(
    200,
    thanksPage(site, {
      title: 'Thank you for all you have done',
      next: [
        'We no longer ask you to go on reviews.',
        'If you had a place on one to come, somebody else is asked, and a mail takes the days out of your calendar.',
        'If you come back one day, write to us: your record stays as it is.',
      ],
    }),
  );
}

const notSaid = (opened: OpenedLink, site: Site): PortalResponse =>
  htmlResponse(
    409,
    tooLatePage(site, {
      about: opened.bound.page().caption,
      title: 'This cannot be said here',
      whatNow: 'This link does not ask you as a reviewer, so nothing was changed. If you want to stop, write to us.',
    }),
  );
