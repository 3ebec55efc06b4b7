/** A form of /join between its sending and the word of whoever reads at its address. */
import { createHash } from 'node:crypto';
import { londonDate } from '../calendar/london.ts';
import { linkRow } from '../questions/fresh-link.ts';
import { linkAddress, newLink, registrationAt } from '../questions/links.ts';
import type { Mailer } from '../questions/mailer.ts';
import type { Deps } from '../questions/question.ts';
import { centralTeam } from '../questions/review-context.ts';
import { retentionOf } from '../settings/partnership-year.ts';
import type { Registration, Store } from '../store/store.ts';
import type { Interest } from './interest-form.ts';
import { yearToJoin } from './year-to-join.ts';

export interface RegisteringDeps extends Deps {
  readonly mailer: Mailer;
  readonly portalOrigin: string;
  readonly charityName: string;
}

/** What became of a form: 'sent' says nothing of whom it is about, nor whether anything was mailed. */
export type Registering = 'sent' | 'not-open' | 'too-many';

const DAY_SECONDS = 86_400;

const DECISION = 'confirm-address';

export const interestOf = ({ typed }: { readonly typed?: unknown }): Interest => typed as Interest;

const versionOf = (interest: Interest): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(interest).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
    .slice(0, 16);

/** The registration of a name while it stands. */
export async function registrationOf(
  registration: string,
  at: string,
  store: Store,
): Promise<Registration | undefined> {
  const row = await store.rowAt<Registration>(store.entities.registration.get({ registration }));
  return row && row.expiresAtSeconds * 1000 > Date.parse(at) ? row : undefined;
}

/**
 * Keeps what was typed at /join until whoever reads at the address confirms it, and mails them once while it is kept, with no word that
 * was typed. A later form with the same address takes the place of an earlier one. Nothing else follows: no member, no person, no
 * word to anybody, and the sender learns nothing of the school.
 *
 * @returns 'too-many' when the forms of a day that the year takes are exhausted; the central team is told so once a day.
 * @throws MailNotSent when SES refuses the mail.
 */
export async function register(interest: Interest, deps: RegisteringDeps, at: string): Promise<Registering> {
  const { store } = deps;
  const registration = registrationAt(interest.email);
  const [year, known] = await Promise.all([yearToJoin(at, store), registrationOf(registration, at, store)]);
  if (!year) return 'not-open';
  const version = versionOf(interest);
  if (known?.version !== version || known.confirmedAt !== undefined) {
    const most = year.registrationsADay;
    if ((await store.countAttempt('registrations', at, londonDate(at))) > most) {
      await tellOfTooMany(most, deps, at);
      return 'too-many';
    }
  }
  const { joinFormDays } = retentionOf(year);
  const row = await keep({ registration, typed: { ...interest }, version }, known, joinFormDays, at, store);
  await askToConfirm(row, joinFormDays, deps, at);
  return 'sent';
}

/** @returns the row as it is kept, which may be that of another form that came at the same moment. */
async function keep(
  typed: Pick<Registration, 'registration' | 'typed' | 'version'>,
  known: Registration | undefined,
  days: number,
  at: string,
  store: Store,
): Promise<Registration> {
  if (known?.version === typed.version && known.confirmedAt === undefined) return known;
  const waits = known !== undefined && known.confirmedAt === undefined;
  const firstAt = waits ? known.firstAt : at;
  const row = { ...typed, firstAt, expiresAtSeconds: Math.floor(Date.parse(firstAt) / 1000) + days * DAY_SECONDS };
  const written = await store.write([
    store.rows.registration
      .put(row)
      .where((is, { eq, lt, notExists }) =>
        known
          ? `${eq(is.version, known.version)} AND ${eq(is.firstAt, known.firstAt)}`
          : `${notExists(is.version)} OR ${lt(is.expiresAtSeconds, Math.floor(Date.parse(at) / 1000) + 1)}`,
      )
      .commit(),
  ]);
  if (written.written) return row;
  return (await registrationOf(typed.registration, at, store)) ?? row;
}

/** Only the hash of a link is kept, so a mail that did not go is made anew with another. */
async function askToConfirm(
  { registration, firstAt }: Registration,
  days: number,
  deps: RegisteringDeps,
  at: string,
): Promise<void> {
  const { store, mailer } = deps;
  const message = `confirm-address.${firstAt}`;
  const sent = await store.message(registration, message);
  if (sent !== undefined && sent.status !== 'sending') return;
  const link = newLink();
  await store.write([
    linkRow(deps, link.hash, { about: registration, decision: DECISION }, { person: registration, role: 'host' }, at),
  ]);
  const row = await registrationOf(registration, at, store);
  if (!row) return;
  await mailer.sendContent(
    registration,
    {
      message,
      kind: 'confirm-address',
      to: { person: registration, name: '', email: interestOf(row).email },
      content: {
        subject: 'Please confirm your address',
        greeting: 'Good day',
        firstLine: `This address was typed into the form of schools and trusts that would like to join ${deps.charityName}.`,
        paragraphs: [
          'If you sent the form, open the page, look at what you typed, and confirm it. Only then does it reach the central team.',
          `If you did not, you need not do anything. The form is deleted after ${inDays(days)}, and no other mail follows from it.`,
        ],
        button: { text: 'Look and confirm', href: linkAddress(deps.portalOrigin, link.secret) },
        whyYou: 'You get this one mail because somebody typed your address.',
      },
    },
    at,
  );
}

const inDays = (days: number): string => (days === 7 ? 'a week' : days === 1 ? 'a day' : `${days} days`);

async function tellOfTooMany(most: number, deps: RegisteringDeps, at: string): Promise<void> {
  const to = centralTeam(deps);
  await deps.mailer.send(
    'registrations',
    {
      to,
      kind: `registrations-full.${londonDate(at)}`,
      subject: 'More forms to join today than are taken in a day',
      firstLine: `${most} schools or trusts have sent the form to join today, and no more are taken before tomorrow.`,
      paragraphs: [
        'Whoever comes now is asked to send it again tomorrow, or to write to you; what they typed is still on their page.',
        'If these are schools that you expect, raise ‘registrationsADay’ in the settings of the year. If not, there is nothing you need to do: only forms whose address was confirmed reach you.',
      ],
      whyYou: 'The central team is told on each day on which this happens, once.',
    },
    at,
  );
}
