import { createHash } from 'node:crypto';
import { addDays } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { isWithinWorkingHours, workingDayAtOrAfter } from '../../lambdas/calendar/working-days.ts';
import { factsOf } from '../../lambdas/catalogue/all-facts.ts';
import { hasHandedOver } from '../../lambdas/questions/hand-overs.ts';
import { newestRound } from '../../lambdas/questions/newest-round.ts';
import { askedOf } from '../../lambdas/questions/open-link.ts';
import type { Asked } from '../../lambdas/questions/question.ts';
import { standsReady } from '../../lambdas/questions/question-facts.ts';
import { type Decision, Store } from '../../lambdas/store/store.ts';
import type { Mail } from '../inbox/mail.ts';
import type { LocalStack } from '../stack.ts';
import { answerTo } from './answers/all-answers.ts';
import { checkedAnswer, encodeForm, type FieldValues, isOfPart, type ReadPage, readPage, savedPart } from './form.ts';
import { openYears } from './open-years.ts';
import { plausibleAnswer } from './plausible-answers.ts';
import { type SampleValues, samplesOf } from './samples.ts';

/** A question that reached somebody, as a scenario sees it. */
export interface Reached {
  readonly asked: Asked;
  readonly person: string;
  readonly role: string;
  readonly mail: Mail;
  /** Where the link that was followed leads. */
  readonly address: string;
  readonly page: ReadPage;
  /** The instant of answering, and by when the answer was asked for. */
  readonly now: string;
  readonly dueAt: string;
  /** What the fields of its form say that a willing person sends. */
  readonly samples: SampleValues;
}

/**
 * How somebody reacts: some fields otherwise than a willing person would fill them in, 'ignore' (the mail stays
 * unanswered; a reminder is another mail), or 'failed' (the portal said twice that what they tried had failed).
 */
export type Reaction = FieldValues | 'ignore' | 'failed';

/** A question that a mail has brought, and that is open. */
export interface Brought {
  readonly decision: Decision;
  readonly mail: Mail;
  /** The instant at which it would be answered by default, milliseconds since the epoch. */
  readonly usual: number;
}

/** An instant in milliseconds since the epoch, or that this mail is left lying: another one may follow. */
export type When = number | 'left';

export interface PeopleOptions {
  /** How somebody reacts to a question; where nothing is said it is answered willingly. */
  readonly react?: (reached: Reached) => Reaction | undefined | Promise<Reaction | undefined>;
  /** When somebody answers a question that a mail has brought. Where nothing is said, some working hours later. */
  readonly when?: (brought: Brought) => When | undefined;
  /**
   * What somebody sends in place of an answer that was refused, by what the page then says, each time that it is; nothing of it is a
   * problem.
   *
   * @param times how often they were refused
   */
  readonly mend?: (reached: Reached, page: ReadPage, times: number) => FieldValues | undefined;
  /** Mails of before that somebody still may answer, as they had them in their time. */
  readonly earlier?: readonly Mail[];
  /** Opens a question's link and answers it, in place of plain requests: with a browser. */
  readonly visit?: (mail: Mail, secret: string, decision: Decision) => Promise<unknown>;
  /** Told of each page on which somebody checks an answer before it is sent. */
  readonly onCheck?: (reached: Reached, page: ReadPage) => void;
  /** Told of each answer that was sent and its page. */
  readonly onAnswer?: (reached: Reached, answer: FieldValues, response: ReadPage) => void;
}

const HOUR = 3_600_000;
/** So long somebody takes for a part of a long form, or to put right what was refused. */
const A_PART = 60_000;

/** A link that only stands ready: people keep the mail, and use the link when there is something to change. */
function isKept({ question, round }: Pick<Decision, 'question' | 'round'>): boolean {
  const facts = factsOf(question);
  return facts !== undefined && standsReady(facts, round);
}

/**
 * Invented people who read their mail, open its links with a real GET and press the button of the page's form with a
 * real POST. They take from one to about seven working hours, and less where little time is left. Whoever reads twice that it failed
 * looks again about an hour later, and answers if the question is still open.
 *
 * @returns a function that sends them home.
 */
