/** Plays the year and keeps the HTML of everything that people got to see. */
import { createHash } from 'node:crypto';
import { idOfTag } from '../../lambdas/mail/message-tags.ts';
import { HAND_OVER_FIELD } from '../../lambdas/questions/hand-overs.ts';
import { hashOfLink, isOfPage, pageOf } from '../../lambdas/questions/links.ts';
import { askedOf } from '../../lambdas/questions/open-link.ts';
import { Store } from '../../lambdas/store/store.ts';
import type { Mail } from '../inbox/mail.ts';
import { encodeForm, type FieldValues, readPage } from '../people/form.ts';
import { attend, type Reached } from '../people/people.ts';
import { PLAYED_YEAR, PlayStuck } from '../play/play.ts';
import { type Network, seedNetwork } from '../play/seed-network.ts';
import type { LocalStack } from '../stack.ts';
import { roleOfReader } from './role-of-reader.ts';
import {
  LEAVING_HOST,
  MOVED_HOST,
  NEWCOMER,
  READINGS,
  ROUGH_HOST,
  ROUGH_REVIEW,
  reactions,
  SILENT_HOST,
  SMOOTH_HOST,
  STEERING,
  UNREACHED_HOST,
} from './scenes.ts';

/** One document to take pictures of. */
export interface Capture {
  /** File name without number and ending: 'choose-dates-host-page'. */
  readonly name: string;
  readonly kind: 'page' | 'review' | 'errors' | 'check' | 'thanks' | 'settled' | 'public' | 'mail';
  readonly html: string;
  /** A mail's subject and plain text. */
  readonly text?: string;
  readonly mail?: MailFacts;
}

export interface MailFacts {
  readonly subject: string;
  /** To whom it goes, by role: 'head', 'central team'. */
  readonly to: string;
  /** The whole mail as it is sent, with all its parts. */
  readonly bytes: number;
  /** What it does in the person's calendar: 'REQUEST', 'CANCEL'. */
  readonly calendar?: string | undefined;
}

export interface Collected {
  readonly captures: readonly Capture[];
  /** Questions whose form is taken with nothing in it. */
  readonly takenEmpty: readonly string[];
}

const LONGEST_PLAY_MS = 3 * 366 * 86_400_000;

/**
 * Plays the year of every host of the scenes at once.
 *
 * @param what 'mails' leaves out the pages.
 * @throws PlayStuck when a review did not come to its end.
 */
export async function playAndCollect(
  stack: LocalStack,
  network: Network,
  what: 'everything' | 'mails' = 'everything',
): Promise<Collected> {
  const album = new Album(stack, what);
  await seedNetwork(stack, network, PLAYED_YEAR);
  await seedMemberships(stack);
  breakAddresses(stack, network);
  stack.inbox.onMail((mail) => album.keepMail(mail));
  attend(stack, {
    react: reactions(),
    onCheck: (reached, page) => album.keep(nameOf(reached), 'check', page.html),
    onAnswer: (reached, _, response) => album.keep(nameOf(reached), 'thanks', response.html),
  });
  await album.join();
  for (const step of STEERING) stack.clock.schedule(Date.parse(step.at), () => void steer(stack, step));
  await play(stack, [`qar-${PLAYED_YEAR}-${SMOOTH_HOST}`, ROUGH_REVIEW]);
  if (what === 'everything') await album.lookAgain();
  return album;
}

const nameOf = ({ asked, role }: Reached): string => nameOfAsked(asked, role);

function nameOfAsked({ about, question, round }: { about: string; question: string; round: number }, role: string) {
  const [kind] = about.split('-');
  return [kind === 'membership' ? '' : kind, question, role, round > 1 ? 'again' : ''].filter(Boolean).join('-');
}

/** The head of a school whose mail comes back. */
function breakAddresses(stack: LocalStack, { toImport: { people = [] } }: Network): void {
  for (const { member, isHead, email } of people) {
    if (member === UNREACHED_HOST && isHead) stack.mail.unreachable.add(email);
  }
}

async function seedMemberships(stack: LocalStack): Promise<void> {
  const { entities } = new Store({ client: stack.table, table: stack.tableName });
  const at = new Date(stack.clock.now()).toISOString();
  for (const member of [ROUGH_HOST, LEAVING_HOST, SILENT_HOST, MOVED_HOST, UNREACHED_HOST]) {
    await entities.membership
      .put({
        ...{
          member,
          year: String(Number(PLAYED_YEAR) - 1),
          kind: 'renewal',
          status: 'signed',
          openedAt: at,
          decidedAt: at,
        },
        uses: [member === ROUGH_HOST ? 'tpr' : 'qar'],
      })
      .go();
  }
}

