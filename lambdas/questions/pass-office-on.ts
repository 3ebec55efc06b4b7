/** What follows when an office has passed on: its open questions go to whoever holds it now, and whoever held it is told. */
import { londonDate } from '../calendar/london.ts';
import { reviewsOf } from '../members/lineage.ts';
import { hubMailOn } from '../settings/hub-mail.ts';
import { tellHubsOn } from '../store/agenda.ts';
import {
  type Decision,
  type Hub,
  type Member,
  type Store,
  type WriteItem,
  WriteNotPossibleNow,
} from '../store/store.ts';
import { yearsNamed } from '../store/week-reads.ts';
import { askInstead } from './ask-instead.ts';
import { NAMED_ON_A_PAGE } from './confirmed-contact.ts';
import { nextContact } from './next-contact.ts';
import type { NoMailDeps } from './no-mail.ts';
import type { PassedOffice } from './office-changes.ts';
import { isOf } from './offices.ts';
import { askedOf, bindAgain } from './open-link.ts';
import { inPlaceOf, inReach, isOutOfReach } from './out-of-reach.ts';
import type { Addressee, BoundQuestion } from './question.ts';
import { addresseeOf } from './review-context.ts';
import { knowsOf, officeEntry, ofHead, ofHub, tellFormer, tellNothingOf } from './tell-former-holder.ts';

/** Reviews of so many years before this one are looked through: the follow-up of a review comes in the next. */
const YEARS_BACK = 2;

/**
 * Passes on what waits for an office to whoever holds it now, by the rows as they are: so it may be done any number of times, in any
 * order, and whoever has got the office back meanwhile is told nothing.
 *
 * @throws MailNotSent when SES refuses a mail, WriteNotPossibleNow when somebody else writes the row of whoever held the office; what was
 * not passed on then is by the next attempt.
 */
export async function passOfficeOn(passed: PassedOffice, deps: NoMailDeps): Promise<void> {
  const { of, from, at } = passed;
  if (passed.changed) await deps.store.write([onRecord(passed, deps.store)]);
  if (from !== undefined) await keepFormer(from, of, deps.store);
  if (passed.office === 'head') {
    const member = await deps.store.member(of);
    if (!member) return;
    if (from !== undefined && from !== member.head) await tellFormer(from, ofHead(member), passed, deps);
    await tellNothingOf(member.head, of, deps);
    for (const decision of await questionsToHead(member, at, deps)) await passToHead(decision, member, at, deps);
    return;
  }
  const hub = await deps.store.hub(of);
  if (!hub) return;
  if (from !== undefined && ![hub.manager, hub.seniorPartner].includes(from)) {
    await tellFormer(from, ofHub(hub), passed, deps);
  }
  for (const holder of [hub.manager, hub.seniorPartner]) await tellNothingOf(holder, of, deps);
  await passToManager(hub, at, deps);
  if (passed.changed) await tellOfHubYear(hub, at, deps);
}

/** Whoever manages a hub from now on has the mail about the hub's last year too, if there was one by now. */
async function tellOfHubYear({ manager }: Hub, at: string, { store }: NoMailDeps): Promise<void> {
  if (manager === undefined) return;
  const today = londonDate(at);
  const calendarYear = Number(today.slice(0, 4));
  const years = await yearsNamed(store, [calendarYear - 2, calendarYear - 1, calendarYear].map(String));
  const told = years.filter((year) => hubMailOn(year) <= today).toSorted((a, b) => a.year.localeCompare(b.year));
  const last = told.at(-1);
  if (last) await store.write([tellHubsOn(store, last.year, today)]);
}

/** That it has passed on, whoever wrote it: an import has no other entry. The same change told again is the same entry. */
function onRecord(passed: PassedOffice, store: Store): WriteItem {
  const { office, of, from, to, at } = passed;
  const now = to === undefined ? 'nobody' : to;
  return store.rows.auditEntry
    .upsert({
      ...{ about: of, at, entry: officeEntry(passed), who: 'workflow', role: 'workflow' },
      what: `${office === 'head' ? 'the head' : 'the hub’s manager or senior partner'} is ${now} now, in place of ${from ?? 'nobody'}`,
    })
    .commit();
}

/**
 * Keeps with whoever held an office of what it was: nothing else leads from somebody to a school that they led, or a hub that they
 * looked after, once they do no more, and what is held on them stands there too.
 */
async function keepFormer(from: string, of: string, store: Store): Promise<void> {
  const person = await store.person(from);
  if (!person || person.erasedAt !== undefined || person.formerly?.includes(of)) return;
  const { formerly } = person;
  const { written } = await store.write([
    store.rows.person
      .patch({ person: from })
      .set({ formerly: [...(formerly ?? []), of] })
      .where(
        (row, { eq, notExists }) =>
          `${notExists(row.erasedAt)} AND ${formerly === undefined ? notExists(row.formerly) : eq(row.formerly, formerly)}`,
      )
      .commit(),
  ]);
  if (!written) throw new WriteNotPossibleNow(`The row of ${from} changed while an office passed from them.`);
}