export function attend(stack: LocalStack, options: PeopleOptions = {}): () => void {
  const store = new Store({ client: stack.table, table: stack.tableName });
  const plans = new Set<string>();
  const go = (mail: Mail, secret: string, decision: Decision): void => {
    const rest = (): Promise<void> => stack.clock.rest(A_PART);
    const visiting = options.visit?.(mail, secret, decision) ?? visit(stack, store, mail, secret, { ...options, rest });
    const looking = visiting.then(async (hasFailed) => {
      const now = stack.clock.now();
      if (hasFailed === true) stack.clock.schedule(lookingAgain(now, decision), () => go(mail, secret, decision));
      // By the link of some questions what was answered can be changed: people keep that mail.
      else if (await leadsOn(store, secret, decision)) await read(mail);
    });
    void stack.clock.during(looking).catch((error: unknown) => stack.problems.report(String(error)));
  };
  const read = async (mail: Mail): Promise<void> => {
    for (const secret of secretsIn(mail)) {
      const decision = await decisionBehind(store, secret);
      if (decision?.status !== 'open') continue;
      const usual = answeringMoment(mail.at, decision);
      const moment = options.when?.({ decision, mail, usual }) ?? usual;
      const plan = `${decision.about}/${decision.decision}`;
      if (moment === 'left' || plans.has(plan)) continue;
      plans.add(plan);
      stack.clock.schedule(moment, () => {
        plans.delete(plan);
        go(mail, secret, decision);
      });
    }
  };
  const readEarlier = async (mails: readonly Mail[]): Promise<void> => {
    for (const mail of mails) await read(mail);
  };
  void stack.clock
    .during(readEarlier(options.earlier ?? []))
    .catch((error: unknown) => stack.problems.report(String(error)));
  return stack.inbox.onMail(async (mail) => {
    openYears(stack, mail);
    await read(mail);
  });
}

/** Opens the links of a mail at this moment and answers what is open, for somebody who comes back to it long after. */
export async function answerMail(stack: LocalStack, mail: Mail, options: PeopleOptions = {}): Promise<void> {
  const store = new Store({ client: stack.table, table: stack.tableName });
  for (const secret of secretsIn(mail)) await visit(stack, store, mail, secret, options);
}

/** What the links of a mail end with. */
export const secretsIn = (mail: Mail): readonly string[] => [
  ...new Set([...(mail.text ?? '').matchAll(/\/d\/([A-Za-z0-9_-]{43})/g)].flatMap((match) => match[1] ?? [])),
];

const linkBehind = (store: Store, secret: string) => store.link(createHash('sha256').update(secret).digest('hex'));

async function decisionBehind(store: Store, secret: string): Promise<Decision | undefined> {
  const link = await linkBehind(store, secret);
  const found = link && (await store.decision(link.about, link.decision));
  return found && (await newestRound(found, link, factsOf(found.question) ?? {}, store)).decision;
}

/** Whether a link leads to a later round of its question than the one that was just looked at. */
async function leadsOn(store: Store, secret: string, { question, decision }: Decision): Promise<boolean> {
  if (!factsOf(question)?.keepsItsLinks) return false;
  const now = await decisionBehind(store, secret);
  return now?.status === 'open' && now.decision !== decision;
}

/** Half an hour to an hour and a half after it failed: if all came back at once, as they had come, most would fail again. */
function lookingAgain(now: number, { about, decision }: Decision): number {
  const hash = createHash('sha256').update(`${about}/${decision}/${now}`).digest();
  return now + Math.round(HOUR * (0.5 + hash.readUInt16BE(0) / 65_536));
}

/** Some working hours after the mail, spread by the question's name; never past the time by which to answer. */
function answeringMoment(now: number, decision: Decision): number {
  const hash = createHash('sha256').update(`${decision.about}/${decision.decision}`).digest();
  const wanted = now + HOUR + ((hash.readUInt16BE(0) % 360) / 60) * HOUR;
  const limit = Date.parse(decision.dueAt) - HOUR / 2;
  const latest = limit > now ? limit : Date.parse(decision.expiresAt) - HOUR / 2;
  const moment = new Date(Math.min(wanted, Math.max(latest, now + 1000)));
  if (answerTo(decision.question).inTheEvening || isWithinWorkingHours(moment.toISOString())) return moment.getTime();
  const morning = londonInstant(workingDayAtOrAfter(addDays(londonDate(moment.toISOString()), 1)), '09:10');
  return Math.min(Date.parse(morning), Math.max(latest, now + 1000));
}

/**
 * @param options.rest lets time pass between two parts of a form, or two tries. Without it all is done within one instant.
 * @returns whether the portal said twice that it failed.
 */