/** @returns what the command said, as JSON. */
async function steer(
  stack: LocalStack,
  step: { readonly act: string; readonly at: string; readonly about?: string },
): Promise<string> {
  const steering = stack.functions.all.find(({ name }) => name.endsWith('steer-review'));
  const result = await stack.functions.invoke(steering?.name ?? 'steer-review', step);
  const said = JSON.stringify(result);
  if (!said.includes('"done\\":true') && !said.includes('"done":true')) {
    stack.problems.report(`'${step.act}' was not done: ${said}`);
  }
  return said;
}

async function play(stack: LocalStack, abouts: readonly string[]): Promise<void> {
  const missing = new Set(abouts);
  stack.engine.onEvent((arn, { type }) => {
    if (type !== 'ExecutionSucceeded') return;
    for (const about of missing) if (arn.includes(`:follow-up-${about}-`)) missing.delete(about);
  });
  const failed = () => stack.problems.messages.some((message) => message.startsWith('Execution'));
  await stack.clock.run({
    until: stack.clock.now() + LONGEST_PLAY_MS,
    stop: () => missing.size === 0 || failed(),
  });
  if (missing.size > 0) throw new PlayStuck(`Not played to its end: ${[...missing].join(', ')}.`);
}

/** A mail's name without what tells one person, day or seat from another: by its question where it has one. */
function mailName({ tags, subject }: Mail, questions: readonly string[], role: string): string {
  const [kind] = (tags.about ?? '').split('-');
  const [message = '', ...rest] = idOfTag(tags.message ?? '').split('.');
  if (questions.length > 1) return 'several-questions';
  if (questions.length === 1) {
    const special = HANDED_ON.find((act) => rest.includes(act));
    return [subject.startsWith('Reminder') && 'reminder', special, questions[0]].filter(Boolean).join('-');
  }
  return [kind, message, role.replaceAll(' ', '-')].join('-');
}

/** A question that somebody else was to answer at first. */
const HANDED_ON = ['handed-over', 'passed-on'];

/** What was seen, each kind of document once. */
class Album implements Collected {
  readonly captures: Capture[] = [];
  readonly takenEmpty: string[] = [];
  readonly #stack: LocalStack;
  readonly #what: 'everything' | 'mails';
  readonly #store: Store;
  readonly #kept = new Set<string>();
  /** The addresses of questions by name, for a look at what they show in the end. */
  readonly #links = new Map<string, string>();

  constructor(stack: LocalStack, what: 'everything' | 'mails') {
    this.#stack = stack;
    this.#what = what;
    this.#store = new Store({ client: stack.table, table: stack.tableName });
  }

