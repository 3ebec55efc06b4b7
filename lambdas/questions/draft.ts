import { type FormFields, givenAnswers } from '../pages/kit.ts';
import type { Draft, Store, WriteItem } from '../store/store.ts';
import type { OpenedLink } from './open-link.ts';
import { writeCounted } from './uncounted-form.ts';

/** The hidden field that says which draft a form was opened with; '0' when there was none. */
export const DRAFT_FIELD = 'draft-version';

/** What became of a saving: the draft as it stands now, or the one that somebody else saved meanwhile. */
export type Saved =
  | { readonly kind: 'saved'; readonly draft: Draft }
  | { readonly kind: 'changed-meanwhile'; readonly draft: Draft }
  | { readonly kind: 'settled' };

/** Drafts outlive their question by this, for somebody who asks what became of a text. */
const KEPT_DAYS = 60;

/**
 * Keeps what was typed into a long form, unless somebody saved the same form after it was opened. Only the page's own
 * fields are kept.
 *
 * @param part of a form in parts the one that is saved.
 */
export async function saveDraft(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  store: Store,
  part?: string,
): Promise<Saved> {
  const { decision, link } = opened;
  const kept = ownFields(opened, fields);
  const seen = versionSeen(fields);
  const before = opened.draft;
  if (before !== undefined && sameFields(before.fields as FormFields, kept)) return { kind: 'saved', draft: before };
  if (before !== undefined && before.version !== seen) return { kind: 'changed-meanwhile', draft: before };
  const version = (before?.version ?? 0) + 1;
  const parts = part === undefined ? undefined : { ...partsOf(before), [part]: version };
  const draft = {
    about: decision.about,
    decision: decision.decision,
    version,
    ...(parts && { parts }),
    fields: kept,
    savedAt: at,
    person: link.person,
    expiresAtSeconds: Math.floor(Date.parse(decision.expiresAt) / 1000) + KEPT_DAYS * 86_400,
  };
  const items = [
    before === undefined
      ? store.rows.draft.create(draft).commit()
      : store.rows.draft
          .put(draft)
          .where(({ version }, { eq }) => eq(version, before.version))
          .commit(),
    store.rows.decision
      .check({ about: decision.about, decision: decision.decision })
      .where((row, { eq }) => `${eq(row.status, 'open')} AND ${eq(row.person, link.person)}`)
      .commit(),
  ];
  const written = await writeCounted(store, items, opened.uncounted);
  if (written.written) return { kind: 'saved', draft };
  const now = await store.draft(decision.about, decision.decision);
  if (now !== undefined && now.version !== before?.version) {
    return sameFields(now.fields as FormFields, kept)
      ? { kind: 'saved', draft: now }
      : { kind: 'changed-meanwhile', draft: now };
  }
  return { kind: 'settled' };
}

/** The draft goes with the answer; a text that somebody saved after it was opened refuses the answer. */
export function draftDone({ draft, decision: asked, bound }: OpenedLink, store: Store): readonly WriteItem[] {
  if (draft === undefined) return bound.page().longForm ? [noDraftSince(asked, store)] : [];
  const { about, decision, version: read } = draft;
  return [
    store.rows.draft
      .remove({ about, decision })
      .where(({ version }, { eq }) => eq(version, read))
      .commit(),
  ];
}

const noDraftSince = (
  { about, decision }: Pick<Draft, 'about' | 'decision'>,
  { rows }: Pick<Store, 'rows'>,
): WriteItem =>
  rows.draft
    .check({ about, decision })
    .where(({ version }, { notExists }) => notExists(version))
    .commit();

const partsOf = (draft: Draft | undefined): Readonly<Record<string, number>> =>
  (draft?.parts as Readonly<Record<string, number>> | undefined) ?? {};

/** Whether somebody saved a part since the version `seen`. Of a draft that an earlier release saved any part may have been. */
export const partSavedSince = (draft: Draft | undefined, part: string, seen: number): boolean =>
  draft !== undefined && (draft.parts === undefined ? draft.version : (partsOf(draft)[part] ?? 0)) > seen;

/** The version of the draft that a form was opened with. */
export const versionSeen = (fields: FormFields): number => Number(String(fields[DRAFT_FIELD] ?? '0')) || 0;

function ownFields({ bound }: OpenedLink, fields: FormFields): FormFields {
  const names = givenAnswers((form) => bound.page().body(form), fields).flatMap((answer) => answer.names);
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(fields, name) ? [[name, fields[name] ?? '']] : [])));
}

function sameFields(a: FormFields, b: FormFields): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => JSON.stringify(a[name] ?? '') === JSON.stringify(b[name] ?? ''));
}
