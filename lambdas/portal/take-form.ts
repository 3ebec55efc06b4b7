import { type FormFields, htmlResponse, type Site, thanksPage } from '../pages/kit.ts';
import { answer } from '../questions/answer.ts';
import { type Saved, saveDraft, versionSeen } from '../questions/draft.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { Thanks } from '../questions/question.ts';
import type { WaitingDeps } from '../questions/what-waits.ts';
import { changedElsewherePage } from './changed-elsewhere-page.tsx';
import { checkPage } from './check-page.tsx';
import { holdsNoOfficePage, opensNothing } from './holds-no-office-page.tsx';
import type { PortalResponse } from './portal.ts';
import { questionPage, settledPage } from './question-page.tsx';
import { stepOf } from './steps.ts';
import { takeOtherWay } from './take-other-way.ts';
import { takeParts } from './take-parts.ts';
import { isWhileTyping, takeWhileTyping } from './take-while-typing.ts';

/**
 * Takes the form of a question: keeps a long one as a draft, shows a binding answer once more, and records it when it
 * is sent; or does what somebody wishes instead of answering. Whatever happens, the page that comes back holds what was
 * typed.
 */
export async function takeForm(
  link: OpenedLink,
  fields: FormFields,
  at: string,
  deps: WaitingDeps,
  site: Site,
): Promise<PortalResponse> {
  if (isWhileTyping(fields)) return takeWhileTyping(link, fields, at, deps);
  if (opensNothing(link)) return htmlResponse(403, holdsNoOfficePage(link, site, fields));
  const other = await takeOtherWay(link, fields, at, deps, site);
  if (other) return other;
  if (link.decision.status !== 'open' || !link.decides) return record(link, fields, at, deps, site);
  const content = link.bound.page();
  if (content.parts)
    return takeParts(link, fields, at, deps, site, (opened, sent) => record(opened, sent, at, deps, site));
  const step = stepOf(fields);
  let opened = link;
  if (content.longForm) {
    const isAnswer = step === 'send' || (!content.binding && step !== 'save' && step !== 'change');
    const taken = isAnswer && (await answerAtOnce(link, fields, at, deps));
    if (taken) return thanks(link, taken, site);
    const saved = await keep(link, fields, step === 'send', at, deps);
    if (saved.kind === 'settled') return record(link, fields, at, deps, site);
    opened = { ...link, draft: saved.draft };
    if (saved.kind === 'changed-meanwhile') return htmlResponse(409, changedElsewherePage(opened, site, fields, at));
    if (step === 'save') return htmlResponse(200, questionPage(opened, site, { at, news: 'saved' }));
  }
  if (step === 'change') {
    return htmlResponse(200, questionPage(opened, site, { at, typed: { values: fields, errors: {} } }));
  }
  if (step === 'send' || !content.binding) return record(opened, fields, at, deps, site);
  const read = opened.bound.read(fields, { person: link.link.person, role: opened.bound.addressee.role, at });
  return read.ok
    ? htmlResponse(200, checkPage(opened, fields, site))
    : htmlResponse(422, questionPage(opened, site, { at, typed: { values: fields, errors: read.errors } }));
}

/**
 * An answer keeps what was typed as well as a draft would: nothing need be saved before it. Where it is not taken, or the form was
 * opened with another draft than there is now, nothing has happened, and the text is kept first.
 */
async function answerAtOnce(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  deps: WaitingDeps,
): Promise<Thanks | undefined> {
  if ((opened.draft?.version ?? 0) !== versionSeen(fields)) return undefined;
  try {
    const answered = await answer(opened, fields, at, deps);
    return answered.kind === 'recorded' ? answered.thanks : undefined;
  } catch (error) {
    await keep(opened, fields, false, at, deps).catch(() => {}); // why it failed is said by what failed first
    throw error;
  }
}

/** What is sent was kept when it was checked; it only must not overlook what somebody saved since. */
async function keep(
  opened: OpenedLink,
  fields: FormFields,
  sends: boolean,
  at: string,
  deps: WaitingDeps,
): Promise<Saved> {
  if (sends && opened.draft?.version === versionSeen(fields)) return { kind: 'saved', draft: opened.draft };
  return saveDraft(opened, fields, at, deps.store);
}

async function record(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  deps: WaitingDeps,
  site: Site,
): Promise<PortalResponse> {
  const answered = await answer(opened, fields, at, deps);
  switch (answered.kind) {
    case 'recorded':
      return thanks(opened, answered.thanks, site);
    case 'wrong':
      return htmlResponse(422, questionPage(opened, site, { at, typed: { values: fields, errors: answered.errors } }));
    case 'settled':
      return htmlResponse(409, settledPage(opened, answered.decision, site, { at, typed: fields }));
    case 'only-reads':
      return htmlResponse(403, questionPage({ ...opened, decides: false }, site, { at }));
  }
}

const thanks = ({ bound }: OpenedLink, { title, paragraphs, back }: Thanks, site: Site): PortalResponse =>
  htmlResponse(200, thanksPage(site, { title, done: bound.page().caption, next: paragraphs, back }));
