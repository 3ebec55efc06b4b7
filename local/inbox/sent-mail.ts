/** What the mail service hands over: the envelope and the message as it would go over the wire. */
export interface SentMail {
  readonly id: string;
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly raw: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
}
