import type { ReactNode } from 'react';
import type { DateRange } from '../calendar/dates.ts';
import type { DraftReport } from '../documents/draft-report.ts';
import type { FinalReport } from '../documents/final-report.ts';
import type { NoMail } from '../mail/address.ts';
import type { CalendarChange } from '../mail/content.ts';
import type { FormFields, FormState } from '../pages/form-state.ts';
import type { Decision, Draft, StageName, Store, WriteItem } from '../store/store.ts';
import type { NoticeKind } from './telling-mails.ts';

/** What a workflow asks for when it reaches a question: ids and instants only. */
export interface Asked {
  /** The question's name, 'choose-dates'. */
  readonly question: string;
  /** The review ('qar-2026-100183') or membership ('membership-2026-100183') it is about. */
  readonly about: string;
  /** Rises when a review starts again from an earlier stage, so that its questions are asked anew. */
  readonly turn: number;
  /** Rises when the same question is asked again in its loop. */
  readonly round: number;
  /** A seat or a person, where the same question goes to several. */
  readonly subject?: string | undefined;
  /** The person to ask, where the question itself cannot tell. */
  readonly person?: string | undefined;
  /** The question to the central team that comes next where its last round ends without agreement. Machines of release 0.1.0 ask none about a team. */
  readonly leadsTo?: string | undefined;
  /** Instant of asking. */
  readonly at: string;
  /** The workflow's own end of waiting. The row keeps this instant, or a later one that gives the person a fair time. */
  readonly expiresAt: string;
}

/** The id of a decision within its review or membership: 'check-facts.1.2' or 'invite.1.1.seat-2'. */
export const decisionId = (asked: Pick<Asked, 'question' | 'turn' | 'round' | 'subject'>): string =>
  [asked.question, asked.turn, asked.round, ...(asked.subject ? [asked.subject] : [])].join('.');

/** The name of the question that a decision's id begins with. */
export const questionOf = (decision: string): string => decision.split('.', 1)[0] ?? '';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What the workflow is told: an outcome by name, and small facts. Never a name, an address or an answer's text. */
export type Outcome = { readonly outcome: string } & { readonly [key: string]: JsonValue };

/** In what capacity somebody is asked; what people read of it ('head', 'lead reviewer') is in `roleName`. */
export type Role = 'host' | 'lead' | 'reviewer' | 'hub-manager' | 'central-team';

/** Who is asked. The central team has the id 'central-team' and the mailbox of the deployment's settings. */
export interface Addressee {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  /** Their number at work, where we have it. */
  readonly telephone?: string | undefined;
  readonly role: Role;
  readonly organisation?: string | undefined;
  /** They are asked in the place of whoever holds the office that the question is for. */
  readonly standsIn?: true | undefined;
  /** Whose manager is told when the reminders have gone unanswered. */
  readonly hub?: string | undefined;
  /** Why no mail may go to this person's address, where that is so. */
  readonly noMail?: NoMail | undefined;
  /** They have left: nothing is asked of them any more, though mail still reaches them. */
  readonly left?: true | undefined;
}

/** What a question's mail says. The mechanism adds greeting, button, date by which, and who can help. */
export interface QuestionMail {
  /** What is wanted of whom, for which school: 'Please choose dates: QAR at Hill View Primary School'. */
  readonly subject: string;
  /** One plain sentence that says what this is about. */
  readonly firstLine: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  /** It is about this very day: the mail says the hour too by which an answer is wanted. */
  readonly byTheHour?: true;
  /** The button's words: 'Choose dates'. */
  readonly button: string;
  /** Why this person is asked: 'You are asked because you are the head of Hill View Primary School.' */
  readonly whyYou: string;
  /** What it brings to the person's calendar, when the mail also confirms what they chose before. */
  readonly calendar?: CalendarChange;
}

