import { type FormFields, WHOLE_FORM } from '../pages/kit.ts';
import { linkInAudit, purgeSeconds } from '../questions/links.ts';
import type { DecisionLink, ReviewAtHand, Store, TeamNote, WriteItem } from '../store/store.ts';
import { stepOf } from './steps.ts';
import { asKept, type NoteNow, noteForm, noteNow, OF_FIELD, SEEN_FIELD } from './team-note.tsx';

/** What became of a note that was sent, to be shown with the page; nothing for whoever may write none. */
export interface NoteTaken {
  readonly status: 200 | 409 | 422;
  readonly whole: ReviewAtHand;
  readonly now: NoteNow;
  readonly news?: 'kept' | 'withdrawn';
  /** What was typed, and what is wrong with it, where it was not taken. */
  readonly form?: { readonly values: FormFields; readonly errors: Readonly<Record<string, string>> };
}

export const isNote = (fields: FormFields): boolean => ['keep-note', 'withdraw-note'].includes(stepOf(fields));

/**
 * Keeps somebody's note for the lead reviewer, corrects it, or withdraws it. Pressed twice it is kept once; where their note has changed since the
 * form was opened, or the draft was sent at this moment, nothing is written and what was typed is shown.
 *
 * @param person whoever the link belongs to, and still is there.
 */
export async function takeTeamNote(
  { fields, link, person, at }: { fields: FormFields; link: DecisionLink; person: string; at: string },
  store: Store,
): Promise<NoteTaken | 'not-theirs'> {
  const about = String(fields[OF_FIELD] ?? '');
  const whole = await store.reviewAtHand(about);
  const now = whole && (await noteNow(whole, person, at, store));
  if (!whole || !now || now.kind === 'reads') return 'not-theirs';
  const typed = { ...fields };
  const withdraws = stepOf(fields) === 'withdraw-note';
  const read = withdraws ? undefined : noteForm.read(fields);
  const text = read?.ok ? read.value.note : undefined;
  if (text !== undefined && now.note?.text === text) return { status: 200, whole, now, news: 'kept' };
  if (now.kind === 'fixed') return tooLate(whole, now, typed);
  if (withdraws && !now.note) return { status: 200, whole, now, news: 'withdrawn' };
  if (read?.ok === false) return { status: 422, whole, now, form: { values: typed, errors: read.errors } };
  const seen = String(fields[SEEN_FIELD] ?? '');
  if ((now.note?.writtenAt ?? '') !== seen) return tooLate(whole, now, typed);
  const kept = text === undefined ? undefined : noteRow(whole, person, text, at);
  const items = [
    noteItem(whole, person, now.note, kept, store),
    reviewAsRead(whole, store),
    ...(now.note ? [noDraftYet(whole, store)] : []),
    audit(
      whole,
      { link, person, at, what: kept ? 'wrote a note for the lead reviewer' : 'withdrew their note' },
      store,
    ),
  ];
  const { written } = await store.write(items);
  if (written) {
    return { status: 200, whole, now: asKept(whole, kept), news: kept ? 'kept' : 'withdrawn' };
  }
  const wholeNow = (await store.reviewAtHand(about)) ?? whole;
  const then = await noteNow(wholeNow, person, at, store);
  if (!then || then.kind === 'reads') return 'not-theirs';
  // The other of two presses has kept it.
  if (then.note?.text === text) return { status: 200, whole: wholeNow, now: then, news: kept ? 'kept' : 'withdrawn' };
  return tooLate(wholeNow, then, typed);
}

function tooLate(whole: ReviewAtHand, now: NoteNow, values: FormFields): NoteTaken {
  const errors = {
    [WHOLE_FORM]:
      now.kind === 'fixed'
        ? 'The draft of the report has been sent, so your note can no longer be changed. Please tell the lead reviewer.'
        : 'Your note was changed in another window since you opened this one. Please look at what you typed, and send it again.',
  };
  return { status: 409, whole, now, form: { values, errors } };
}

function noteRow({ review }: ReviewAtHand, person: string, text: string, at: string): TeamNote {
  const { about, turn } = review;
  return { about, person, turn, text, writtenAt: at, expiresAtSeconds: purgeSeconds(at) };
}

function noteItem(
  { review: { about } }: ReviewAtHand,
  person: string,
  before: TeamNote | undefined,
  kept: TeamNote | undefined,
  { rows }: Store,
): WriteItem {
  if (kept === undefined) {
    return rows.teamNote
      .remove({ about, person })
      .where(({ writtenAt }, { eq }) => eq(writtenAt, before?.writtenAt ?? ''))
      .commit();
  }
  return rows.teamNote
    .put(kept)
    .where(({ writtenAt, turn }, { eq, ne, notExists }) =>
      // One of a visit that was broken off gives way.
      before === undefined ? `${notExists(writtenAt)} OR ${ne(turn, kept.turn)}` : eq(writtenAt, before.writtenAt),
    )
    .commit();
}

/** Final meanwhile, or begun anew, it takes no note. */
const reviewAsRead = ({ review }: ReviewAtHand, { rows }: Store): WriteItem =>
  rows.review
    .check({ about: review.about })
    .where((row, { eq }) => `${eq(row.turn, review.turn)} AND ${eq(row.stage, review.stage)}`)
    .commit();

const noDraftYet = ({ review: { about } }: ReviewAtHand, { rows }: Store): WriteItem =>
  rows.reportVersion
    .check({ about, version: FIRST_VERSION })
    .where(({ hash }, { notExists }) => notExists(hash))
    .commit();

const FIRST_VERSION = '001';

const audit = (
  { review: { about } }: ReviewAtHand,
  { link, person, at, what }: { link: DecisionLink; person: string; at: string; what: string },
  { rows }: Store,
): WriteItem =>
  rows.auditEntry
    .upsert({ about, at, entry: `team-note.${person}`, who: person, role: 'reviewer', what, link: linkInAudit(link) })
    .commit();
