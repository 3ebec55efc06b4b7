import { type FormFields, htmlResponse, type Site } from '../pages/kit.ts';
import { DRAFT_FIELD, partSavedSince, type Saved, saveDraft, versionSeen } from '../questions/draft.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { FormPart } from '../questions/question.ts';
import type { WaitingDeps } from '../questions/what-waits.ts';
import type { Store } from '../store/store.ts';
import { changedElsewherePage } from './changed-elsewhere-page.tsx';
import { checkPage } from './check-page.tsx';
import {
  errorsOf,
  GO_ON_FIELD,
  MADE_OF_FIELD,
  namesOf,
  PART_FIELD,
  savedFields,
  TO_CHECK,
  wrongIn,
} from './form-parts.tsx';
import type { PortalResponse } from './portal.ts';
import { questionPage } from './question-page.tsx';
import { stepOf } from './steps.ts';

/** Records an answer, or says why not. */
type Record = (opened: OpenedLink, fields: FormFields) => Promise<PortalResponse>;

const SAVED_SINCE =
  'Somebody saved a part of this form after you had opened this page, so nothing was sent. Look at the parts as they are now, then continue.';

const CHANGED_SINCE =
  'What this form was worked out from has been changed since you checked it, so nothing was sent. What you saved is kept; all else is as it follows now. Look at the parts, then continue.';

/** The part to which whoever saved one wants to go on; the list of them unless said. */
const nextWished = (fields: FormFields, part: FormPart | undefined): string | undefined =>
  part === undefined ? undefined : String(fields[GO_ON_FIELD] ?? '');

/**
 * Takes what is sent by the pages of a form in parts: a part is kept as it was typed, whatever is wrong with it; the list of parts
 * leads on to check what was saved, and that is what is sent. Nobody sends what they have not seen: a page that was opened before
 * somebody saved a part is refused with a sentence.
 */
export async function takeParts(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  deps: WaitingDeps,
  site: Site,
  record: Record,
): Promise<PortalResponse> {
  const kept = await keepPart(opened, fields, at, deps.store);
  if (kept) {
    const { saved, part, typed } = kept;
    if (saved.kind === 'settled') return record(opened, typed);
    const now = { ...opened, draft: saved.draft };
    if (saved.kind === 'changed-meanwhile')
      return htmlResponse(409, changedElsewherePage(now, site, { ...savedFields(now), ...typed }, at, part));
    if (part && stepOf(fields) === 'start-again')
      return htmlResponse(200, questionPage(now, site, { at, news: 'started-again', part: part.name }));
    const errors = part ? errorsOf(part, wrongIn(now, at)) : {};
    if (part && Object.keys(errors).length > 0) {
      const typed = { values: savedFields(now), errors };
      return htmlResponse(422, questionPage(now, site, { at, part: part.name, typed }));
    }
    return part && fields[GO_ON_FIELD] === TO_CHECK
      ? checkAll(now, at, site)
      : htmlResponse(200, questionPage(now, site, { at, news: 'saved', part: nextWished(fields, part) }));
  }
  const { madeOf } = opened.bound.page();
  const { draft, bound, link } = opened;
  const step = stepOf(fields);
  const page = (status: number, errors: Readonly<{ [field: string]: string }>): PortalResponse =>
    htmlResponse(status, questionPage(opened, site, { at, typed: { values: {}, errors } }));
  if (step === 'change' || step === 'save') return htmlResponse(200, questionPage(opened, site, { at }));
  if (versionSeen(fields) !== (draft?.version ?? 0)) return page(409, { form: SAVED_SINCE });
  // It was checked before what it was worked out from changed, or by a page of an earlier release, which could not tell.
  if (step === 'send' && madeOf !== undefined && fields[MADE_OF_FIELD] !== madeOf)
    return page(409, { form: CHANGED_SINCE });
  if (step !== 'send') return checkAll(opened, at, site);
  const values = savedFields(opened);
  const read = bound.read(values, { person: link.person, role: bound.addressee.role, at });
  return read.ok ? record(opened, values) : page(422, read.errors);
}

/** The page to check what was saved; the list of parts where something is missing or wrong. */
function checkAll(opened: OpenedLink, at: string, site: Site): PortalResponse {
  const { bound, link } = opened;
  const values = savedFields(opened);
  const read = bound.read(values, { person: link.person, role: bound.addressee.role, at });
  return read.ok
    ? htmlResponse(200, checkPage(opened, values, site, {}))
    : htmlResponse(422, questionPage(opened, site, { at, typed: { values: {}, errors: read.errors } }));
}

/** What was sent of a part, and what became of it. */
interface KeptPart {
  readonly saved: Saved;
  /** Nothing for a page of an earlier release, which has all parts on it. */
  readonly part: FormPart | undefined;
  readonly typed: FormFields;
}

/** Keeps a part as it was typed, unless somebody saved the same part since it was opened; nothing where no field of any was sent. */
export async function keepPart(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  store: Store,
): Promise<KeptPart | undefined> {
  const { body, parts = [] } = opened.bound.page();
  const part = parts.find(({ name }) => name === fields[PART_FIELD]);
  // A page of an earlier release has all fields on it: what was typed there is kept as of all parts, to be sent from their list.
  const own = namesOf(part ?? { body }, fields).filter((name) => part || Object.hasOwn(fields, name));
  if (own.length === 0) return undefined;
  // A box that is not ticked is not sent: of a part all fields count. A day sent in three boxes is not an empty day.
  const isInBoxes = (name: string): boolean => !Object.hasOwn(fields, name) && Object.hasOwn(fields, `${name}-day`);
  const startsAgain = part !== undefined && stepOf(fields) === 'start-again';
  const typed: FormFields = startsAgain
    ? {}
    : Object.fromEntries(own.filter((name) => !isInBoxes(name)).map((name) => [name, fields[name] ?? '']));
  const seen = versionSeen(fields);
  // Whoever saved another part meanwhile is in nobody's way.
  const isOwnPart = part !== undefined && !partSavedSince(opened.draft, part.name, seen);
  const version = String(isOwnPart ? (opened.draft?.version ?? 0) : seen);
  // Of a part that nobody has saved nothing is kept: it follows what it is worked out from.
  const before = Object.entries((opened.draft?.fields ?? {}) as FormFields).filter(
    ([name]) => !(startsAgain && own.includes(name)),
  );
  const whole = { ...Object.fromEntries(before), ...typed, [DRAFT_FIELD]: version };
  const saved = await saveDraft(opened, whole, at, store, part?.name);
  const isOthers = saved.kind === 'changed-meanwhile' && part && !partSavedSince(saved.draft, part.name, seen);
  return isOthers ? keepPart({ ...opened, draft: saved.draft }, fields, at, store) : { saved, part, typed };
}