/** What a question's page says and holds. */
export interface QuestionPage {
  /** The question in the person's words: 'Which dates suit you?' */
  readonly title: string;
  /** A few words above the title: 'QAR at Hill View Primary School'. */
  readonly caption: string;
  /** Everything between title and button: explanations and the fields, with what was typed and what is wrong. */
  body(form: FormState): ReactNode;
  /** The button's words; 'Send your answer' when nothing says it better. */
  readonly button?: string;
  /** The answer binds somebody, so it is shown once more, to be checked, before it is sent. */
  readonly binding?: true;
  /** There is nothing to answer any more: the page is only to be read. */
  readonly nothingToAnswer?: boolean;
  /** Takes more than one sitting: what is typed is kept as a draft, and found again on another device. */
  readonly longForm?: true;
  /** What the fields hold before anything was typed: last year's answer, a draft's text. */
  readonly values?: FormFields;
  /** Of a long form that is too much for one page: its parts, each a page of its own that is saved by itself. `body` has all of them. */
  readonly parts?: readonly FormPart[];
  /** Of a form in parts: the hash of what its fields were worked out from. Whoever checked it before that changed sends nothing by it. */
  readonly madeOf?: string;
  /** All of it was worked out and is sent as it is but for corrections: its parts say how many there are. */
  readonly proposed?: true;
  /** Of a form in parts what its fields begin with, to which a part can be put back: 'the timetable as it was sent'. */
  readonly beginsWith?: string | undefined;
  /** What stands above the list of the parts. */
  readonly opening?: ReactNode;
}

/** A part of a form that is shown and saved by itself. */
export interface FormPart {
  /** In the address of its page: 'year'. */
  readonly name: string;
  readonly title: string;
  body(form: FormState): ReactNode;
}

/** What a person reads once the answer is recorded. */
export interface Thanks {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The words of a way back to the question's page, where the same link shows and changes the answer. */
  readonly back?: string;
}

/** A mail that is no question, to be sent once the answer is recorded. */
export interface Notice {
  readonly to: Addressee;
  /** Unique within the review: 'dates-fixed'. Part of the message's id, so it is sent once. How soon it goes is a fact of it: see telling-mails.ts. */
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly firstLine: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  /** A page that asks nothing, by a link of its reader's own. */
  readonly button?: { readonly text: string; readonly href: string };
  readonly whyYou: string;
  readonly calendar?: CalendarChange | undefined;
}

/** An answer as it will be recorded, with everything that is written and said along with it. */
export interface Taken<Answer = JsonValue> {
  /** Kept on the row, and compared when the same form is sent again. */
  readonly answer: Answer;
  readonly outcome: Outcome;
  /** What the audit says was done: 'chose dates'. */
  readonly what: string;
  /** Rows that change together with the answer, all or none. */
  effects(): readonly WriteItem[];
  readonly thanks: Thanks;
  /** Asks the same question once more, with a fresh link, so that the answer can be changed again later. */
  readonly again?: true;
  notices?(): readonly Notice[];
  /**
   * What to do when an effect's condition did not hold, such as a day that was taken meanwhile: another answer to
   * record in its place, or a sentence to show beside the form.
   */
  conflict?(): Taken<Answer> | { readonly sentence: string };
}

/** An answer as the fields of the form by which it was sent, so that it can be read back in the words of their labels. */
export interface SentForm {
  readonly fields: FormFields;
  /** The form with those labels, where the page's own is about something else by now. */
  readonly body?: ((form: FormState) => ReactNode) | undefined;
}

/** Who answers, and when. */
export interface Answering {
  readonly person: string;
  readonly role: Role;
  readonly at: string;
}

