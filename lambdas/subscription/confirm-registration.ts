/** What follows once whoever reads at an address has confirmed what was typed with it. */

import { longDate } from '../calendar/dates.ts';
import { aboutToSend } from '../mail/send-mail.ts';
import { purgeSeconds } from '../questions/links.ts';
import { mailFor, wantedOf } from '../questions/mailer.ts';
import type { Notice, Thanks } from '../questions/question.ts';
import { centralTeam } from '../questions/review-context.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import { yearTitle } from '../settings/year-title.ts';
import { admissionBegun, beginAdmission } from '../store/agenda.ts';
import {
  type Member,
  type Membership,
  type Registration,
  type Store,
  type WriteItem,
  WriteNotPossibleNow,
} from '../store/store.ts';
import type { Interest } from './interest-form.ts';
import { memberIdOf } from './member-id.ts';
import { memberWords } from './member-words.ts';
import { membershipName, type Opening, openingOf } from './membership-name.ts';
import { interestOf, type RegisteringDeps, registrationOf } from './registration.ts';
import { yearToJoin } from './year-to-join.ts';

/** What became of the button: `start` is the subscription to be started, or found under way. */
export type Confirmed =
  | { readonly kind: 'confirmed'; readonly thanks: Thanks; readonly start?: Started }
  /** Somebody sent the form again since the page was opened, with the same address. */
  | { readonly kind: 'changed'; readonly row: Registration }
  | { readonly kind: 'not-open' }
  | { readonly kind: 'gone' };

type Started = Opening;

const ATTEMPTS = 3;

/**
 * Takes a confirmed form as that of an applicant for the year that can be joined. Where the school or trust is new, or was a
 * member before and has no subscription to the year, its admission begins; where others have applied, the central team chooses
 * among them; where it is a member, is closed, or its subscription to the year is settled, the central team reads of it and does
 * what is right. Nothing of a school that the table knows changes by it, and the applicant reads the same in all cases.
 *
 * That an admission is to begin is on record with the rest, so the daily round begins it where this attempt broke off. The same
 * button again gives the same thanks, and begins the same admission once more, which is found under way.
 *
 * @param version of what was seen on the page.
 */
export async function confirmRegistration(
  registration: string,
  version: string,
  deps: RegisteringDeps,
  at: string,
): Promise<Confirmed> {
  const { store } = deps;
  for (let attempt = 1; ; attempt += 1) {
    const [row, year] = await Promise.all([registrationOf(registration, at, store), yearToJoin(at, store)]);
    if (!row) return { kind: 'gone' };
    if (row.version !== version) return { kind: 'changed', row };
    if (row.confirmedAt !== undefined) return again(row, store);
    if (!year) return { kind: 'not-open' };
    const confirmed = await confirm(row, year, deps, at);
    if (confirmed) return confirmed;
    if (attempt === ATTEMPTS) throw new WriteNotPossibleNow(`${registration} changed while it was confirmed.`);
  }
}

async function again(row: Registration, store: Store): Promise<Confirmed> {
  const interest = interestOf(row);
  const { member = memberIdOf(interest), year: name = '' } = row;
  const [year, membership] = await Promise.all([store.partnershipYear(name), store.membership(member, name)]);
  if (!year) return { kind: 'gone' };
  const start = membership?.status === 'awaiting-admission' ? openingOf(membership) : undefined;
  return { kind: 'confirmed', thanks: thanks(interest, year), ...(start && { start }) };
}

/** @returns nothing when something of it changed meanwhile. */
async function confirm(
  row: Registration,
  year: PartnershipYear,
  deps: RegisteringDeps,
  at: string,
): Promise<Confirmed | undefined> {
  const { store } = deps;
  const interest = interestOf(row);
  const member = memberIdOf(interest);
  const [known, membership] = await Promise.all([store.member(member), store.membership(member, year.year)]);
  const opens = membership === undefined && known?.standing !== 'member' && known?.standing !== 'closed';
  const awaits = opens || membership?.status === 'awaiting-admission';
  const about = membershipName(member, year.year);
  const notice = opens ? undefined : toCentralTeam(interest, row, { member, known, membership, year }, deps);
  // Whoever sends the same words again, and confirms them again, is told of once.
  const isTold = notice && (await store.message(about, wantedOf(notice).message)) !== undefined;
  const begun = notice && !isTold ? await aboutToSend(store, mailFor(about, wantedOf(notice), at)) : undefined;
  const written = await store.write([
    store.rows.registration
      .patch({ registration: row.registration })
      .set({ confirmedAt: at, member, year: year.year, ...(!awaits && { begunAt: at }) })
      .where(
        ({ version, confirmedAt }, { eq, notExists }) => `${eq(version, row.version)} AND ${notExists(confirmedAt)}`,
      )
      .commit(),
    store.rows.applicant
      .put({
        member,
        year: year.year,
        applicant: row.registration.replace(/^registration/, 'applicant'),
        typed: { ...interest },
        confirmedAt: at,
        expiresAtSeconds: purgeSeconds(at),
      })
      .commit(),
    ...(opens ? opening(interest, { member, known, year: year.year, at }, store) : []),
    store.rows.auditEntry
      .create({
        about,
        at,
        entry: `registered.${row.registration}`,
        who: row.registration,
        role: 'host',
        what: 'registered interest',
      })
      .commit(),
    ...(begun ? [begun.row] : []),
  ]);
  if (!written.written) return undefined;
  if (notice) await deps.mailer.send(about, notice, at, begun?.begun);
  return {
    kind: 'confirmed',
    thanks: thanks(interest, year),
    ...(awaits && { start: membership ? openingOf(membership) : { member, year: year.year } }),
  };
}

