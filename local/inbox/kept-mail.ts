import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Mail } from './mail.ts';

/** What of a mail is long, and rarely looked at. */
type Contents = Pick<Mail, 'headers' | 'html' | 'text' | 'attachments' | 'calendar' | 'raw'>;

/** The quickest: one more level saves a tenth of the bytes and takes half as long again. */
const LEVEL = 1;

/** Whoever reads one part of a mail mostly reads another next. */
let lastRead: { readonly packed: Uint8Array; readonly contents: Contents } | undefined;

function unpacked(packed: Uint8Array): Contents {
  if (lastRead?.packed !== packed) lastRead = { packed, contents: deserialize(inflateRawSync(packed)) as Contents };
  return lastRead.contents;
}

/**
 * A mail as the inbox keeps it: what it says is packed until somebody reads it. As it was parsed a mail takes some 50 KB, and a year of 541
 * schools has 37,000.
 */
export class KeptMail implements Mail {
  readonly id: string;
  readonly at: number;
  readonly to: readonly string[];
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly #packed: Uint8Array;

  constructor(mail: Mail) {
    const { headers, html, text, attachments, calendar, raw } = mail;
    this.id = mail.id;
    this.at = mail.at;
    this.to = mail.to;
    this.envelopeFrom = mail.envelopeFrom;
    this.envelopeTo = mail.envelopeTo;
    this.from = mail.from;
    this.subject = mail.subject;
    this.tags = mail.tags;
    const contents = serialize({ headers, html, text, attachments, calendar, raw } satisfies Contents);
    // What the compressor gives is the beginning of a much larger buffer.
    this.#packed = new Uint8Array(deflateRawSync(contents, { level: LEVEL }));
  }

  get headers(): Mail['headers'] {
    return unpacked(this.#packed).headers;
  }

  get html(): Mail['html'] {
    return unpacked(this.#packed).html;
  }

  get text(): Mail['text'] {
    return unpacked(this.#packed).text;
  }

  get attachments(): Mail['attachments'] {
    return unpacked(this.#packed).attachments;
  }

  get calendar(): Mail['calendar'] {
    return unpacked(this.#packed).calendar;
  }

  get raw(): Mail['raw'] {
    return unpacked(this.#packed).raw;
  }
}
