import { createHash } from 'node:crypto';
import { mailEventSchema, mailOf } from '../../../lambdas/mail/record-mail-event.ts';
import type { Store } from '../../../lambdas/store/store.ts';
import { type CountedRun, requestsOf } from './count-requests.ts';

/** What is done with a question. 'Checked' is an answer that is shown once more before it is sent. */
export const ACTS = ['asked', 'mail delivered', 'shown', 'checked', 'answered'] as const;
export type Act = (typeof ACTS)[number];

/** A run that did one thing with one question. */
export interface ActOnQuestion {
  readonly question: string;
  readonly act: Act;
  readonly requests: number;
  readonly run: CountedRun;
  /** The review or membership that the question is about. */
  readonly about: string;
}

interface PageEvent {
  readonly pathParameters?: { readonly secret?: string };
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** What each run did with a question; runs that did something else are left out. */
export async function actsOnQuestions(runs: readonly CountedRun[], store: Store): Promise<readonly ActOnQuestion[]> {
  const acts = runs.map(async (run): Promise<ActOnQuestion | undefined> => {
    const did = await actOf(run, runs, store);
    return did && { ...did, requests: requestsOf(run), run };
  });
  return (await Promise.all(acts)).flatMap((act) => act ?? []);
}

async function actOf(
  run: CountedRun,
  runs: readonly CountedRun[],
  store: Store,
): Promise<Omit<ActOnQuestion, 'requests' | 'run'> | undefined> {
  switch (run.name) {
    case 'ask-a-person': {
      const { about, question } = run.event as { readonly about: string; readonly question: string };
      return { about, question, act: 'asked' };
    }
    case 'record-mail-event': {
      // The mail of a question is named for its decision: 'choose-dates.1.1.asked.' and the instant.
      const { about = '', message = '' } = mailOf(mailEventSchema.parse(run.event)) ?? {};
      const question = questionIn(/^(.+)\.asked\./.exec(message)?.[1] ?? '');
      return question === undefined ? undefined : { about, question, act: 'mail delivered' };
    }
    case 'show-page':
    case 'take-answer': {
      const secret = secretOf(run);
      const link = secret && (await store.link(createHash('sha256').update(secret).digest('hex')));
      const question = link ? questionIn(link.decision) : undefined;
      return link && question !== undefined ? { about: link.about, question, act: pageAct(run, runs) } : undefined;
    }
    default:
      return undefined;
  }
}

const secretOf = ({ event }: CountedRun): string | undefined => (event as PageEvent).pathParameters?.secret;

/** By a decision's name: 'choose-dates.1.1' in turn 1, round 1. */
const questionIn = (decision: string): string | undefined => /^([a-z-]+)\.\d+\.\d+(\.|$)/.exec(decision)?.[1];

/** A form whose answer is sent by a later one was only checked; where nothing is to be checked the first one answers. */
function pageAct(run: CountedRun, runs: readonly CountedRun[]): Act {
  if (run.name === 'show-page') return 'shown';
  const isSent = stepIn(run) === 'send';
  const later = runs.slice(runs.indexOf(run) + 1);
  const isSentLater = later.some((other) => secretOf(other) === secretOf(run) && stepIn(other) === 'send');
  return !isSent && isSentLater ? 'checked' : 'answered';
}

/** The button that was pressed: see lambdas/portal/steps.ts, which only a bundler can load. */
function stepIn({ event }: CountedRun): string | null {
  const { body = '', isBase64Encoded } = event as PageEvent;
  return new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body).get('step');
}
