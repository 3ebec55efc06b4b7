import { start } from '../../commands/executions.ts';
import { htmlResponse, linkUnknownPage } from '../../pages/kit.ts';
import { environment } from '../../platform/environment.ts';
import { sendFreshLinks } from '../../portal/fresh-links.ts';
import {
  heldDataSentPage,
  linksForm,
  linksPage,
  linksSentPage,
  tooManyLinksPage,
  wishesHeldData,
} from '../../portal/links-page.tsx';
import { openedBy } from '../../portal/opened-by.ts';
import { type PortalResponse, portal, requestInstant, routed } from '../../portal/portal.ts';
import { formsOfOurs, type SentForm } from '../../portal/sent-form.ts';
import { takeForm } from '../../portal/take-form.ts';
import { takeGiveBack } from '../../portal/take-give-back.ts';
import { notMeTaken, saysNotMe } from '../../portal/take-other-way.ts';
import { takeOwnDetails } from '../../portal/take-own-details.ts';
import { takeStopReviewing } from '../../portal/take-stop-reviewing.ts';
import { wishedEnough } from '../../portal/throttle.ts';
import { sendHeldDataLink } from '../../privacy/held-data-mail.ts';
import { isOfRegistration } from '../../questions/links.ts';
import { isNotForReader } from '../../questions/open-link.ts';
import type { DecisionLink } from '../../store/store.ts';
import { confirmRegistration, keepBegun } from '../../subscription/confirm-registration.ts';
import {
  confirmPage,
  interestPage,
  interestTakenPage,
  lookIntoMailPage,
  notOpenPage,
  SEEN_FIELD,
  tooManyFormsPage,
  tooManyTodayPage,
} from '../../subscription/interest.tsx';
import { readInterest } from '../../subscription/interest-form.ts';
import { subscriptionName } from '../../subscription/membership-name.ts';
import { register } from '../../subscription/registration.ts';
import { giveUpTraining } from '../../training/give-up-training.ts';
import { connectDeps } from '../../wiring/connect-deps.ts';
import { connectSite } from '../../wiring/connect-site.ts';
import { catalogue } from '../catalogue.ts';
import { takeNote } from '../own/take-note.tsx';

const deps = { ...connectDeps(), catalogue };
const env = environment('SUBSCRIPTION_MACHINE_ARN', 'REVIEW_MACHINE_ARN', 'PLACEMENT_MACHINE_ARN');
const moving = {
  ...deps,
  giveUpTraining,
  reviewMachineArn: env.REVIEW_MACHINE_ARN,
  placementMachineArn: env.PLACEMENT_MACHINE_ARN,
};
const site = connectSite();

const forms = routed<SentForm>(site, [
  { method: 'POST', path: '/d/{secret}', handler: takeAnswer },
  { method: 'POST', path: '/links', handler: takeLinksWanted },
  { method: 'POST', path: '/join', handler: takeInterest },
]);

/** POST: takes what people send from the forms of our pages. */
export const handler = portal(
  site,
  formsOfOurs(site, deps.store, forms, {
    '/join': (_, fields) => tooManyFormsPage(site, fields),
    '/links': tooManyLinksPage,
  }),
);

async function takeAnswer(form: SentForm): Promise<PortalResponse> {
  const { fields } = form;
  const at = requestInstant(form);
  if (form.link && isOfRegistration(form.link)) return takeConfirmation(form, form.link);
  const noted = await takeNote(form, at, deps, site);
  if (noted) return noted;
  const { link, opened } = await openedBy(form, deps, catalogue, at);
  if (opened) {
    return (
      (await takeGiveBack(opened, fields, at, moving, site)) ??
      (await takeOwnDetails(opened, fields, at, deps, site)) ??
      (await takeStopReviewing(opened, fields, at, moving, site)) ??
      takeForm(opened, fields, at, deps, site)
    );
  }
  // Whoever presses the button twice is to read the same twice, though their link opens nothing any more.
  const saidSo = link && saysNotMe(fields) && (await isNotForReader(link, deps, at));
  return saidSo ? notMeTaken(site, saidSo) : htmlResponse(404, linkUnknownPage(site));
}

async function takeLinksWanted(form: SentForm): Promise<PortalResponse> {
  const { fields } = form;
  const at = requestInstant(form);
  const read = linksForm.read(fields);
  if (!read.ok) return htmlResponse(422, linksPage(site, { values: fields, errors: read.errors }));
  for (const person of await deps.store.peopleAt(read.value.email)) {
    if (await wishedEnough(person.person, at, deps.store)) continue;
    if (wishesHeldData(fields)) await sendHeldDataLink(person, at, deps);
    else await sendFreshLinks(person, at, deps);
  }
  return htmlResponse(200, wishesHeldData(fields) ? heldDataSentPage(site) : linksSentPage(site));
}

async function takeInterest(form: SentForm): Promise<PortalResponse> {
  const { fields } = form;
  const read = readInterest(fields);
  if (!read.ok) return htmlResponse(422, interestPage(site, { values: fields, errors: read.errors }));
  switch (await register(read.value, deps, requestInstant(form))) {
    case 'sent':
      return htmlResponse(200, lookIntoMailPage(site));
    case 'not-open':
      return htmlResponse(200, notOpenPage(site));
    case 'too-many':
      return htmlResponse(429, tooManyTodayPage(site, fields));
  }
}

async function takeConfirmation(form: SentForm, { about }: DecisionLink): Promise<PortalResponse> {
  const seen = String(form.fields[SEEN_FIELD] ?? '');
  const confirmed = await confirmRegistration(about, seen, deps, requestInstant(form));
  switch (confirmed.kind) {
    case 'gone':
      return htmlResponse(404, linkUnknownPage(site));
    case 'not-open':
      return htmlResponse(200, notOpenPage(site));
    case 'changed':
      return htmlResponse(409, confirmPage(site, confirmed.row, true));
    case 'confirmed': {
      const { start: begun, thanks } = confirmed;
      if (begun) {
        await start(deps.sfn, env.SUBSCRIPTION_MACHINE_ARN, subscriptionName(begun), begun);
        await keepBegun(about, begun, requestInstant(form), deps.store);
      }
      return htmlResponse(200, interestTakenPage(site, thanks));
    }
  }
}
