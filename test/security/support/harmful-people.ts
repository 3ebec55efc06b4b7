/** People who answer every question as they are asked to, and type into every field what would do harm where it is shown. */

import { catalogue } from '../../../lambdas/app/catalogue.ts';
import type { BoundQuestion } from '../../../lambdas/questions/question.ts';
import { encodeForm, type FieldValues, type ReadPage, readPage } from '../../../local/people/form.ts';
import type { Reached, Reaction } from '../../../local/people/people.ts';
import { plausibleAnswer } from '../../../local/people/plausible-answers.ts';
import type { Reactions } from '../../workflows/support/scenario.ts';
import type { Season } from '../../workflows/support/season.ts';
import { FORM_HEADERS, postRaw } from './send.ts';

/** Ends whatever a text may stand in, then acts; and marks by which it is found wherever it is shown. */
export const HARM = `"'></textarea></title><script>alert(1)</script><img src=x onerror=alert(2)>\u202e{{7*7}}\${7*7}`;
/** As it reads where it is shown as text. */
export const HARM_AS_TEXT = '<script>alert(1)</script>';

/** A value that no choice of any form offers. */
export const FORGED = 'forged-choice';

/** What was met on the way. */
export interface Met {
  /** They leave their mail alone until then. */
  hasBegun: boolean;
  /** Every page that was shown, by what it is. */
  readonly pages: Map<string, string>;
  /** Questions bound to what they were asked about, with the page of their form: one for each name. */
  readonly bound: Map<string, { readonly bound: BoundQuestion; readonly page: ReadPage }>;
  /** For each question: how a form of forged choices and overlong texts was received, and whether it was still open. */
  readonly forged: Map<string, { readonly status: number; readonly open: boolean }>;
}

const TYPED = new Set(['text', 'long-text']);
const EXACT = /-(day|month|year)$|time|address|url|email/;

/**
 * The same reactions, each answer full of harm. A field that takes no such text is left to what a willing person writes.
 *
 * @param met is added to.
 */
export function harmful(reactions: Reactions, questions: readonly string[], met: Met): Reactions {
  return Object.fromEntries(
    questions.map((question) => [
      question,
      async (reached: Reached, season: Season): Promise<Reaction | undefined> => {
        if (!met.hasBegun) return 'ignore';
        const meant = await reactions[question]?.(reached, season);
        if (!met.bound.has(question)) await tryForged(reached, season, met);
        return typeof meant === 'string' ? meant : answerWithHarm(reached, meant ?? {}, season, met);
      },
    ]),
  );
}

const linkOf = (reached: Reached, season: Season): string => {
  const secret = /\/d\/([A-Za-z0-9_-]{43})/.exec(reached.mail.text ?? '')?.[1] ?? '';
  return season.stack.localUrl(`http://portal/d/${secret}`);
};

async function press(link: string, fields: FieldValues): Promise<ReadPage> {
  const { status, text } = await postRaw(link, encodeForm(fields), FORM_HEADERS);
  return readPage(text, status);
}

/** Before the first answer to a question: a form in which every choice is forged and the first text has no end. */
async function tryForged(reached: Reached, season: Season, met: Met): Promise<void> {
  const { asked, page } = reached;
  const { store } = season;
  const centralTeam = { name: 'colleagues', email: 'central.team@example.org' };
  met.bound.set(asked.question, { page, bound: await catalogue(asked.question).bind(asked, { store, centralTeam }) });
  const fields: Record<string, string> = {};
  if (page.controls?.every(({ kind }) => kind === 'hidden')) return;
  for (const { name, kind } of page.controls ?? []) {
    if (kind === 'hidden') continue;
    fields[name] = TYPED.has(kind) ? `${HARM}${'x'.repeat(2000)}` : FORGED;
  }
  const [first] = (page.controls ?? []).filter(({ kind }) => TYPED.has(kind));
  if (first) fields[first.name] = `${HARM}${'x'.repeat(80_000)}`;
  const shown = await press(linkOf(reached, season), { ...fields, step: 'send' });
  const row = (await store.decisionsAbout(asked.about)).find(
    ({ question, askedAt }) => question === asked.question && askedAt === asked.at,
  );
  met.pages.set(`forged ${asked.question}`, shown.html);
  met.forged.set(asked.question, { status: shown.status, open: row?.status === 'open' });
}

async function answerWithHarm(reached: Reached, meant: FieldValues, season: Season, met: Met): Promise<FieldValues> {
  if (reached.page.parts.length === 0) return harmPage(reached, reached.page, meant, season, met);
  let all: FieldValues = {};
  for (const part of reached.page.parts) {
    const shown = await fetch(`${linkOf(reached, season)}?part=${part}`);
    const page = readPage(await shown.text(), shown.status);
    const { 'draft-version': _, ...typed } = await harmPage(reached, page, meant, season, met);
    all = { ...all, ...typed };
  }
  return all;
}

async function harmPage(
  reached: Reached,
  page: ReadPage,
  meant: FieldValues,
  season: Season,
  met: Met,
): Promise<FieldValues> {
  const { asked, samples } = reached;
  const key = `${asked.about} ${asked.question}.${asked.round}.${asked.subject ?? ''}`;
  met.pages.set(`open ${key}`, page.html);
  const harm = new Set(
    (page.controls ?? []).filter(({ name, kind }) => TYPED.has(kind) && !EXACT.test(name)).map(({ name }) => name),
  );
  let version: FieldValues = {};
  let reaction: FieldValues = {};
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    const texts = Object.fromEntries([...harm].map((name) => [name, `${HARM} ${asked.question} ${name}`]));
    reaction = { ...texts, ...meant, ...version };
    const answer = plausibleAnswer(page, { question: asked.question, samples }, reaction);
    const shown = await press(linkOf(reached, season), answer);
    met.pages.set(`${shown.toCheck ? 'check' : `${shown.status}`} ${key}`, shown.html);
    const kept = shown.controls?.find(({ name }) => name === 'draft-version');
    if (kept !== undefined) version = { 'draft-version': kept.value };
    if (shown.status < 400) break;
    // What is wrong is said with a link to its field.
    for (const [, field] of shown.html.matchAll(/href="#([^"]+)"/g)) if (field !== undefined) harm.delete(field);
    if (attempt === 3) harm.clear();
  }
  return reaction;
}
