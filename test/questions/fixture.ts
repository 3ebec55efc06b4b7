import { z } from 'zod';
import type { MailContent } from '../../lambdas/mail/content.ts';
import { oneOf, parseForm } from '../../lambdas/pages/kit.ts';
import type { AskingDeps } from '../../lambdas/questions/ask.ts';
import type { Callbacks } from '../../lambdas/questions/callbacks.ts';
import type { Mailer } from '../../lambdas/questions/mailer.ts';
import type { Asked, Notice, Outcome, Question, ReminderSource, Taken } from '../../lambdas/questions/question.ts';
import type { Store } from '../../lambdas/store/store.ts';

export const MONDAY_TEN = '2026-06-01T09:00:00.000Z';
export const EXPIRES = '2026-06-15T16:00:00.000Z';
export const ABOUT = 'qar-2026-900001';

export const asked = (changes: Partial<Asked> = {}): Asked => ({
  question: 'agree-lunch',
  about: ABOUT,
  turn: 1,
  round: 1,
  at: MONDAY_TEN,
  expiresAt: EXPIRES,
  ...changes,
});

/** A review in its scheduling stage whose host's head is 'head-1'. */
export async function writeReview(store: Store): Promise<void> {
  await store.write([
    store.rows.review
      .create({
        about: ABOUT,
        programme: 'QAR',
        year: '2026',
        settingsVersion: '001',
        host: '900001',
        hostKind: 'school',
        hostName: 'Hill View Primary School',
        stage: 'scheduling',
        status: 'under-way',
        week: '2027-01-11',
        startsOn: '2026-07-13',
        turn: 1,
        executions: 1,
        stages: { scheduling: { from: '2026-05-04' } },
      })
      .commit(),
  ]);
}

/** Its host, and the head who holds that office. */
export async function writeHost(store: Store): Promise<void> {
  await store.write([
    store.rows.member
      .upsert({
        member: '900001',
        kind: 'school',
        name: 'Hill View Primary School',
        standing: 'member',
        head: 'head-1',
      })
      .commit(),
    store.rows.person
      .upsert({ person: 'head-1', name: 'Alex Morgan', email: 'head@hillview.example', member: '900001' })
      .commit(),
  ]);
}

const reminderSettings: ReminderSource = {
  renewal: { reminderDays: [14], hubManagerAfterDays: 49, centralTeamAfterDays: 56 },
  scheduling: { remindDays: [7] },
  team: { remindAfterWorkingDays: [2, 4] },
  report: { chase: [1] },
  feedback: { remindDays: [7] },
  reminders: { default: [{ act: 'remind', after: 'asked', workingDays: 2 }] },
  answers: { moreTimeWorkingDays: 3 },
};

const Answer = z.object({ lunch: oneOf(['yes', 'no'], { label: 'whether there is lunch' }) });

/** A question that a stage could have: the head says whether there is lunch. */
export const lunchQuestion = (store: Store): Question => ({
  name: 'agree-lunch',
  stage: 'preparation',
  bind: async () => ({
    addressee: {
      person: 'head-1',
      name: 'Alex Morgan',
      email: 'head@hillview.example',
      role: 'host',
      organisation: '900001',
    },
    hostName: 'Hill View Primary School',
    dueAt: '2026-06-12T16:00:00.000Z',
    ifNothing: 'there is no lunch',
    reminders: 'invitation',
    reminderSettings,
    breaks: [],
    mail: () => ({
      subject: 'Please say whether there is lunch: QAR at Hill View Primary School',
      firstLine: 'The team would like to know whether there is lunch.',
      paragraphs: [],
      button: 'Answer',
      whyYou: 'You are the head.',
    }),
    page: () => ({ title: 'Is there lunch?', caption: 'QAR at Hill View Primary School', body: () => null }),
    read: (fields) => {
      const parsed = parseForm(Answer, fields);
      return parsed.ok ? { ok: true, taken: taken(store, parsed.value.lunch) } : parsed;
    },
    silence: () => ({ outcome: { outcome: 'no-lunch' } }),
    said: (answer) => `You said ${String((answer as { lunch: string }).lunch)}.`,
  }),
});

/** 'yes' takes the one table there is, as a row that only one review can have. */
function taken(store: Store, lunch: 'yes' | 'no'): Taken {
  return {
    answer: { lunch },
    outcome: { outcome: lunch === 'yes' ? 'lunch' : 'no-lunch' },
    what: 'said whether there is lunch',
    effects: () =>
      lunch === 'yes'
        ? [store.rows.personDay.create({ person: 'table', day: '2027-01-12', about: ABOUT }).commit()]
        : [],
    thanks: { title: 'Thank you', paragraphs: ['The team is told.'] },
    conflict: () => ({ sentence: 'The table is taken. Choose no.' }),
  };
}

export interface FakeDeps extends AskingDeps {
  readonly mails: { readonly message: string; readonly content: MailContent; readonly to: string }[];
  readonly notices: readonly Notice[];
  readonly delivered: { readonly token: string; readonly outcome: Outcome }[];
  /** Tokens that nothing waits with any more. */
  readonly gone: Set<string>;
  failMails: boolean;
}

/** Deps over a real table whose mails and callbacks are kept in lists. */
export function fakeDeps(store: Store): FakeDeps {
  const mails: FakeDeps['mails'] = [];
  const notices: Notice[] = [];
  const delivered: FakeDeps['delivered'] = [];
  const gone = new Set<string>();
  const deps: { failMails: boolean } = { failMails: false };
  const mailer: Mailer = {
    async sendContent(about, { message, content, to, kind }, at) {
      if (deps.failMails) throw new Error('SES is away');
      mails.push({ message, content, to: to.email });
      await store.entities.message.upsert({ about, message, kind, person: to.person, status: 'sent', at }).go();
    },
    async send(_about, notice) {
      notices.push(notice);
    },
  };
  const callbacks: Callbacks = {
    async deliver(token, outcome) {
      if (gone.has(token)) return 'gone';
      delivered.push({ token, outcome });
      gone.add(token);
      return 'delivered';
    },
  };
  return Object.assign(deps, {
    store,
    mailer,
    callbacks,
    portalOrigin: 'https://reviews.example',
    centralTeam: { name: 'colleagues', email: 'team@charity.example' },
    mails,
    notices,
    delivered,
    gone,
  });
}

/** The secret of the link in a mail. */
export const secretOf = (content: MailContent | undefined): string => content?.button?.href.split('/d/')[1] ?? '';
