/** A file that goes with a mail. A calendar file with a `method` is shown as an invitation, or takes one back. */
export interface Attachment {
  /** 'visit.ics'. */
  readonly filename: string;
  /** 'text/calendar', 'application/pdf'. */
  readonly contentType: string;
  readonly content: string | Uint8Array;
  readonly method?: 'REQUEST' | 'CANCEL' | 'PUBLISH' | undefined;
}

/**
 * What a mail does in the calendar of the person it goes to, where each review has one entry of three whole days, and each
 * training some hours of one: enters it or changes it, or takes it out again. Nothing is taken out that was never entered.
 */
export type CalendarChange = EnteredVisit | { readonly enters: null };

export interface EnteredVisit {
  readonly enters: Visit;
  /** No earlier mail can have entered it: then nobody need look for one. */
  readonly isFirst?: boolean | undefined;
}

/** A visit as a calendar shows it. Calendars are shared, so it holds nobody's name and no link. */
export interface Visit {
  /** The first of the three days, 'YYYY-MM-DD'. */
  readonly day1: string;
  /** Which of a person's entries about the review it is: the visit itself unless said. */
  readonly entry?: 'call' | undefined;
  /** From when to when in London, where it is not three whole days but these hours of the one: '09:30', '15:30'. */
  readonly hours?: { readonly from: string; readonly to: string };
  /** 'QAR at Hillside Primary School'. */
  readonly title: string;
  readonly where: string;
  readonly about: string;
}

/** A list, or a table, under a heading. */
export interface MailSection {
  /** What is listed and how many: 'Late: 3'. */
  readonly title: string;
  readonly entries: readonly {
    readonly text: string;
    /** What else is to be said of it, in quieter letters: when, on whom it waits. */
    readonly note?: string | undefined;
    /** A page to open. A mail with such a list is kept nowhere (`keptUntilSent`), so this may be a link that answers. */
    readonly href?: string | undefined;
  }[];
  /** In place of entries: numbers by name. The first column names the row. */
  readonly table?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  /** How many more there are than are listed; said as 'and 12 more'. */
  readonly more: number;
}

/** A list under a heading of which no entry leads anywhere, so that a mail with it is kept until it has gone as any that asks nothing. */
export interface PlainList {
  readonly title: string;
  readonly entries: readonly { readonly text: string; readonly note: string }[];
}

/**
 * What a mail says, in the order in which it says it. A mail asks one thing, has at most one button, and says by when,
 * why this person gets it and who can help. All texts are plain: what looks like HTML in them is shown as typed.
 */
export interface MailContent {
  /** Tells this mail from all others of the same review: 'Choose dates for your review by Monday 4 January 2027'. */
  readonly subject: string;
  /** 'Dear Alex Morgan' without the comma. */
  readonly greeting?: string | undefined;
  /** What is asked or told, in one plain sentence; mail programs show it beside the subject. */
  readonly firstLine: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[] | undefined;
  /** Leads to a page that asks; opening it decides nothing. */
  readonly button?: { readonly text: string; readonly href: string } | undefined;
  /** Several things in one mail: each with its link and the date by which. */
  readonly items?:
    | readonly { readonly text: string; readonly href?: string | undefined; readonly by?: string | undefined }[]
    | undefined;
  /** Several things that are told in one mail, by what they are. */
  readonly lists?: readonly PlainList[] | undefined;
  /** Lists under headings, for a mail that tells of many things and asks nothing. */
  readonly sections?: readonly MailSection[] | undefined;
  /** The date by which an answer is needed: 'Tuesday 12 January 2027'. */
  readonly by?: string | undefined;
  /** What follows without an answer, in a sentence below that date. */
  readonly ifNothing?: string | undefined;
  /** 'You get this mail because you are the headteacher of Hillside Primary School.' */
  readonly whyYou: string;
  /** Who can help, when it is somebody else than the central team. */
  readonly help?: string | undefined;
  readonly calendar?: CalendarChange | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}

/** On a phone a button below a long table is not seen, so there it comes before. */
const LONGEST_BEFORE_BUTTON = 6;

/** Whether date and button stand before the facts. */
export const asksFirst = ({ facts = [] }: Pick<MailContent, 'facts'>): boolean => facts.length > LONGEST_BEFORE_BUTTON;

/** All lists of a mail, as they are shown. */
export const sectionsOf = ({
  lists = [],
  sections = [],
}: Pick<MailContent, 'lists' | 'sections'>): readonly MailSection[] => [
  ...lists.map((list) => ({ ...list, more: 0 })),
  ...sections,
];