async function visit(
  stack: LocalStack,
  store: Store,
  mail: Mail,
  secret: string,
  options: PeopleOptions & { readonly rest?: () => Promise<void> },
): Promise<boolean> {
  const address = `${stack.portalOrigin}/d/${secret}`;
  const shown = await fetch(address);
  const page = readPage(await shown.text(), shown.status);
  const [link, decision] = await Promise.all([linkBehind(store, secret), decisionBehind(store, secret)]);
  if (shown.status >= 500) return true;
  // The office by which they were asked is somebody else's now, or they have left.
  if (shown.status >= 400) return false;
  if (decision?.status !== 'open' || page.controls === undefined) return false;
  // Their link only reads since somebody else is asked in their place; what form its page has is no question.
  if (link?.person !== decision.person) return false;
  const reached: Reached = {
    asked: askedOf(decision),
    person: decision.person,
    role: decision.role,
    mail,
    address,
    page,
    now: new Date(stack.clock.now()).toISOString(),
    dueAt: decision.dueAt,
    samples: (await samplesOf(decision, store)).fields,
  };
  const reaction = (await options.react?.(reached)) ?? (isKept(decision) ? 'ignore' : {});
  if (reaction === 'ignore') return false;
  if (reaction === 'failed') return true;
  const send = async (fields: FieldValues) => {
    const filled = await fillParts(page, reached, fields, options.rest);
    const last = filled.after ?? page;
    if (last.status !== 200 && filled.after) return { answer: filled.answer, after: last };
    const onCheck = options.onCheck && ((shown: ReadPage) => options.onCheck?.(reached, shown));
    if (last.toCheck) return { answer: filled.answer, after: await sendChecked(address, last, onCheck) };
    const answer = plausibleAnswer(last, { ...reached.asked, ...reached }, filled.after ? {} : fields);
    const after = await sendChecked(address, await pressOnce(address, answer), onCheck);
    return { answer: { ...filled.answer, ...answer }, after };
  };
  let { answer, after } = await send(reaction);
  for (let times = 1; after.status === 422; times += 1) {
    const mended = options.mend?.(reached, after, times);
    if (mended === undefined) break;
    await options.rest?.(); // reading what was wrong, and typing
    ({ answer, after } = await send(mended));
  }
  if (after.status >= 500) return true;
  // Whoever has left still reads what they were asked; the one form of that page asks for other links.
  if (after.status === 403 && page.controls.every(({ kind }) => kind === 'hidden')) return false;
  // From one device they passed the question on, and from another they answer it all the same: the page says that they passed it on.
  const now = after.status === 403 ? await decisionBehind(store, secret) : undefined;
  if (now && hasHandedOver(link, now)) return false;
  // A form in parts takes its time.
  options.onAnswer?.({ ...reached, now: new Date(stack.clock.now()).toISOString() }, answer, after);
  if (after.status >= 400 && after.status !== 409) {
    throw new Error(
      `${decision.about}: '${decision.decision}' was not taken (${after.status}): ${after.errors.join('; ') || after.title}`,
    );
  }
  return false;
}

/**
 * Opens the first part of a form in parts, fills it in, and goes on from part to part by the main button of each. Where that leads back
 * to the list of the parts, as in an earlier release, the next is opened from there.
 *
 * @returns what was saved, and the page that came last: the one on which the whole is checked, the list, or what was refused.
 */
async function fillParts(
  list: ReadPage,
  reached: Reached,
  fields: FieldValues,
  rest?: () => Promise<void>,
): Promise<{ readonly answer: FieldValues; readonly after?: ReadPage }> {
  let answer: FieldValues = {};
  let after: ReadPage | undefined;
  for (const part of list.parts) {
    const open = after && isOfPart(after, part) ? after : await openPart(reached.address, part);
    // Nothing can be typed into it. Whoever reads that it failed comes back later.
    if (open.status >= 500) return { answer, after: open };
    const own = plausibleAnswer(open, { ...reached.asked, ...reached }, fields);
    answer = { ...answer, ...own };
    after = await pressOnce(reached.address, savedPart(open, own));
    if (after.status !== 200) break;
    await rest?.();
  }
  return after === undefined ? { answer } : { answer, after };
}

async function openPart(address: string, part: string): Promise<ReadPage> {
  const look = async (): Promise<ReadPage> => {
    const shown = await fetch(`${address}?part=${part}`);
    return readPage(await shown.text(), shown.status);
  };
  const first = await look();
  return first.status >= 500 ? look() : first;
}

/** Sends what a page shows to be checked. Somebody who reads that it failed presses the button once more. */
async function sendChecked(
  address: string,
  shown: ReadPage,
  onCheck: ((page: ReadPage) => void) | undefined,
): Promise<ReadPage> {
  if (!shown.toCheck) return shown;
  onCheck?.(shown);
  return pressOnce(address, checkedAnswer(shown));
}

/** Sends a form once, and once more where the portal says that it failed. */
export async function pressOnce(address: string, answer: FieldValues): Promise<ReadPage> {
  const send = async (): Promise<ReadPage> => {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: encodeForm(answer),
    });
    return readPage(await response.text(), response.status);
  };
  const first = await send();
  return first.status >= 500 ? send() : first;
}
