/** Asks a question as the workflow does and answers it as a person does, over a real table. */
import { createElement, Fragment } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { MailContent } from '../../lambdas/mail/content.ts';
import type { FormFields, FormState } from '../../lambdas/pages/kit.ts';
import { type Answered, answer } from '../../lambdas/questions/answer.ts';
import { type AskingDeps, ask } from '../../lambdas/questions/ask.ts';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import type { Asked, BoundQuestion, Notice, Outcome, Question } from '../../lambdas/questions/question.ts';
import { NotInTable, type Store } from '../../lambdas/store/store.ts';

export interface Interview extends AskingDeps {
  readonly mails: MailContent[];
  readonly notices: Notice[];
  readonly outcomes: Outcome[];
}

export function interviewDeps(store: Store): Interview {
  const mails: MailContent[] = [];
  const notices: Notice[] = [];
  const outcomes: Outcome[] = [];
  return {
    store,
    mails,
    notices,
    outcomes,
    portalOrigin: 'https://reviews.example',
    centralTeam: { name: 'colleagues', email: 'team@charity.example' },
    mailer: {
      async sendContent(_about, { content }) {
        mails.push(content);
      },
      async send(_about, notice) {
        notices.push(notice);
      },
    },
    callbacks: {
      async deliver(_token, outcome) {
        outcomes.push(outcome);
        return 'delivered';
      },
    },
  };
}

/** Asks, and opens the link of the mail. */
export async function askAndOpen(question: Question, asked: Asked, deps: Interview): Promise<OpenedLink> {
  await ask(question, asked, `token-${deps.mails.length}`, deps);
  const secret = deps.mails.at(-1)?.button?.href.split('/d/')[1];
  const opened = await openLink(secret, deps, () => question, asked.at);
  if (!opened) throw new NotInTable('link of', question.name);
  return opened;
}

/** Asks and sends the form. */
export async function askAndAnswer(
  question: Question,
  asked: Asked,
  fields: FormFields,
  deps: Interview,
  at = asked.at,
): Promise<Answered> {
  return answer(await askAndOpen(question, asked, deps), fields, at, deps);
}

/** The page's own part as HTML. */
export function htmlOf(bound: BoundQuestion, form: Partial<FormState> = {}): string {
  const page = bound.page();
  const state = { values: page.values ?? {}, errors: {}, ...form };
  return renderToStaticMarkup(createElement(Fragment, undefined, page.opening, page.body(state)));
}
