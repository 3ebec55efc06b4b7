import { isNotForReader, openFoundLink } from '../../decisions/open-link.ts';
import {
  type FormFields,
  FormNotReadable,
  type House,
  htmlResponse,
  linkUnknownPage,
  notFoundPage,
  readForm,
  tooManyPage,
  unreadableFormPage,
} from '../../pages/kit.ts';
import { environment } from '../../platform/environment.ts';
import { start } from '../../steering/executions.ts';
import type { DecisionLink } from '../../store/store.ts';
import { interestPage, interestTakenPage } from '../../subscription/interest.tsx';
import { readInterest } from '../../subscription/interest-form.ts';
import { registerInterest } from '../../subscription/register-interest.ts';
import { connectDesk } from '../../wiring/connect-desk.ts';
import { catalogue } from '../catalogue.ts';
import { sendFreshLinks } from '../fresh-links.ts';
import { linksPage, linksSentPage, readLinksWanted } from '../links-page.tsx';
import { fromOurOwnPage, type PortalResponse, requestInstant, withProblemPage } from '../portal.ts';
import { takeForm } from '../take-form.ts';
import { notMeTaken, saysNotMe } from '../take-other-way.ts';
import { countForm, wishedEnough } from '../throttle.ts';

const desk = { ...connectDesk(), catalogue };
const env = environment('CENTRAL_TEAM_ADDRESS', 'CHARITY_NAME', 'SUBSCRIPTION_MACHINE_ARN');
const house: House = { charityName: env.CHARITY_NAME, helpAddress: env.CENTRAL_TEAM_ADDRESS };

/** POST: takes what people send from the forms of our pages. */
export const handler = withProblemPage(house, async (event): Promise<PortalResponse> => {
  if (!fromOurOwnPage(event)) {
    return htmlResponse(403, unreadableFormPage(house, 'This answer did not come from our own page.'));
  }
  let fields: FormFields;
  try {
    fields = readForm(event);
  } catch (error) {
    if (!(error instanceof FormNotReadable)) throw error;
    return htmlResponse(error.status, unreadableFormPage(house, error.message));
  }
  const { tooMany, link } = await countForm(event, desk.store);
  if (tooMany) return htmlResponse(429, tooManyPage(house, fields));
  const at = requestInstant(event);
  switch (event.routeKey) {
    case 'POST /d/{secret}':
      return takeAnswer(link, fields, at);
    case 'POST /links':
      return takeLinksWanted(fields, at);
    case 'POST /join':
      return takeInterest(fields, at);
    default:
      return htmlResponse(404, notFoundPage(house));
  }
});

async function takeAnswer(link: DecisionLink | undefined, fields: FormFields, at: string): Promise<PortalResponse> {
  const opened = link && (await openFoundLink(link, desk, catalogue, at));
  if (opened) return takeForm(opened, fields, at, desk, house);
  // Whoever presses the button twice is to read the same twice, though their link opens nothing any more.
  const saidSo = link && saysNotMe(fields) && (await isNotForReader(link, desk, at));
  return saidSo ? notMeTaken(house) : htmlResponse(404, linkUnknownPage(house));
}

async function takeLinksWanted(fields: FormFields, at: string): Promise<PortalResponse> {
  const read = readLinksWanted(fields);
  if (!read.ok) return htmlResponse(422, linksPage(house, { values: fields, errors: read.errors }));
  for (const person of await desk.store.peopleAt(read.value.email)) {
    if (!(await wishedEnough(person.person, at, desk.store))) await sendFreshLinks(person, at, desk);
  }
  return htmlResponse(200, linksSentPage(house));
}

async function takeInterest(fields: FormFields, at: string): Promise<PortalResponse> {
  const read = readInterest(fields);
  if (!read.ok) return htmlResponse(422, interestPage(house, { values: fields, errors: read.errors }));
  const taken = await registerInterest(read.value, desk, at);
  if (taken.registered) {
    const { member, year } = taken;
    await start(desk.sfn, env.SUBSCRIPTION_MACHINE_ARN, `subscription-${year}-${member}`, { member, year });
  }
  return htmlResponse(200, interestTakenPage(house, taken.thanks));
}