  keep(name: string, kind: Capture['kind'], html: string, more: Pick<Capture, 'text' | 'mail'> = {}): void {
    const key = `${name}-${kind}`;
    if (this.#kept.has(key)) return;
    this.#kept.add(key);
    this.captures.push({ name, kind, html, ...more });
  }

  /** Keeps a mail, the page behind each of its links, and what that says to somebody who presses the button at once. */
  async keepMail(mail: Mail): Promise<void> {
    // What an alarm says comes from AWS and bears no ids of ours.
    if (mail.tags.about === undefined) return;
    const links = [...(mail.text?.matchAll(/http\S+\/d\/([\w-]{43})/g) ?? [])];
    const names = await Promise.all(links.map(([, secret = '']) => this.#nameBehind(secret)));
    const to = await roleOfReader(this.#store, mail);
    const { subject, raw, calendar } = mail;
    this.keep(mailName(mail, names, to), 'mail', mail.html ?? '', {
      text: `Subject: ${subject}\n\n${mail.text}`,
      mail: { subject, to, bytes: raw.length, calendar: calendar?.method },
    });
    if (this.#what === 'mails') return;
    for (const [index, [link]] of links.entries()) {
      const name = names[index] ?? '';
      if (this.#links.has(name)) continue;
      this.#links.set(name, link);
      const page = await this.#get(link);
      this.keep(name, 'page', page.html);
      if (page.html.includes('?show=review')) {
        this.keep(name, 'review', (await this.#get(`${link}?show=review`)).html);
      }
      await this.#keepOwn(link, page.html);
      await this.#keepOtherWays(link, page.html);
      for (const [, part = ''] of page.html.matchAll(/"\?part=([\w-]+)"/g)) {
        this.keep(`${name}-${part}`, 'page', (await this.#get(`${link}?part=${part}`)).html);
      }
      if (page.controls === undefined) continue;
      const hidden = page.controls.filter(({ kind }) => kind === 'hidden');
      const empty = await this.#post(link, Object.fromEntries(hidden.map((control) => [control.name, control.value])));
      if (empty.status === 200) this.takenEmpty.push(name);
      this.keep(name, empty.status === 200 ? 'thanks' : 'errors', empty.html);
    }
  }

  /** Pages of its reader's own that a link leads to beside what it is about. */
  async #keepOwn(link: string, html: string): Promise<void> {
    for (const word of ['record', 'led', 'hub', 'people']) {
      if (!html.includes(`"?show=${word}"`)) continue;
      const own = (await this.#get(`${link}?show=${word}`)).html;
      this.keep(`own-${word}`, 'page', own);
      // The note for the lead reviewer and the draft of a report, each of a review: 'note.qar-2026-900001'.
      for (const [, page = '', kind = ''] of own.matchAll(/"\?show=((note|draft)\.[\w-]+)"/g)) {
        this.keep(`own-${kind}`, 'page', (await this.#get(`${link}?show=${page}`)).html);
      }
    }
  }

  /** What a page says before somebody does something else than answer; nothing is decided by it. */
  async #keepOtherWays(link: string, html: string): Promise<void> {
    for (const step of ['give-back', 'stop-reviewing', 'not-me']) {
      if (html.includes(`value="${step}"`)) this.keep(step, 'page', (await this.#post(link, { step })).html);
    }
    if (html.includes(`name="${HAND_OVER_FIELD}"`)) {
      this.keep('hand-over', 'errors', (await this.#post(link, { [HAND_OVER_FIELD]: 'yes' })).html);
    }
  }

  async #nameBehind(secret: string): Promise<string> {
    const link = await this.#store.link(createHash('sha256').update(secret).digest('hex'));
    if (link && isOfPage(link)) return pageOf(link);
    const decision = link && (await this.#store.decision(link.about, link.decision));
    if (decision) return nameOfAsked(askedOf(decision), decision.role);
    // Whoever registers confirms their address by a link that leads to no question.
    return link?.decision ?? 'unknown';
  }

  async join(): Promise<void> {
    const address = `${this.#stack.portalOrigin}/join`;
    this.keep('join', 'page', (await this.#get(address)).html);
    this.keep('join', 'errors', (await this.#post(address, {})).html);
    this.keep('join', 'thanks', (await this.#post(address, NEWCOMER)).html);
  }

  /** What the links show after the year, the public report, and addresses that lead nowhere. */
  async lookAgain(): Promise<void> {
    for (const [name, link] of this.#links) {
      if (!name.endsWith('-again')) this.keep(name, 'settled', (await this.#get(link)).html);
    }
    const { portalOrigin } = this.#stack;
    this.keep('report', 'public', (await this.#get(`${portalOrigin}/reports/${ROUGH_REVIEW}`)).html);
    this.keep(
      'private-report',
      'public',
      (await this.#get(`${portalOrigin}/reports/qar-${PLAYED_YEAR}-${SMOOTH_HOST}`)).html,
    );
    this.keep('unknown-link', 'public', (await this.#get(`${portalOrigin}/d/${'A'.repeat(43)}`)).html);
    this.keep('published', 'public', (await this.#get(`${portalOrigin}/published/${ROUGH_HOST}`)).html);
    this.keep('links', 'public', (await this.#get(`${portalOrigin}/links`)).html);
    this.keep('start', 'public', (await this.#get(`${portalOrigin}/`)).html);
    for (const name of ['join', 'how-it-works', 'help', 'privacy', 'accessibility']) {
      this.keep(name, 'public', (await this.#get(`${portalOrigin}/${name}`)).html);
    }
    await this.#readAsCentralTeam();
    await this.#partWays();
  }

  /** Pages that the central team opens by links that a command makes. */
  async #readAsCentralTeam(): Promise<void> {
    const { placements = [] } = (await this.#store.wholeReview(READINGS['review-as-written'].about)) ?? {};
    const held = { act: 'show-data', about: placements.find(({ status }) => status === 'done')?.person ?? '' };
    for (const [name, wanted] of Object.entries({ ...READINGS, 'held-data': held })) {
      const said = await steer(this.#stack, { ...wanted, at: this.#now() });
      const [link] = /http[^"\\]+\/d\/[\w-]{43}/.exec(said) ?? [];
      if (link !== undefined) this.keep(name, 'page', (await this.#get(link)).html);
    }
  }

  /** What a link shows once its person reviews no more, and once the office that it was mailed for has passed on. */
  async #partWays(): Promise<void> {
    const [survey, chosen] = ['qar-survey-reviewer', 'qar-choose-audience-host'].map((name) => this.#links.get(name));
    if (survey !== undefined) {
      this.keep('stopped-reviewing', 'thanks', (await this.#post(survey, { step: 'surely-stop-reviewing' })).html);
    }
    const hash = hashOfLink(chosen?.split('/d/')[1]);
    if (chosen === undefined || hash === undefined) return;
    const head = (await this.#store.link(hash))?.person ?? '';
    await steer(this.#stack, { act: 'has-left', about: head, at: this.#now() });
    this.keep('passed-on', 'settled', (await this.#get(chosen)).html);
  }

  #now(): string {
    return new Date(this.#stack.clock.now()).toISOString();
  }

  async #get(link: string) {
    const response = await fetch(this.#stack.localUrl(link));
    return readPage(await response.text(), response.status);
  }

  async #post(link: string, values: FieldValues) {
    const response = await fetch(this.#stack.localUrl(link), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: encodeForm(values),
    });
    return readPage(await response.text(), response.status);
  }
}
