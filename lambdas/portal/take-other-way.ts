import { type FormFields, htmlResponse, type Site, thanksPage } from '../pages/kit.ts';
import { handOver } from '../questions/hand-over.ts';
import { HAND_OVER_FIELD } from '../questions/hand-overs.ts';
import { bindAgain, type OpenedLink } from '../questions/open-link.ts';
import type { WaitingDeps } from '../questions/what-waits.ts';
import { sendFreshLinks } from './fresh-links.ts';
import { takeMoreTime } from './more-time.ts';
import { takeFromReader } from './not-for-me.ts';
import { notMePage } from './other-ways.tsx';
import type { PortalResponse } from './portal.ts';
import { questionPage, settledPage } from './question-page.tsx';
import { stepOf } from './steps.ts';

/** What somebody wishes instead of answering; nothing when the form is an answer. */
export async function takeOtherWay(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  deps: WaitingDeps,
  site: Site,
): Promise<PortalResponse | undefined> {
  if (Object.hasOwn(fields, HAND_OVER_FIELD)) return takeColleague(opened, fields, at, deps, site);
  switch (stepOf(fields)) {
    case 'more-time':
      return moreTime(opened, at, deps, site);
    case 'not-me':
      return canPassOn(opened) ? htmlResponse(200, notMePage(opened, site)) : asItStands(opened, at, site);
    case 'surely-not-me':
      return notMe(opened, at, deps, site);
    case 'fresh-links':
      return freshLinks(opened, at, deps, site);
    default:
      return undefined;
  }
}

async function takeColleague(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  deps: WaitingDeps,
  site: Site,
): Promise<PortalResponse> {
  const handed = await handOver(opened, fields, at, deps);
  switch (handed.kind) {
    case 'handed-over':
      return done(site, 'Your colleague has been asked', [
        `${handed.name} gets a mail with a link of their own. Your link now only shows the question.`,
        'If the question comes back to you, it comes with a new mail and a new link.',
      ]);
    case 'wrong':
      return htmlResponse(422, questionPage(opened, site, { at, typed: { values: fields, errors: handed.errors } }));
    case 'not-possible':
      return asItStands(opened, at, site);
  }
}

async function moreTime(opened: OpenedLink, at: string, deps: WaitingDeps, site: Site): Promise<PortalResponse> {
  await takeMoreTime(opened, at, deps.store);
  const { about, decision: id } = opened.decision;
  const decision = (await deps.store.decision(about, id)) ?? opened.decision;
  // Somebody who presses the button twice has had the time given, and reads until when.
  if (decision.status !== 'open' || decision.moreTimeAt === undefined) {
    return asItStands({ ...opened, decision }, at, site);
  }
  const bound = await bindAgain(decision, opened.question, deps);
  return htmlResponse(200, questionPage({ ...opened, decision, bound }, site, { at, news: 'more-time' }));
}

const canPassOn = ({ decision, decides }: OpenedLink): boolean =>
  decides && decision.status === 'open' && decision.person !== 'central-team';

async function notMe(opened: OpenedLink, at: string, deps: WaitingDeps, site: Site): Promise<PortalResponse> {
  if (canPassOn(opened) && (await takeFromReader(opened, at, deps))) return notMeTaken(site, 'said');
  // Whoever pressed twice at once has been heard by the other press.
  const link = await deps.store.rowAt(deps.store.entities.decisionLink.get({ hash: opened.link.hash }));
  if (link?.notMeAt !== undefined) return notMeTaken(site, 'said');
  const { about, decision: id } = opened.decision;
  return asItStands({ ...opened, decision: (await deps.store.decision(about, id)) ?? opened.decision }, at, site);
}

export const saysNotMe = (fields: FormFields): boolean => stepOf(fields) === 'surely-not-me';

/**
 * What somebody reads who said that a mail is not for them: 'said' of this question, which is all that follows from a link; or
 * 'known', since the central team has stopped all mail to the person.
 */
export const notMeTaken = (site: Site, since: 'said' | 'known'): PortalResponse =>
  done(site, 'Thank you for telling us', [
    since === 'known'
      ? 'We have stopped our mails to the person they were meant for.'
      : 'We do not ask you this question again. The central team finds out where our mails should go; until it has, another may still reach you.',
    'You do not have to do anything, and can delete the mail.',
  ]);

async function freshLinks(opened: OpenedLink, at: string, deps: WaitingDeps, site: Site): Promise<PortalResponse> {
  const some = await sendFreshLinks({ person: opened.link.person }, at, deps);
  return some
    ? done(site, 'A mail is on its way', [
        'It lists what waits for you and what you can change, each with a fresh link.',
      ])
    : done(site, 'Nothing waits for you', ['You have answered everything that you were asked.']);
}

const done = (site: Site, title: string, next: readonly string[]): PortalResponse =>
  htmlResponse(200, thanksPage(site, { title, next }));

/** For a wish that makes no sense any more: the question as it is now. */
function asItStands(opened: OpenedLink, at: string, site: Site): PortalResponse {
  const { decision } = opened;
  return decision.status === 'open'
    ? htmlResponse(409, questionPage(opened, site, { at }))
    : htmlResponse(409, settledPage(opened, decision, site, { at }));
}
