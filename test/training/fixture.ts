import { catalogue } from '../../lambdas/app/catalogue.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import type { Asked } from '../../lambdas/questions/question.ts';
import type { StepDeps } from '../../lambdas/questions/step-deps.ts';
import type { Person, Store, TrainingSession } from '../../lambdas/store/store.ts';
import { bookingName } from '../../lambdas/training/booking-name.ts';
import { bookTraining } from '../../lambdas/training/questions/book-training.tsx';
import { sessionClock } from '../../lambdas/training/sessions.ts';
import { type FakeDeps, fakeDeps, secretOf } from '../questions/fixture.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { reviewer, writeNetwork } from '../team/network.ts';

/** A Monday on which the spring term of 2027 is asked about. */
export const AT = '2026-09-14T08:00:00.000Z';
/** The end of the spring term of 2027. */
export const TERM_ENDS = '2027-03-25T17:00:00.000Z';

const { settings } = settingsOf2026('QAR');

/** A session on Thursday 5 November 2026 unless told otherwise. */
export function session(changes: Partial<TrainingSession> = {}): TrainingSession {
  const base = {
    ...{ programme: 'QAR' as const, date: '2026-11-05', from: '09:30', to: '15:30' },
    ...{ venue: 'The Hall, 1 Sample Street, Little Sample', places: 12 },
    ...changes,
  };
  const { closesAt, endsAt } = sessionClock(base, settings);
  return {
    ...{ session: `training-qar-${base.date}`, booked: 0, status: 'open', year: '2026', settingsVersion: '001' },
    ...{ closesAt, endsAt },
    ...base,
  };
}

/** A reviewer whose training ends on 31 January 2027. */
export const endsSoon = (number: number, changes: Parameters<typeof reviewer>[1] = {}): Person =>
  reviewer(number, { training: [{ programme: 'QAR', from: '2025-02-01', until: '2027-01-31' }], ...changes });

/** Settings, people with a school each, and sessions. */
export async function writeTraining(
  store: Store,
  people: readonly Person[],
  sessions: readonly TrainingSession[] = [session()],
): Promise<void> {
  await writeNetwork(store, people);
  await store.write(sessions.map((one) => store.rows.trainingSession.put(one).commit()));
}

export const aboutOf = (person: string): string =>
  bookingName({ year: '2026', term: 'spring', programme: 'QAR', person });

export const askedToBook = (person: string, changes: Partial<Asked> = {}): Asked => ({
  ...{ question: 'book-training', about: aboutOf(person), turn: 1, round: 1, subject: person, person },
  ...{ at: AT, expiresAt: TERM_ENDS },
  ...changes,
});

/** A step's deps over a real table, with its mails in lists. */
export function trainingDeps(store: Store): FakeDeps & StepDeps {
  const deps = fakeDeps(store);
  return Object.assign(deps, {
    charityName: 'Peer Review',
    ask: async (question: Parameters<StepDeps['ask']>[0], asked: Asked) => {
      await ask(question, asked, undefined, deps);
    },
  });
}

/** Opens the link of the latest mail to somebody. */
export async function openLatest(deps: FakeDeps, email: string, at = AT): Promise<OpenedLink> {
  const mail = deps.mails.findLast(({ to, content }) => to === email && content.button !== undefined);
  const opened = await openLink(secretOf(mail?.content), deps, catalogue, at);
  if (!opened) throw new Error(`No link was mailed to ${email}.`);
  return opened;
}

/** Asks somebody to book. */
export const askToBook = (deps: FakeDeps, person: Pick<Person, 'person'>) =>
  ask(bookTraining, askedToBook(person.person), undefined, deps);

/** Sends the form of the latest link with a choice. */
export async function choose(deps: FakeDeps, person: Pick<Person, 'email'>, chosen: string, at = AT) {
  return answer(await openLatest(deps, person.email, at), { session: chosen }, at, deps);
}
