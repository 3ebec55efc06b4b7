import { start } from '../../commands/executions.ts';
import { isOfRegistration } from '../../decisions/links.ts';
import { isNotForReader, openFoundLink } from '../../decisions/open-link.ts';
import { type House, htmlResponse, linkUnknownPage } from '../../pages/kit.ts';
import { environment } from '../../platform/environment.ts';
import type { DecisionLink } from '../../store/store.ts';
import { confirmRegistration, keepBegun } from '../../subscription/confirm-registration.ts';
import {
  confirmPage,
  interestPage,
  interestTakenPage,
  lookIntoMailPage,
  notOpenPage,
  SEEN_FIELD,
  tooManyTodayPage,
} from '../../subscription/interest.tsx';
import { readInterest } from '../../subscription/interest-form.ts';
import { register } from '../../subscription/registration.ts';
import { connectDesk } from '../../wiring/connect-desk.ts';
import { catalogue } from '../catalogue.ts';
import { sendFreshLinks } from '../fresh-links.ts';
import { linksForm, linksPage, linksSentPage } from '../links-page.tsx';
import { type PortalResponse, portal, requestInstant, routed } from '../portal.ts';
import { formsOfOurs, type SentForm } from '../sent-form.ts';
import { takeForm } from '../take-form.ts';
import { notMeTaken, saysNotMe } from '../take-other-way.ts';
import { wishedEnough } from '../throttle.ts';

const desk = { ...connectDesk(), catalogue };
const env = environment('CENTRAL_TEAM_ADDRESS', 'CHARITY_NAME', 'SUBSCRIPTION_MACHINE_ARN');
const house: House = { charityName: env.CHARITY_NAME, helpAddress: env.CENTRAL_TEAM_ADDRESS };

const forms = routed<SentForm>(house, [
  { method: 'POST', path: '/d/{secret}', handler: takeAnswer },
  { method: 'POST', path: '/links', handler: takeLinksWanted },
  { method: 'POST', path: '/join', handler: takeInterest },
]);

/** POST: takes what people send from the forms of our pages. */
export const handler = portal(house, formsOfOurs(house, desk.store, forms));

async function takeAnswer(form: SentForm): Promise<PortalResponse> {
  const { link, fields } = form;
  const at = requestInstant(form);
  if (link && isOfRegistration(link)) return takeConfirmation(form, link);
  const opened = link && (await openFoundLink(link, desk, catalogue, at));
  if (opened) return takeForm(opened, fields, at, desk, house);
  // Whoever presses the button twice is to read the same twice, though their link opens nothing any more.
  const saidSo = link && saysNotMe(fields) && (await isNotForReader(link, desk, at));
  return saidSo ? notMeTaken(house, saidSo) : htmlResponse(404, linkUnknownPage(house));
}

async function takeLinksWanted(form: SentForm): Promise<PortalResponse> {
  const { fields } = form;
  const at = requestInstant(form);
  const read = linksForm.read(fields);
  if (!read.ok) return htmlResponse(422, linksPage(house, { values: fields, errors: read.errors }));
  for (const person of await desk.store.peopleAt(read.value.email)) {
    if (!(await wishedEnough(person.person, at, desk.store))) await sendFreshLinks(person, at, desk);
  }
  return htmlResponse(200, linksSentPage(house));
}

async function takeInterest(form: SentForm): Promise<PortalResponse> {
  const { fields } = form;
  const read = readInterest(fields);
  if (!read.ok) return htmlResponse(422, interestPage(house, { values: fields, errors: read.errors }));
  switch (await register(read.value, desk, requestInstant(form))) {
    case 'sent':
      return htmlResponse(200, lookIntoMailPage(house));
    case 'not-open':
      return htmlResponse(200, notOpenPage(house));
    case 'too-many':
      return htmlResponse(429, tooManyTodayPage(house, fields));
  }
}

async function takeConfirmation(form: SentForm, { about }: DecisionLink): Promise<PortalResponse> {
  const seen = String(form.fields[SEEN_FIELD] ?? '');
  const confirmed = await confirmRegistration(about, seen, desk, requestInstant(form));
  switch (confirmed.kind) {
    case 'gone':
      return htmlResponse(404, linkUnknownPage(house));
    case 'not-open':
      return htmlResponse(200, notOpenPage(house));
    case 'changed':
      return htmlResponse(409, confirmPage(house, confirmed.row, true));
    case 'confirmed': {
      const { start: begun, thanks } = confirmed;
      if (begun) {
        const { member, year } = begun;
        await start(desk.sfn, env.SUBSCRIPTION_MACHINE_ARN, `subscription-${year}-${member}`, { member, year });
        await keepBegun(about, requestInstant(form), desk.store);
      }
      return htmlResponse(200, interestTakenPage(house, thanks));
    }
  }
}
