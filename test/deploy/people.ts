/** People who read the emulator's mails, and open and answer their pages through the deployed HTTP API. */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { hashOfLink, isOfPage, pageOf } from '../../lambdas/questions/links.ts';
import type { Decision, DecisionLink, Store } from '../../lambdas/store/store.ts';
import {
  checkedAnswer,
  encodeForm,
  type FieldValues,
  isOfPart,
  type ReadPage,
  readPage,
  savedPart,
} from '../../local/people/form.ts';
import { plausibleAnswer } from '../../local/people/plausible-answers.ts';
import { samplesOf } from '../../local/people/samples.ts';
import type { Emulator } from './emulator.ts';

const Mailbox = z.object({
  messages: z.record(
    z.string(),
    z.array(z.object({ To: z.array(z.string()), Subject: z.string(), BodyText: z.string() })),
  ),
});

/** Links that only stand ready. */
const kept = new Set(['change-publication', 'receive-report']);

/** What the emulator's API answers for a function that may not run now. */
const TOO_MANY = 429;

/** What somebody says otherwise than whoever is only willing; 'later' leaves the question for later. */
export type Wishes = (decision: Decision) => FieldValues | 'later' | undefined;

export interface Answered {
  readonly question: string;
  readonly about: string;
  readonly role: string;
}

/** How often which route was asked, and what it answered. */
export interface Visits {
  readonly answers: readonly Answered[];
  readonly mails: number;
  readonly requests: Readonly<Record<string, number>>;
}

export class People {
  readonly #emulator: Emulator;
  readonly #store: Store;
  readonly #wishes: Wishes;
  readonly #done = new Set<string>();
  readonly #answers: Answered[] = [];
  readonly #requests: Record<string, number> = {};
  #mails = 0;
  #refused = 0;

  constructor(emulator: Emulator, store: Store, wishes: Wishes) {
    this.#emulator = emulator;
    this.#store = store;
    this.#wishes = wishes;
  }

  get visits(): Visits {
    return { answers: this.#answers, mails: this.#mails, requests: this.#requests };
  }

  /** Pages that were refused for want of room, and opened again. */
  get refused(): number {
    return this.#refused;
  }

  /** Reads all mails and answers every question in them that is still open. Gives the new answers. */
  async readAndAnswer(): Promise<readonly Answered[]> {
    const before = this.#answers.length;
    for (const link of await this.#links()) {
      if (this.#done.has(link)) continue;
      if (await this.#follow(link)) this.#done.add(link);
    }
    return this.#answers.slice(before);
  }

  /** Opens an address of the deployed API; and again a moment later, as people do, where as many functions run as may. */
  async open(address: string, form?: FieldValues): Promise<ReadPage> {
    for (;;) {
      const page = await this.#send(address, form);
      if (page.status !== TOO_MANY) return page;
      this.#refused += 1;
      await sleep(1_000);
    }
  }

  /** How many mails have come in all, and of each subject to each address. */
  async mailsTo(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { To, Subject } of await this.#mailbox()) {
      const name = `${Subject} / ${To.join()}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }

  /** One request, as a browser sends it. */
  async #send(address: string, form?: FieldValues): Promise<ReadPage> {
    const { hostname, pathname, search } = new URL(address);
    const body = form && encodeForm(form);
    const method = body === undefined ? 'GET' : 'POST';
    this.#requests[method] = (this.#requests[method] ?? 0) + 1;
    const headers = {
      // The API's name is resolved by no name server: the emulator tells its APIs apart by this header.
      host: `${hostname}:${this.#emulator.port}`,
      ...(body !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'sec-fetch-site': 'same-origin',
      }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.#emulator.port, path: pathname + search, method, headers },
        (response) => {
          let html = '';
          response.setEncoding('utf8').on('data', (text: string) => {
            html += text;
          });
          response.on('end', () => resolve(readPage(html, response.statusCode ?? 0)));
        },
      );
      sent.on('error', reject).end(body);
    });
  }

  async #links(): Promise<readonly string[]> {
    const mails = await this.#mailbox();
    this.#mails = mails.length;
    return [
      ...new Set(mails.flatMap(({ BodyText }) => BodyText.match(/https?:\/\/[^\s/]+\/d\/[A-Za-z0-9_-]{43}/g) ?? [])),
    ];
  }

  async #mailbox() {
    const answer = await fetch(`${this.#emulator.endpoint}/_ministack/ses/messages`);
    return Object.values(Mailbox.parse(await answer.json()).messages).flat();
  }

  /** True when there is nothing more to do with this link. */
  async #follow(link: string): Promise<boolean> {
    const row = await this.#rowOf(link);
    if (row === undefined) throw new Error('A mail holds a link that opens nothing.');
    if (isOfPage(row)) return this.#readAll(link, row);
    const decision = await this.#store.decision(row.about, row.decision);
    if (decision === undefined) throw new Error('A mail holds a link to a question that was never asked.');
    if (decision.status !== 'open') return true;
    const page = await this.open(link);
    if (page.status !== 200)
      throw new Error(`The page of '${decision.decision}' answered ${page.status}: ${page.title}`);
    const wish = this.#wishes(decision);
    if (kept.has(decision.question) || wish === 'later') return true;
    if (!page.controls) throw new Error(`The page of '${decision.decision}' has no form: ${page.title}`);
    const samples = (await samplesOf(decision, this.#store)).fields;
    const situation = { question: decision.question, samples };
    let last = page;
    for (const part of page.parts) {
      const open = isOfPart(last, part) ? last : await this.open(`${link}?part=${part}`);
      last = await this.open(link, savedPart(open, plausibleAnswer(open, situation, wish)));
      if (last.status !== 200) throw new Error(`The part '${part}' was not taken: ${last.errors.join('; ')}`);
    }
    const shown = last.toCheck ? last : await this.open(link, plausibleAnswer(last, situation, wish));
    const after = shown.toCheck ? await this.open(link, checkedAnswer(shown)) : shown;
    if ((await this.#store.decision(row.about, row.decision))?.status === 'open') {
      const said = after.errors.join('; ') || after.title;
      throw new Error(`'${decision.decision}' about ${decision.about} was not taken (${after.status}): ${said}`);
    }
    this.#answers.push({ question: decision.question, about: decision.about, role: decision.role });
    return true;
  }

  /** Opens a page that asks nothing. */
  async #readAll(link: string, row: DecisionLink): Promise<true> {
    const page = await this.open(link);
    if (page.status !== 200) throw new Error(`The page '${pageOf(row)}' answered ${page.status}: ${page.title}`);
    return true;
  }

  async #rowOf(link: string): Promise<DecisionLink | undefined> {
    const hash = hashOfLink(link.slice(link.lastIndexOf('/') + 1));
    return hash === undefined ? undefined : this.#store.link(hash);
  }
}
