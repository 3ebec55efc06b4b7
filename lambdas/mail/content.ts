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
  /** The date by which an answer is needed: 'Tuesday 12 January 2027'. */
  readonly by?: string | undefined;
  /** 'You get this mail because you are the headteacher of Hillside Primary School.' */
  readonly whyYou: string;
  /** Who can help, when it is somebody else than the central team. */
  readonly help?: string | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}
