import type { Clock } from '../clock.ts';
import { KeptMail } from './kept-mail.ts';
import { type Mail, parseMail } from './mail.ts';
import type { SentMail } from './sent-mail.ts';

/** Tells of each mail as it arrives. The clock stands still until the promise is settled. */
export type MailListener = (mail: Mail) => void | Promise<void>;

/** A mail as the inbox is saved between two runs. */
export interface StoredMail extends Omit<SentMail, 'raw'> {
  readonly at: number;
  readonly rawBase64: string;
}

/** Keeps every mail that the functions sent, whoever it was for. */
export class Inbox {
  readonly #clock: Clock;
  readonly #mails: Mail[] = [];
  readonly #listeners = new Set<MailListener>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Parses and keeps a mail, and tells the listeners in the order in which they came. */
  async receive(sent: SentMail): Promise<Mail> {
    const mail = await parseMail(sent, this.#clock.now());
    this.#mails.push(new KeptMail(mail));
    for (const listener of this.#listeners) await listener(mail);
    return mail;
  }

  /** Mails in order of arrival; `to` keeps those of one address, whatever its case. */
  messages({ to }: { to?: string } = {}): Mail[] {
    const wanted = to?.toLowerCase();
    return this.#mails.filter((mail) => wanted === undefined || mail.to.some((address) => address === wanted));
  }

  find(id: string): Mail | undefined {
    return this.#mails.find((mail) => mail.id === id);
  }

  /** Calls the listener with every later mail. Returns a function that ends it. */
  onMail(listener: MailListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a later run needs to show the same inbox. */
  save(): StoredMail[] {
    return this.#mails.map(({ id, at, envelopeFrom, envelopeTo, raw, tags }) => ({
      ...{ id, at, envelopeFrom, envelopeTo, tags },
      rawBase64: Buffer.from(raw).toString('base64'),
    }));
  }

  /** Puts saved mails back without telling the listeners, who had them in their time. */
  async restore(stored: readonly StoredMail[]): Promise<void> {
    for (const { at, rawBase64, ...envelope } of stored) {
      this.#mails.push(new KeptMail(await parseMail({ ...envelope, raw: Buffer.from(rawBase64, 'base64') }, at)));
    }
  }
}
