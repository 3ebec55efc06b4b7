import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { idOfTag } from '../../../lambdas/mail/message-tags.ts';
import { importMembers } from '../../../lambdas/members/import-members.ts';
import { seedSettings } from '../../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { type Decision, Store } from '../../../lambdas/store/store.ts';
import type { Mail } from '../../../local/inbox/mail.ts';
import { attend } from '../../../local/people/people.ts';
import { samplesOf } from '../../../local/people/samples.ts';
import { launchChromium } from '../../../local/pictures/chromium.ts';
import { PLAYED_YEAR, playStart } from '../../../local/play/play.ts';
import { readNetwork } from '../../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { synthesize } from '../../../local/synth.ts';
import type { Fill } from '../answers/answer.ts';
import { wilful } from '../answers/wilful.ts';
import { willing } from '../answers/willing.ts';
import { type ByKeyboard, chooseByKeyboard, chooseDatesByKeyboard } from './by-keyboard.ts';
import { DESKTOP, Device, PHONE } from './device.ts';
import { Examiner } from './examiner.ts';
import { confirmAddress, lookAtPublicPages, lookRound, NEWCOMER, register } from './looking-round.ts';
import { MailScanner } from './mail-scanner.ts';
import type { Overheard } from './overhear.ts';
import { readingOrder } from './reading-order.ts';
import { type TwoAtOnce, writeOnTwo } from './two-at-once.ts';
import { decisionBehind, type Visit, Visits } from './visits.ts';

/** A school where all goes well, and whose people have phones. */
const SCHOOL = '900001';
/** A trust that finds something to change at every step, and whose people sit at desktops. */
const TRUST = 'trust-invented-001';
export const SCHOOL_REVIEW = `qar-${PLAYED_YEAR}-${SCHOOL}`;
export const TRUST_REVIEW = `tpr-${PLAYED_YEAR}-${TRUST}`;
const LONGEST_PLAY_MS = 3 * 366 * 86_400_000;

/** Everything that was seen and done in a year of two reviews, to be examined. */
export interface Year {
  readonly stack: LocalStack;
  readonly examiner: Examiner;
  readonly visits: Visits;
  readonly scanner: MailScanner;
  /** What the people's own browsers did, and the scanner's. */
  readonly heard: Overheard;
  /** Reviews that came to their end. */
  readonly ended: ReadonlySet<string>;
  readonly twoAtOnce: TwoAtOnce | undefined;
  /** What a screen reader reads of a page that was seen, in its order. */
  readingOrder(name: string): Promise<string>;
  close(): Promise<void>;
}

/** Declines what nobody is interested in: to join after all, and the year after. */
const declining: Fill = async (hand) => {
  await hand.choose('Your answer', /^No, our/);
  await hand.write('Why not?', 'We join another network.');
};

/** @param pictures where a picture of each page and mail at a phone's width goes; none without it. */
export async function playYear(pictures: string | undefined): Promise<Year> {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  const browser = await launchChromium();
  const stack = await startLocalStack({ cdkOut: await synthesize(), start: playStart(), print: () => {} });
  const close = async (): Promise<void> => {
    await browser.close();
    await stack.stop();
  };
  try {
    return await new Played(stack, browser, pictures, close).play();
  } catch (error) {
    await close();
    throw error;
  }
}

class Played implements Year {
  readonly stack: LocalStack;
  readonly examiner: Examiner;
  readonly visits: Visits;
  readonly heard: Overheard = { elsewhere: [], complaints: [] };
  readonly ended = new Set<string>();
  readonly close: () => Promise<void>;
  twoAtOnce: TwoAtOnce | undefined;
  readonly #browser: Browser;
  readonly #store: Store;
  readonly #asset: (path: string) => Promise<string>;
  readonly #asked = new Map<string, number>();
  /** A link of somebody in the team, by review. */
  readonly #ofReviewer = new Map<string, string>();
  #scanner: MailScanner | undefined;
  #phone: Device | undefined;
  #desktop: Device | undefined;

  constructor(stack: LocalStack, browser: Browser, pictures: string | undefined, close: () => Promise<void>) {
    this.stack = stack;
    this.close = close;
    this.#browser = browser;
    this.#store = new Store({ client: stack.table, table: stack.tableName });
    const assets = new Map<string, Promise<string>>();
    const asset = (path: string): Promise<string> => {
      const known = assets.get(path) ?? fetch(`${stack.portalOrigin}${path}`).then((response) => response.text());
      assets.set(path, known);
      return known;
    };
    this.#asset = asset;
    this.examiner = new Examiner(browser, asset, pictures);
    this.visits = new Visits(this.examiner);
  }

