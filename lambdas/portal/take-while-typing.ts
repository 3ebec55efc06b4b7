import { londonDateAndTime } from '../calendar/london.ts';
import { type FormFields, toldResponse } from '../pages/kit.ts';
import { saveDraft } from '../questions/draft.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { WaitingDeps } from '../questions/what-waits.ts';
import { opensNothing } from './holds-no-office-page.tsx';
import type { PortalResponse } from './portal.ts';
import { keepPart } from './take-parts.ts';

const CHANGED_MEANWHILE =
  'Somebody else saved this form while you were writing, so it is no longer saved while you type. Save it with its button: you will see both texts, and nothing is lost.';
const NO_LONGER_OPEN =
  'This question is no longer open to you, so what you write here is not saved. Copy what you want to keep, then open the link in your mail again.';

/** Whether a form was sent by the script of its page (lambdas/pages/browser/while-typing.ts), and by no button. */
export const isWhileTyping = (fields: FormFields): boolean => fields['while-typing'] === 'yes';

/**
 * Keeps what somebody is typing into a long form as the button that saves would: as the same draft, unless somebody else saved it
 * since. It never takes an answer. Tells the script the draft's version and the time in London, or a sentence for the person.
 */
export async function takeWhileTyping(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  { store }: Pick<WaitingDeps, 'store'>,
): Promise<PortalResponse> {
  const { decision, decides } = opened;
  if (opensNothing(opened) || decision.status !== 'open' || !decides) return closed();
  const content = opened.bound.page();
  if (!content.longForm || content.nothingToAnswer) return closed();
  const saved = content.parts
    ? (await keepPart(opened, fields, at, store))?.saved
    : await saveDraft(opened, fields, at, store);
  if (saved === undefined || saved.kind === 'settled') return closed();
  return saved.kind === 'saved'
    ? toldResponse(200, { version: saved.draft.version, at: londonDateAndTime(at).time })
    : toldResponse(409, { said: CHANGED_MEANWHILE });
}

const closed = (): PortalResponse => toldResponse(409, { said: NO_LONGER_OPEN });
