import PostalMime from 'postal-mime';
import type { SentMail } from './inbox.ts';

export interface Attachment {
  readonly filename: string;
  readonly mimeType: string;
  readonly content: Uint8Array;
}

/** A mail as its reader sees it, with the envelope and the bytes behind it. */
export interface Mail {
  readonly id: string;
  /** Virtual time of arrival, milliseconds since the epoch. */
  readonly at: number;
  /** Addresses of the envelope, lower case: who really gets it. */
  readonly to: readonly string[];
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  /** The From header as text: `Name <address>`. */
  readonly from: string;
  readonly subject: string;
  /** Headers by lower-case name; of a header that comes twice, all values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly raw: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
}

export async function parseMail(sent: SentMail, at: number): Promise<Mail> {
  const parsed = await PostalMime.parse(sent.raw, { attachmentEncoding: 'arraybuffer' });
  const headers: Record<string, string[]> = {};
  for (const { key, value } of parsed.headers) {
    headers[key] ??= [];
    headers[key].push(value);
  }
  return {
    ...sent,
    at,
    to: sent.envelopeTo.map((address) => address.toLowerCase()),
    from: parsed.from?.name ? `${parsed.from.name} <${parsed.from.address}>` : (parsed.from?.address ?? ''),
    subject: parsed.subject ?? '',
    headers,
    html: parsed.html,
    text: parsed.text,
    attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'unnamed',
      mimeType,
      content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    })),
  };
}