/** What a form comes to: the answer to record, or what is wrong by field, in words. */
export type ReadAnswer<Answer = JsonValue> =
  | { readonly ok: true; readonly taken: Taken<Answer> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** A question bound to the review or membership it is asked about; everything it needs was read. */
export interface BoundQuestion<Answer = JsonValue> {
  readonly addressee: Addressee;
  /** The name of the school or trust, as people know the matter by it. */
  readonly hostName: string;
  /** By when the person is told to answer: never after the expiry. */
  readonly dueAt: string;
  /**
   * The fewest working days the person has from the day of asking, when the workflow came to the question late. The row
   * then expires later than the workflow knows; the workflow waits on for the row.
   */
  readonly leastWorkingDays?: number;
  /** What follows when nobody answers, as its facts say unless it depends on what is asked about: 'the membership ends on ...'. */
  readonly ifNothing: string;
  /** The London date on which it is about something: its first mail goes that morning, be it asked earlier. */
  readonly heardOn?: string | undefined;
  /** The kind of reminders, as its facts say. */
  readonly reminders: string;
  readonly reminderSettings: ReminderSource;
  readonly breaks: readonly DateRange[];
  /** As its facts say: when no mail reaches the person, that is silence at once and the next is asked. */
  readonly unreachableIsSilence?: true;
  /** The link only stands ready for use: nobody has to answer, so no date is named and no list of the day holds it. */
  readonly standing?: true;
  /** As its facts say: it stands ready without end. */
  readonly endless?: true;
  /**
   * Why there is nothing to ask, whoever it would be, as the end of 'was not asked, since ...': no mail goes, and silence is
   * established at once.
   */
  readonly nothingToAsk?: string;
  /** There is nothing yet to choose from: until there is, which each working morning looks at, nobody hears of it. */
  readonly nothingYet?: true;
  /** Its mail confirms what the person did this minute: it goes at once and by itself, whatever the hour. */
  readonly confirms?: true;
  /** It is about today: its mail goes at once and by itself, and it ends when the workflow says, however soon. */
  readonly urgent?: true | undefined;
  /** Small facts that are fixed now and kept on the row: the version to be agreed, the dates that are offered. */
  readonly facts?: JsonValue;
  mail(): QuestionMail;
  page(): QuestionPage;
  /** Reads the form. */
  read(fields: FormFields, answering: Answering): ReadAnswer<Answer>;
  /** What silence means, what is written when it is established, and whom the next morning's round mails of it. */
  silence(at: string): {
    readonly outcome: Outcome;
    effects?(): readonly WriteItem[];
    notices?(): readonly Notice[];
  };
  /** What a person reads who opens the link after the answer was given: in a sentence, what was decided. */
  said(answer: Answer): string;
  /** What was sent, for whoever sent it; nothing where the sentence of `said` is all there is, or what was sent is not known any more. */
  sent?(answer: Answer): SentForm | undefined;
  /** What has become of an answer that no longer holds, in a sentence; nothing while it does. */
  since?(answer: Answer, decision: Pick<Decision, 'answeredAt'>): string | undefined;
  /** The final report that the link opens, for somebody who wants to keep it as a document. */
  document?(): FinalReport;
  /**
   * The report before it is final, for whoever is asked about it: to read by itself and to keep as a document while the question is open.
   *
   * @param saved what was typed so far into the question's form, where that is the report itself.
   */
  draft?(saved: Draft | undefined): DraftReport;
  /** What of a saved draft's fields is shown and sent: all of them unless something may be read no more. */
  kept?(saved: FormFields): FormFields;
  /** What the link goes on showing once the question is settled: the report that somebody may keep reading. */
  reading?(): ReactNode;
}

/** What a question's own file says of it once it is bound; everything else follows from its facts. */
export type Binding<Answer> = Omit<
  BoundQuestion<Answer>,
  'reminders' | 'standing' | 'endless' | 'unreachableIsSilence' | 'ifNothing'
> &
  Partial<Pick<BoundQuestion, 'ifNothing'>>;

/** The settings that a question's reminders are worked out from. */
export type ReminderSource = Parameters<typeof import('../settings/reminders.ts').reminderSteps>[0];

/** What a question may use to bind itself. */
export interface Deps {
  readonly store: Store;
  readonly centralTeam: { readonly name: string; readonly email: string };
}

/**
 * A question to a person: the one shape of every question of every stage, as `defineQuestion` makes it. `bind` reads what it needs (at most two or
 * three requests) and answers everything else without the table.
 */
export interface Question {
  readonly name: string;
  /** As its facts say. */
  readonly stage?: Exclude<StageName, 'planned' | 'closed'>;
  /** It asks somebody about themselves, whatever office they hold: `personal` and `candidates` of its facts. */
  readonly asksOneself?: true;
  /** As its facts say. */
  readonly keepsItsLinks?: true;
  bind(asked: Asked, deps: Deps): Promise<BoundQuestion>;
  /**
   * Begins to read what `bind` reads and what follows from the name of what the question is about, so that it comes in one
   * request with the question's row. A review itself is at hand by then.
   */
  readAhead?(about: string, store: Store): Promise<unknown>;
  /**
   * It asks a host, and is worked out from the review's own row, with neither team nor report: so for whoever leads the host that row
   * comes in one request with what is read beside it.
   */
  readonly readsReviewAlone?: true;
  /** It is worked out from other questions of its review too, or from its notes: so all of the review is read at once. */
  readonly readsWholeReview?: true;
}

/** What follows when nobody answers, for whoever is asked. */
export const ifNothingInWords = ({ ifNothing }: Pick<BoundQuestion, 'ifNothing'>): string =>
  `If you do nothing, ${ifNothing}.`;

/** What people call a role. */
export const roleName: Readonly<Record<Role, string>> = {
  host: 'head',
  lead: 'lead reviewer',
  reviewer: 'reviewer',
  'hub-manager': 'hub manager',
  'central-team': 'central team',
};
