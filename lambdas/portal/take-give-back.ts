import type { MoveContext } from '../commands/command-context.ts';
import { type GivenBack, giveBackPlace, givingBack } from '../commands/give-back-place.ts';
import {
  emptyForm,
  type FormFields,
  htmlResponse,
  type Site,
  thanksPage,
  tooLatePage,
  WHOLE_FORM,
} from '../pages/kit.ts';
import { linkInAudit } from '../questions/links.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { withTeam } from '../store/whole-review.ts';
import { checkGiveBackPage, giveBackForm, giveBackPage, whomToCall } from './give-back.tsx';
import type { PortalResponse } from './portal.ts';
import { stepOf } from './steps.ts';

/** What somebody in a team presses who can no longer come; nothing when the form says something else. */
export async function takeGiveBack(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  context: MoveContext,
  site: Site,
): Promise<PortalResponse | undefined> {
  const step = stepOf(fields);
  if (step !== 'give-back' && step !== 'check-give-back' && step !== 'surely-give-back') return undefined;
  const { link } = opened;
  const whole = withTeam(opened.whole);
  if (!whole || !['lead', 'reviewer'].includes(link.role)) return ended(opened, 'no-place', site);
  const may = givingBack(whole, link.person, at);
  if (!may.can && step !== 'surely-give-back') return ended(opened, may.why, site);
  const read = giveBackForm.read(fields);
  if (step === 'give-back') return htmlResponse(200, giveBackPage(opened, site, { ...emptyForm, values: fields }));
  if (!read.ok) return htmlResponse(422, giveBackPage(opened, site, { values: fields, errors: read.errors }));
  if (step === 'check-give-back') return htmlResponse(200, checkGiveBackPage(opened, fields, site));
  const gives = {
    about: link.about,
    person: link.person,
    reason: read.value['why-not'].replace(/\s+/g, ' '),
    ...{ at, link: linkInAudit(link) },
  };
  const became = await giveBackPlace(gives, context);
  if (became !== 'busy') return ended(opened, became, site);
  const errors = { [WHOLE_FORM]: 'This review is being changed at this moment. Wait a minute, then send it again.' };
  return htmlResponse(409, giveBackPage(opened, site, { values: fields, errors }));
}

function ended(opened: OpenedLink, became: Exclude<GivenBack, 'busy'>, site: Site): PortalResponse {
  const about = opened.bound.page().caption;
  switch (became) {
    case 'given-back':
      return htmlResponse(
        200,
        thanksPage(site, {
          title: 'Thank you for telling us',
          done: about,
          next: [
            'We ask somebody else for your place now.',
            'The three days are no longer booked in your name. A mail confirms it and takes them out of your calendar.',
          ],
        }),
      );
    case 'begun':
      return htmlResponse(
        409,
        tooLatePage(site, {
          about,
          title: 'The visit has begun',
          whatNow: whomToCall(site),
        }),
      );
    case 'no-place':
      return htmlResponse(
        409,
        tooLatePage(site, {
          about,
          title: 'You have no place in this team',
          whatNow: 'So there is nothing to give back, and you need not keep these days for it.',
        }),
      );
  }
}
