/** A note of somebody in the team for the lead reviewer: who writes it until when, the page to write it, and what the lead reads. */

import { londonDate } from '../calendar/london.ts';
import { longText } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import {
  Button,
  Details,
  Form,
  type FormFields,
  type FormState,
  Hidden,
  InsetText,
  NotificationBanner,
  Paragraph,
  SummaryList,
  TypedText,
} from '../pages/kit.ts';
import { AskAboutSuspected, pupilDataErrors } from '../questions/no-pupil-data.tsx';
import { placeOf } from '../questions/offices.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { rightsOf } from '../questions/who-sees-what.ts';
import type { Placement, ReviewAtHand, Store, TeamNote } from '../store/store.ts';
import { withTeam } from '../store/whole-review.ts';
import { longMoment } from './moment.ts';
import { STEP_FIELD } from './steps.ts';

/** What a note is to somebody now. */
export type NoteNow =
  /** They write one, or correct and withdraw the one that is kept. */
  | { readonly kind: 'writes'; readonly note: TeamNote | undefined }
  /** They wrote theirs, and the draft was sent. */
  | { readonly kind: 'fixed'; readonly note: TeamNote }
  /** The lead reviewer reads all of them. */
  | { readonly kind: 'reads'; readonly notes: readonly TeamNote[] };

/** Whether the days have come on which something may be noted: from the first day of the visit, until the report is final. */
const hasBegun = ({ review }: ReviewAtHand, at: string): boolean =>
  review.status !== 'cancelled' && review.day1 !== undefined && review.day1 <= londonDate(at);

/** Whether the way to the notes is shown to somebody: to write theirs, or to read them all. */
export function noteOffered(whole: ReviewAtHand, person: string, at: string): 'write' | 'read' | undefined {
  const may = rightsOf(placeOf(whole, person), whole);
  if (!hasBegun(whole, at)) return undefined;
  return may.note ? 'write' : may.notes ? 'read' : undefined;
}

/** What a note of this review is to somebody; nothing for whoever neither writes nor reads one. One request. */
export async function noteNow(
  whole: ReviewAtHand,
  person: string,
  at: string,
  store: Pick<Store, 'teamNote' | 'teamNotes'>,
): Promise<NoteNow | undefined> {
  const { about, turn } = whole.review;
  const offered = noteOffered(whole, person, at);
  if (offered === 'read') return { kind: 'reads', notes: ofTurn(await store.teamNotes(about), turn) };
  if (offered === undefined) return undefined;
  const [note] = ofTurn([(await store.teamNote(about, person)) ?? []].flat(), turn);
  return asKept(whole, note);
}

const isDraftSent = ({ versions }: ReviewAtHand): boolean => versions.length > 0;

/** What a note is to whoever wrote it, or may write one. */
export const asKept = (whole: ReviewAtHand, note: TeamNote | undefined): NoteNow =>
  note && isDraftSent(whole) ? { kind: 'fixed', note } : { kind: 'writes', note };

/** Notes of a visit that was broken off are of another turn. */
const ofTurn = (notes: readonly TeamNote[], turn: number): readonly TeamNote[] =>
  notes.filter((note) => note.turn === turn);

const noteFields = fieldsOf({
  note: longText({
    label: 'Your note for the lead reviewer',
    what: 'your note',
    hint: 'What you saw or heard that should be in the report. Roles, not names, and nothing about single pupils.',
    rows: 6,
    max: 2000,
  }),
});

export const noteForm = {
  read(fields: FormFields) {
    const read = noteFields.read(fields);
    const errors = { ...pupilDataErrors(typedOnly(fields)), ...(read.ok ? {} : read.errors) };
    return Object.keys(errors).length > 0 ? { ok: false as const, errors } : read;
  },
};

/** The hidden fields: of which review, and which text was there when the form was opened; '' when there was none. */
export const [OF_FIELD, SEEN_FIELD] = ['note-of', 'note-seen'] as const;

/** Without what the page itself put there: an instant is no date of birth. */
const typedOnly = ({ [OF_FIELD]: _, [SEEN_FIELD]: __, ...typed }: FormFields): FormFields => typed;

export const noteTitle = ({ kind }: NoteNow): string =>
  kind === 'reads' ? 'What the team noted for you' : 'A note for the lead reviewer';

export const captionOf = ({ review }: ReviewAtHand): string => `${review.programme} at ${review.hostName}`;