  get scanner(): MailScanner {
    return present(this.#scanner);
  }

  async play(): Promise<Year> {
    const { stack, heard } = this;
    await Promise.all([this.#seed(), stack.functions.warmAll()]);
    this.#phone = await Device.open(this.#browser, PHONE, stack.portalOrigin, heard);
    this.#desktop = await Device.open(this.#browser, DESKTOP, stack.portalOrigin, heard);
    this.#scanner = await MailScanner.open(this.#browser, stack, heard);
    stack.inbox.onMail((mail) => this.#showMail(mail));
    attend(stack, { visit: (mail, secret, decision) => this.#visit(mail, secret, decision) });
    stack.engine.onEvent((arn, { type }) => {
      const [about] = /(?:qar|tpr)-\d{4}-[\w-]+?(?=-\d+$|$)/.exec(arn.split(':follow-up-')[1] ?? '') ?? [];
      if (type === 'ExecutionSucceeded' && about !== undefined) this.ended.add(about);
    });
    stack.clock.schedule(Date.parse('2026-09-14T08:00:00Z'), () => void stack.clock.during(this.#askWhenNot()));
    stack.clock.schedule(Date.parse('2026-09-15T08:00:00Z'), () => void stack.clock.during(this.#offerTraining()));
    stack.clock.schedule(Date.parse('2026-12-08T09:00:00Z'), () => void stack.clock.during(this.#planTheSpring()));
    await register(this.#phone, this.visits);
    await confirmAddress(this.#phone, this.visits, stack.inbox.messages({ to: NEWCOMER.email })[0]);
    await lookAtPublicPages(this.#phone, this.visits);
    await stack.clock.run({
      until: stack.clock.now() + LONGEST_PLAY_MS,
      stop: () => this.ended.size === 2 || stack.problems.messages.length > 0,
    });
    await this.#readAgreement(this.#phone);
    await this.#readReports(this.#phone);
    await this.examiner.done();
    return this;
  }

  readingOrder(name: string): Promise<string> {
    const seen = this.examiner.captures.find((capture) => capture.name === name);
    if (!seen)
      throw new Error(`'${name}' was not seen; there is ${this.examiner.captures.map((one) => one.name).join('; ')}.`);
    return readingOrder(this.#browser, seen, this.#asset);
  }

  async #seed(): Promise<void> {
    const at = new Date(this.stack.clock.now()).toISOString();
    await seedSettings(this.#store, readSettingsFiles());
    await importMembers(this.#store, readNetwork({ today: at.slice(0, 10) }).toImport);
    for (const [member, use] of [
      [SCHOOL, 'qar'],
      [TRUST, 'tpr'],
    ] as const) {
      const lastYear = String(Number(PLAYED_YEAR) - 1);
      await this.#store.entities.membership
        .put({ member, year: lastYear, kind: 'renewal', status: 'signed', uses: [use], openedAt: at, decidedAt: at })
        .go();
    }
  }

  /** Asks the last of all lead reviewers about the spring: too few reviews are planned here for a round of a term. */
  async #askWhenNot(): Promise<void> {
    const { functions, problems } = this.stack;
    const result = await functions.invoke(functions.all.find(({ id }) => id === 'AskAvailability')?.name ?? '', {
      ...{ about: `teams-${PLAYED_YEAR}-spring`, year: PLAYED_YEAR, term: 'spring' },
      ...{ at: new Date(this.stack.clock.now()).toISOString(), expiresAt: '2026-10-09T16:00:00.000Z' },
      after: 'lead-reviewers/person-0171',
    });
    if ('error' in result) problems.report(`Nobody was asked when they cannot: ${result.error.errorMessage}`);
  }

  /** Opens a session, and asks the last reviewer of the pool, whose training ended long ago, to book it. */
  async #offerTraining(): Promise<void> {
    const { functions, problems } = this.stack;
    const at = new Date(this.stack.clock.now()).toISOString();
    const session = { programme: 'QAR', date: '2026-10-08', from: '09:30', to: '15:30', venue: 'The Hall', places: 12 };
    const round = { about: `teams-${PLAYED_YEAR}-spring`, year: PLAYED_YEAR, term: 'spring', after: 'person-0161' };
    for (const [id, event] of [
      ['SteerReview', { act: 'open-training', at, ...session }],
      ['OfferTraining', { ...round, at, expiresAt: '2026-10-08T16:00:00.000Z' }],
    ] as const) {
      const result = await functions.invoke(functions.all.find((one) => one.id === id)?.name ?? '', event);
      if ('error' in result) problems.report(`No training was offered: ${result.error.errorMessage}`);
    }
  }

  /** Plans the spring's teams and asks for approval, as a round of a term would: too few reviews are planned here for one. */
  async #planTheSpring(): Promise<void> {
    const { functions, problems } = this.stack;
    const at = new Date(this.stack.clock.now()).toISOString();
    const about = `teams-${PLAYED_YEAR}-spring`;
    const round = { about, year: PLAYED_YEAR, term: 'spring', number: 1, status: 'planning' as const };
    await this.#store.entities.matchingRound.put({ ...round, openedAt: at, plans: 0 }).go();
    const question = { question: 'approve-plan', about, turn: 1, round: 1, askedAt: at };
    for (const [id, event] of [
      ['PlanTeams', { about, at }],
      ['AskAPerson', { ...question, expiresAt: '2026-12-15T17:00:00.000Z', token: 'nothing-waits-for-this' }],
    ] as const) {
      const result = await functions.invoke(functions.all.find((one) => one.id === id)?.name ?? '', event);
      if ('error' in result) problems.report(`No plan was shown: ${result.error.errorMessage}`);
    }
  }

  #showMail({ tags, html }: Mail): void {
    if (tags.about === undefined) return; // what an alarm says comes from AWS
    const [programme] = idOfTag(tags.about).split('-');
    const [message] = idOfTag(tags.message ?? '').split('.');
    this.examiner.show({ name: `mail: ${programme} ${message}`, kind: 'mail', html: html ?? '' });
  }

  async #visit(mail: Mail, secret: string, { about, question }: Decision): Promise<void> {
    const decision = await decisionBehind(this.#store, secret);
    if (decision?.status !== 'open') return;
    const isTrust = about.endsWith(TRUST);
    const key = `${about} ${question}`;
    const asked = (this.#asked.get(key) ?? 0) + 1;
    this.#asked.set(key, asked);
    if (isTrust && question === 'choose-dates' && asked === 1) return; // the reminder finds it unanswered
    if (['change-publication', 'availability', 'book-training'].includes(question) && asked > 1) return;
    const now = new Date(this.stack.clock.now()).toISOString();
    const visit: Visit = {
      ...{ mail, secret, told: { decision, asked, now, samples: await samplesOf(decision, this.#store) } },
      device: present(isTrust ? this.#desktop : this.#phone),
      answer: answerOf(decision, isTrust),
      name: `${about.split('-')[0]} ${question} ${decision.role}`,
    };
    try {
      await this.#answer(visit, isTrust);
    } catch (error) {
      throw new Error(`${visit.name}, asked for the ${asked}. time: ${error instanceof Error ? error.message : error}`);
    }
  }

  async #answer(visit: Visit, isTrust: boolean): Promise<void> {
    const { decision } = visit.told;
    const { about, question } = decision;
    if (question === 'confirm-attendance' && decision.role === 'reviewer') this.#ofReviewer.set(about, visit.secret);
    if (question === 'evening-note') await this.#noteForLead(about, visit.device);
    await this.visits.arrive(visit);
    if (question === 'sign-agreement' && about.endsWith(SCHOOL)) await lookRound(visit.device, this.visits, visit.name);
    if (question === 'information-form' && !isTrust) {
      this.twoAtOnce = await writeOnTwo(visit, present(this.#desktop), this.visits);
    }
    const byKeyboard = keyboardFor(decision, isTrust);
    if (byKeyboard) await byKeyboard(visit, this.visits);
    else await this.visits.answer(visit);
  }

  /** Whoever is in the team writes the lead reviewer a note by the link they had before the visit; the lead finds it beside the evening's question. */
  async #noteForLead(about: string, device: Device): Promise<void> {
    const secret = this.#ofReviewer.get(about);
    if (secret === undefined || !this.examiner.wants('team note: page')) return;
    const path = `/d/${secret}?show=note.${about}`;
    this.visits.show('team note: page', await device.open(path));
    this.visits.show('team note: too soon', await device.press('Keep this note'));
    await device.hand.write('Your note for the lead reviewer', 'Pupils spoke about their books with care.');
    this.visits.show('team note: kept', await device.press('Keep this note'));
    this.visits.show('team note: opened again', await device.open(path));
  }

  /** What the mail that thanks for signing leads to. */
  async #readAgreement(device: Device): Promise<void> {
    const mail = this.stack.inbox
      .messages()
      .find(({ tags }) => idOfTag(tags.message ?? '').startsWith('membership-signed'));
    const [path] = /\/d\/[\w-]{43}/.exec(mail?.text ?? '') ?? [];
    if (path === undefined) throw new Error('No mail leads to a signed agreement.');
    this.visits.show('signed agreement', await device.open(path));
    await this.visits.lookAtPdf(device, 'The signed agreement as a PDF');
  }

  /** The public page of a report, and what is said of one that is not public. */
  async #readReports(device: Device): Promise<void> {
    this.visits.show('public report', await device.open(`/reports/${SCHOOL_REVIEW}`));
    await this.visits.lookAtPdf(device);
    this.visits.show('no public report', await device.open(`/reports/${SCHOOL_REVIEW}0`));
  }
}

function answerOf({ about, question }: Decision, isTrust: boolean): Fill {
  if (
    question === 'sign-agreement' &&
    !(about === `membership-${PLAYED_YEAR}-${SCHOOL}` || (isTrust && about.includes(PLAYED_YEAR)))
  ) {
    return declining;
  }
  return isTrust ? wilful : willing;
}

/** The head of the trust ranks weeks, and the lead of its review accepts, without a mouse. */
function keyboardFor({ question, role, round }: Decision, isTrust: boolean): ByKeyboard | undefined {
  if (!isTrust) return undefined;
  if (question === 'choose-dates') return chooseDatesByKeyboard;
  return question === 'invite' && role === 'lead' && round > 1 ? chooseByKeyboard('Yes, I accept') : undefined;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there yet.');
  return value;
}