/** Keeps that the admission was begun: until then the page has its button, and the next daily round begins it. */
export async function keepBegun(
  registration: string,
  { member, year }: Started,
  at: string,
  store: Pick<Store, 'rows' | 'write'>,
): Promise<void> {
  await store.write([
    store.rows.registration
      .patch({ registration })
      .set({ begunAt: at })
      .where(({ confirmedAt }, { exists }) => exists(confirmedAt)) // the form may have been sent again since
      .commit(),
    admissionBegun(store, membershipName(member, year)),
  ]);
}

/** A member row where there was none, and a subscription that waits for the central team. Of a known member nothing changes. */
function opening(
  { kind, name, postcode, phase }: Interest,
  { member, known, year, at }: { member: string; known: Member | undefined; year: string; at: string },
  store: Store,
): readonly WriteItem[] {
  return [
    ...(known
      ? []
      : [
          store.rows.member
            .create({
              ...{ member, kind, name, postcode, standing: 'interested', ...(phase && { phase }) },
              notKnown: kind === 'trust' ? ['hub'] : ['trust', 'hub'],
            })
            .commit(),
        ]),
    store.rows.membership
      .create({ member, year, kind: 'newcomer', status: 'awaiting-admission', openedAt: at })
      .commit(),
    beginAdmission(store, membershipName(member, year)),
    store.rows.auditEntry
      .create({
        about: membershipName(member, year),
        at,
        entry: 'opened',
        who: 'workflow',
        role: 'workflow',
        what: 'opened the subscription of a newcomer',
      })
      .commit(),
  ];
}

interface Found {
  readonly member: string;
  readonly known: Member | undefined;
  readonly membership: Membership | undefined;
  readonly year: PartnershipYear;
}

function toCentralTeam(
  { name, postcode, contactName, jobTitle, email }: Interest,
  { registration, version }: Registration,
  { member, known, membership, year }: Found,
  deps: RegisteringDeps,
): Notice {
  const title = yearTitle(year);
  const waits = membership?.status === 'awaiting-admission';
  const ours = known?.name ?? name;
  return {
    to: centralTeam(deps),
    kind: `applied.${registration}.${version}`,
    subject: waits ? `Another person applies for ${ours}, ${title}` : `Somebody applies for ${ours}, ${title}`,
    firstLine: waits
      ? `Somebody else has registered the interest of ${ours}, for which your admission is asked already.`
      : `Somebody has registered the interest of ${ours}, which ${standingInWords(known, membership, title)}.`,
    paragraphs: [
      waits
        ? 'The page on which you admit or refuse shows them all, and asks whom you admit. Check by a telephone number that you have from elsewhere who works there.'
        : 'Nothing has changed by it. Please write to them, or telephone the school or trust by a number that you have from elsewhere; they have read that you will.',
    ],
    facts: [
      { label: 'Number', value: member },
      { label: 'As typed', value: `${name}, ${postcode}` },
      { label: 'Contact', value: `${contactName}, ${jobTitle}` },
      { label: 'Work email', value: email },
    ],
    whyYou: 'You get this mail because the central team decides who joins the partnership.',
  };
}

function standingInWords(known: Member | undefined, membership: Membership | undefined, title: string): string {
  if (known?.standing === 'closed') return 'we have as closed';
  if (known?.standing === 'member') return 'is a member already';
  return membership?.status === 'invited'
    ? `is asked to sign for ${title} already`
    : `has ended its subscription to ${title}`;
}

const thanks = (interest: Interest, year: Pick<PartnershipYear, 'year' | 'starts' | 'ends'>): Thanks => ({
  title: 'Thank you, your interest is registered',
  paragraphs: [
    `The central team looks at it within two or three weeks and writes to you about ${interest.name}.`,
    `If it admits your ${memberWords(interest).host}, you are asked to read and sign the agreement for ${yearTitle(year)}, which begins on ${longDate(year.starts)}.`,
  ],
});