/** The body of the page of a note. @param form what was typed, where it has to be mended. @param news what was done just now. */
export function NoteBody(props: {
  readonly now: NoteNow;
  readonly whole: ReviewAtHand;
  readonly form?: FormState;
  readonly news?: 'kept' | 'withdrawn';
}) {
  const { now, whole, form, news } = props;
  if (now.kind === 'reads') return <NotesByAuthor notes={now.notes} placements={whole.placements} />;
  const { note } = now;
  return (
    <>
      {news === 'kept' && <NotificationBanner success>Your note is kept.</NotificationBanner>}
      {news === 'withdrawn' && <NotificationBanner success>Your note is withdrawn.</NotificationBanner>}
      <Paragraph>
        Only the lead reviewer of this review reads it, and you. It is no part of the report. Somebody whom it names is
        shown it if they ask what we hold on them.
      </Paragraph>
      {now.kind === 'fixed' ? (
        <>
          <InsetText>
            <TypedText text={now.note.text} />
          </InsetText>
          <Paragraph>
            You wrote this on {longMoment(now.note.writtenAt)}. The draft of the report has been sent, so it can no
            longer be changed here. If something has changed, tell the lead reviewer.
          </Paragraph>
        </>
      ) : (
        <>
          {note && (
            <Paragraph>
              Kept on {longMoment(note.writtenAt)}. You can correct or withdraw it until the draft of the report is
              sent.
            </Paragraph>
          )}
          {isDraftSent(whole) && (
            <Paragraph>
              The draft of the report has been sent. The lead reviewer still reads a note, but once it is kept you
              cannot change it here.
            </Paragraph>
          )}
          <Form>
            <NoteFields note={note} about={whole.review.about} form={form ?? { values: valuesOf(note), errors: {} }} />
            <div className="govuk-button-group">
              <Button name={STEP_FIELD} value="keep-note">
                {note ? 'Keep the correction' : 'Keep this note'}
              </Button>
              {note && (
                <Button kind="secondary" name={STEP_FIELD} value="withdraw-note">
                  Withdraw this note
                </Button>
              )}
            </div>
          </Form>
        </>
      )}
    </>
  );
}

const valuesOf = (note: TeamNote | undefined): FormFields => (note ? { note: note.text } : {});

function NoteFields(props: { readonly note: TeamNote | undefined; readonly about: string; readonly form: FormState }) {
  const { note, about, form } = props;
  return (
    <>
      {noteFields.showAll(form)}
      <AskAboutSuspected form={{ ...form, values: typedOnly(form.values) }} />
      <Hidden name={OF_FIELD} value={about} />
      <Hidden name={SEEN_FIELD} value={note?.writtenAt ?? ''} />
    </>
  );
}

function NotesByAuthor(props: { readonly notes: readonly TeamNote[]; readonly placements: readonly Placement[] }) {
  const { notes, placements } = props;
  if (notes.length === 0) return <Paragraph>Nobody in the team has written a note for you so far.</Paragraph>;
  const nameOf = (person: string): string =>
    placements.find((row) => row.person === person)?.personName ?? 'Somebody in the team';
  return (
    <>
      <SummaryList
        rows={notes
          .map((note) => ({ ...note, name: nameOf(note.person) }))
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
          .map(({ name, text, writtenAt }) => ({
            label: name,
            value: (
              <>
                <TypedText text={text} />
                <span className="govuk-hint">{longMoment(writtenAt)}</span>
              </>
            ),
          }))}
      />
      <Paragraph>
        Only you and whoever wrote a note read it, and somebody whom it names if they ask what we hold on them.
      </Paragraph>
    </>
  );
}

/** What the team noted, beside each question for which the lead reviewer writes something and reads all of the review: while it is open. */
export function NotesForLead({ opened }: { readonly opened: OpenedLink }) {
  const { may, decides, decision } = opened;
  const whole = withTeam(opened.whole);
  if (!may.notes || !decides || decision.status !== 'open' || !whole || !('notes' in whole)) return null;
  const notes = ofTurn(whole.notes as readonly TeamNote[], whole.review.turn);
  if (notes.length === 0) return null;
  return (
    <Details summary={notes.length === 1 ? 'A note from the team' : `${notes.length} notes from the team`}>
      <NotesByAuthor notes={notes} placements={whole.placements} />
    </Details>
  );
}
