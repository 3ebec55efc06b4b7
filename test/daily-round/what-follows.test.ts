/** A function that takes an answer dies after each of its writes in turn; the next morning does what it left. */
import type { SESClient } from '@aws-sdk/client-ses';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import type { DailyRoundDeps } from '../../lambdas/daily-round/daily-round-deps.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { handOver } from '../../lambdas/questions/hand-over.ts';
import { makeMailer } from '../../lambdas/questions/mailer.ts';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import { decisionId, type Notice, type Question } from '../../lambdas/questions/question.ts';
import { addresseeOf } from '../../lambdas/questions/review-context.ts';
import { settings } from '../mail/samples.ts';
import { asked, lunchQuestion, writeHost, writeReview } from '../questions/fixture.ts';
import { type Dying, dieAfterCommit } from '../support/dying.ts';
import { useStore } from '../support/store.ts';
import { roundOver } from './daily-round-deps.ts';

const fresh = useStore();
const TUESDAY = '2026-06-02T10:00:00.000Z';
const WEDNESDAY = '2026-06-03T06:30:00.000Z';

interface Sent {
  readonly to: string;
  readonly subject: string;
  readonly secret: string;
}

let question: Question;
let deps: ReturnType<typeof roundOver>['deps'] & DailyRoundDeps;
let found: ReturnType<typeof roundOver>['found'];
let sent: Sent[];
let dying: Dying | undefined;

const notice: Notice = {
  to: { person: 'cook-1', name: 'Robin Cook', email: 'cook@hillview.example', role: 'host' },
  kind: 'lunch-ordered' as Notice['kind'],
  subject: 'Lunch is wanted',
  firstLine: 'The team has lunch.',
  paragraphs: ['For four people.'],
  whyYou: 'You cook.',
};

/** An answer that tells the cook, and can be changed by a later link; asked of whoever its row says. */
function changeable(of: Question): Question {
  return {
    ...of,
    async bind(one, by) {
      const bound = await of.bind(one, by);
      const row = await by.store.decision(one.about, decisionId(one));
      const person = await by.store.needPerson(row?.person ?? 'head-1');
      return {
        ...bound,
        addressee: addresseeOf(person, 'host'),
        confirms: true,
        read(fields, answering) {
          const read = bound.read(fields, answering);
          return read.ok ? { ok: true, taken: { ...read.taken, again: true, notices: () => [notice] } } : read;
        },
      };
    },
  };
}

beforeEach(async () => {
  sent = [];
  question = changeable(lunchQuestion(fresh.store));
  const round = roundOver(question, fresh.store);
  const ses = {
    async send({ input }: { input: { RawMessage: { Data: Uint8Array } } }) {
      dying?.beAlive();
      const { subject = '', to, text = '' } = await PostalMime.parse(input.RawMessage.Data);
      sent.push({ to: to?.[0]?.address ?? '', subject, secret: /\/d\/([\w-]{43})/.exec(text)?.[1] ?? '' });
      return { MessageId: `ses-${sent.length}` };
    },
  } as unknown as Pick<SESClient, 'send'>;
  found = round.found;
  deps = Object.assign(round.deps, { mailer: makeMailer({ ses, store: fresh.store, settings }) });
  await writeReview(fresh.store);
  await writeHost(fresh.store);
  const { person } = fresh.store.entities;
  await person.put({ person: 'cook-1', name: 'Robin Cook', email: 'cook@hillview.example' }).go();
  await person
    .put({
      person: 'head-1',
      name: 'Alex Morgan',
      email: 'head@hillview.example',
      member: '900001',
      confirmedAt: TUESDAY,
    })
    .go();
});
afterEach(() => dying?.end());

const open = async (secret: string | undefined): Promise<OpenedLink> => {
  const opened = await openLink(secret, deps, () => question, TUESDAY);
  if (!opened) throw new Error('The link opens nothing.');
  return opened;
};

/** Does something in a process that dies after its write `last`, and makes the round of the next morning twice. */
async function dieAndGoOn(last: number, work: () => Promise<unknown>): Promise<boolean> {
  dying = dieAfterCommit(last);
  await work().catch(() => undefined);
  const { isDead } = dying;
  dying.end();
  dying = undefined;
  for (let call = 1; call <= 2; call += 1) await dailyRound({ at: WEDNESDAY }, deps);
  return isDead;
}

const subjects = (to: string) => sent.filter((mail) => mail.to === to).map(({ subject }) => subject);
const leftOver = async () => {
  const { decisions, mails } = await fresh.store.agenda(WEDNESDAY);
  return [...decisions.map(({ decision }) => decision), ...mails.map(({ message }) => message)];
};

const ASKED = 'Please say whether there is lunch: QAR at Hill View Primary School';

describe.each([
  { who: 'a workflow waits for', token: 'token-1' },
  { who: 'nothing waits for', token: undefined },
])('an answer that $who', ({ token }) => {
  it.each([1, 2, 3, 4, 5])('loses nothing that follows it when its function dies after write %i', async (last) => {
    await ask(question, asked(), token, deps);
    const opened = await open(sent[0]?.secret);
    sent = [];
    const isDead = await dieAndGoOn(last, () => answer(opened, { lunch: 'yes' }, TUESDAY, deps));
    expect(isDead).toBe(last <= 4);
    expect(subjects('cook@hillview.example')).toEqual(['Lunch is wanted']);
    expect(subjects('head@hillview.example')).toEqual([ASKED]);
    const [next] = sent.filter(({ secret }) => secret !== '');
    expect(await open(next?.secret)).toMatchObject({ decides: true, decision: { decision: 'agree-lunch.1.2' } });
    expect(deps.delivered).toEqual(token ? [{ token, outcome: { outcome: 'lunch' } }] : []);
    expect(await leftOver()).toEqual([]);
    expect(found.map(({ MailsNotSent, QuestionsPutOff }) => [MailsNotSent, QuestionsPutOff])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('a question that is handed to a colleague elsewhere', () => {
  const stranger = {
    'hand-over': 'yes',
    'colleague-name': 'Sam Okoro',
    'colleague-job': 'Deputy head',
    'colleague-email': 'sam@post.example',
  };

  it.each([1, 2, 3, 4, 5])(
    'is asked, and the central team told, when its function dies after write %i',
    async (last) => {
      await ask(question, asked({ at: '2026-06-02T09:00:00.000Z' }), 'token-1', deps); // reminded on Thursday
      const opened = await open(sent[0]?.secret);
      sent = [];
      await dieAndGoOn(last, () => handOver(opened, stranger, TUESDAY, deps));
      expect(subjects('team@charity.example')).toEqual([
        'Passed on to an address elsewhere: “Is there lunch?”, Hill View Primary School',
      ]);
      expect(subjects('sam@post.example')).toEqual([ASKED]);
      expect(await leftOver()).toEqual([]);
      expect(found.at(-1)).toMatchObject({ MailsNotSent: 0, QuestionsPutOff: 0 });
    },
  );
});
