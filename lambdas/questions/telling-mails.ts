/** The mails that tell and ask nothing, by kind, with how soon each has to be known. */

/**
 * How soon whoever is told has to know of it, by the beginning of the mail's kind. 'at-once': somebody acts on it, keeps days free or
 * need not travel, or it confirms what its reader did this minute; all that brings an entry to a calendar or a link of its reader's own is among them. 'morning':
 * nothing depends on the hour, so it waits for the daily round of the next working day, where all that waits for one reader is one mail.
 */
export const TELLING_MAILS = {
  'agreement-signed': 'at-once',
  applied: 'at-once',
  'audience-set': 'at-once',
  'call-agreed': 'at-once',
  'call-taken-over': 'at-once',
  cancelled: 'at-once',
  'cannot-come': 'at-once',
  'cpd-record': 'at-once',
  'dates-after-year': 'morning',
  'dates-fixed': 'at-once',
  'dates-fixed-in-hub': 'morning',
  'goes-on': 'at-once',
  'has-left': 'at-once',
  'host-cannot': 'at-once',
  'joined-late': 'at-once',
  'member-ended': 'morning',
  'membership-ended': 'at-once',
  'membership-ended-early': 'at-once',
  'membership-signed': 'at-once',
  'named-elsewhere': 'at-once',
  'new-days': 'at-once',
  'no-more-reviews': 'at-once',
  'nobody-reached': 'at-once',
  'not-needed': 'at-once',
  'office-passed': 'at-once',
  'place-accepted': 'at-once',
  'place-given-back': 'at-once',
  'place-given-up': 'at-once',
  postponed: 'at-once',
  'relationship-declared': 'at-once',
  replaced: 'at-once',
  'registrations-full': 'at-once',
  'report-corrected': 'at-once',
  'seat-empty': 'at-once',
  'somebody-cannot-come': 'at-once',
  'team-changes': 'at-once',
  'team-stands': 'at-once',
  'team-to-settle': 'at-once',
  'training-counts': 'at-once',
  'training-details': 'at-once',
  'training-nobody-booked': 'at-once',
  'training-unrecorded': 'at-once',
} as const satisfies Readonly<Record<string, 'at-once' | 'morning'>>;

type Telling = typeof TELLING_MAILS;

/** The mails that go as soon as there is something to tell. */
type ToldAtOnce = { [Name in keyof Telling]: Telling[Name] extends 'at-once' ? Name : never }[keyof Telling];

/** The mails that wait for the next working morning. */
export type ToldInMorning = Exclude<keyof Telling, ToldAtOnce>;

/** The kind of a mail that goes at once: its name with what tells it from others, or the question of which its reader was relieved or given time for. */
export type NoticeKind = ToldAtOnce | `${ToldAtOnce}.${string}` | `${string}.${'extended' | 'relieved'}.${string}`;

/** The kind of one that waits. */
export type MorningKind = ToldInMorning | `${ToldInMorning}.${string}`;