/**
 * A question as it is to be asked of whoever holds its office now.
 *
 * @returns nothing where it stays: it goes to whoever is asked, or there is nobody else who could be.
 */
export async function passToHead(
  decision: Decision,
  member: Member,
  at: string,
  deps: NoMailDeps,
): Promise<'passed-on' | 'stays'> {
  if (!(await isToPass(decision, member, deps))) return 'stays';
  const head = member.head === undefined ? undefined : await deps.store.person(member.head);
  if (!head) return 'stays';
  const bound = await bindAgain(decision, deps.catalogue(decision.question), deps);
  const holder = { ...addresseeOf(head, 'host', bound.addressee.hub), organisation: member.member };
  const now = await inReach(to(bound, holder), askedOf(decision), deps);
  if (now.nobody || now.bound.addressee.person === decision.person) return 'stays';
  const why = `since ${head.person} leads ${member.member} now`;
  const knows = await knowsOf(decision, now.bound.addressee.person, member.member, deps.store);
  return (await pass(decision, now.bound, { why, knows, at }, deps)) ? 'passed-on' : 'stays';
}

/** Whether a question is one to a head, and whoever is asked neither is the head nor answers in the head's place. */
async function isToPass(decision: Decision, member: Member, deps: NoMailDeps): Promise<boolean> {
  const { status, role, person, organisation, standsIn, question } = decision;
  if (status !== 'open' || role !== 'host' || person === member.head) return false;
  if (organisation !== member.member || deps.catalogue(question).asksOneself) return false;
  if (standsIn !== true && !person.startsWith(NAMED_ON_A_PAGE)) return true;
  const colleague = await deps.store.person(person);
  return !colleague || colleague.left === true || !isOf(member, colleague);
}

/** The open questions about a member's reviews, and those of whom it followed, and memberships of these years, from their own partitions: those of a moment ago too. */
async function questionsToHead({ member }: Member, at: string, { store }: NoMailDeps): Promise<readonly Decision[]> {
  const year = Number(londonDate(at).slice(0, 4));
  const reviews = (await reviewsOf(store, member)).filter((review) => Number(review.year) >= year - YEARS_BACK);
  const memberships = [year - 1, year, year + 1].map((one) => `membership-${one}-${member}`);
  const abouts = [...memberships, ...reviews.map(({ about }) => about)];
  const found = await Promise.all(abouts.map((about) => store.decisionsAbout(about)));
  return found.flat().filter(({ status }) => status === 'open');
}

/** The reports that a hub's manager may read, or its senior partner in their place: each link stands with its review. */
async function passToManager(hub: Hub, at: string, deps: NoMailDeps): Promise<void> {
  const { store } = deps;
  const person = hub.manager === undefined ? undefined : await store.person(hub.manager);
  if (!person) return;
  const manager = addresseeOf(person, 'hub-manager', hub.hub);
  const holder = isOutOfReach(manager) ? await nextContact(store, manager) : manager;
  if (!holder) return;
  for (const { member, head } of await store.membersOfHub(hub.hub)) {
    // Some hub managers lead a school themselves; their own report reaches them as its head.
    if (head === holder.person) continue;
    for (const review of await store.reviewsOfHost(member)) {
      if (review.hub !== hub.hub || review.publishedAt === undefined) continue;
      for (const decision of await store.decisionsAbout(review.about)) {
        const { status, role } = decision;
        if (status !== 'open' || role !== 'hub-manager' || decision.person === holder.person) continue;
        const bound = to(await bindAgain(decision, deps.catalogue(decision.question), deps), manager);
        const now = holder === manager ? bound : inPlaceOf(bound, holder);
        const why = `since ${holder.person} manages ${hub.hub} now`;
        await pass(decision, now, { why, knows: await knowsOf(decision, holder.person, hub.hub, store), at }, deps);
      }
    }
  }
}

const to = (bound: BoundQuestion, addressee: Addressee): BoundQuestion => ({ ...bound, addressee });

interface Passing {
  readonly why: string;
  /** Whoever is asked has a mail with a link to it already. */
  readonly knows: boolean;
  readonly at: string;
}

const pass = (
  decision: Decision,
  bound: BoundQuestion,
  { why, knows, at }: Passing,
  deps: NoMailDeps,
): Promise<boolean> =>
  askInstead(
    {
      decision,
      bound,
      named: 'passed-on',
      audit: { who: 'workflow', role: 'workflow', what: `passed on the question, ${why}` },
      atOnce: false,
      ...(knows && { unmailed: 'has-a-mail' }),
    },
    at,
    deps,
  );
