import { leaveToMorning, type MorningMail } from '../questions/morning-mail.ts';
import { decisionId, type Notice } from '../questions/question.ts';
import { addresseeOf } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import { loadYear } from '../settings/load-settings.ts';
import { changeOf, news } from '../store/news.ts';
import { type Membership, NotInTable, type Person, type Store, WriteNotPossibleNow } from '../store/store.ts';
import { asRead } from './as-read.ts';
import { type EndedMembership, type Ending, endedForHead, endedForOthers } from './membership-mails.ts';
import { contactOf, membershipName, turnOf } from './membership-name.ts';
import type { SubscriptionStep } from './open-subscription.ts';
import { interestOf } from './registration.ts';

/**
 * Ends a membership that was declined, refused or left without an answer: keeps which of these it was, takes the member
 * off the list of members, and tells the head; the hub manager and the central team are told in the morning. A membership that
 * was signed meanwhile stays, and so does one that ended early or was reopened. Doing it again changes and sends nothing.
 */
export async function letMembershipLapse(
  step: SubscriptionStep,
  deps: Pick<StepDeps, 'store' | 'mailer'>,
): Promise<{ readonly status: Membership['status'] }> {
  const { store, mailer } = deps;
  const about = membershipName(step.member, step.year);
  const [member, membership, year] = await Promise.all([
    store.needMember(step.member),
    store.membership(step.member, step.year),
    loadYear(store, step.year),
  ]);
  if (!membership) throw new NotInTable('membership', about);
  const ending = turnOf(membership) === turnOf(step) ? endingOf(membership) : undefined;
  if (ending === undefined) return { status: membership.status };
  const isClosed = member.standing === 'closed';
  if (membership.status !== ending || !(isClosed || member.standing === 'lapsed')) {
    await write(step, membership, ending, isClosed, store);
  }
  const ended: EndedMembership = { member, membership, ending, year };
  for (const notice of await whoWasAsked(ended, store)) await mailer.send(about, notice, step.at);
  for (const mail of await tellOthers(ended, store)) await leaveToMorning(about, mail, step.at, store);
  return { status: ending };
}

function endingOf({ status }: Membership): Ending | undefined {
  if (status === 'signed' || status === 'ended') return undefined;
  return status === 'declined' || status === 'refused' ? status : 'lapsed';
}

async function write(
  step: SubscriptionStep,
  membership: Membership,
  ending: Ending,
  isClosed: boolean,
  store: Store,
): Promise<void> {
  const { member, year, at } = step;
  // Somebody declined or refused it then; that nobody answered is so from now on, whatever an earlier opening came to.
  const decidedAt = membership.status === ending ? (membership.decidedAt ?? at) : at;
  const written = await store.write([
    store.rows.membership.patch({ member, year }).set({ status: ending, decidedAt }).where(asRead(membership)).commit(),
    // One that has closed stays closed.
    ...(isClosed ? [] : [store.rows.member.patch({ member }).set({ standing: 'lapsed' }).commit()]),
    store.rows.auditEntry
      .upsert({
        about: membershipName(member, year),
        at,
        entry: 'ended',
        who: 'workflow',
        role: 'workflow',
        what: `ended the membership: ${ending}`,
      })
      .commit(),
    news(store, changeOf(membershipName(member, year), decidedAt)),
  ]);
  if (!written.written) throw new WriteNotPossibleNow(`${membershipName(member, year)} changed while it was ended.`);
}

async function tellOthers(ended: EndedMembership, store: Store): Promise<readonly MorningMail[]> {
  const hub = ended.member.hub === undefined ? undefined : await store.hub(ended.member.hub);
  return [
    ...(hub?.manager === undefined ? [] : [endedForOthers(ended, { hub: hub.hub, person: hub.manager })]),
    endedForOthers(ended, 'central-team'),
  ];
}

/**
 * A member's head, or the contact of a newcomer that was admitted. Before that everybody who applied with an address that they
 * have confirmed, each with the words that they typed themselves. An earlier release asked nobody to confirm: of such a newcomer
 * the contact is told once the central team has looked at it.
 */
async function whoWasAsked(ended: EndedMembership, store: Store): Promise<readonly Notice[]> {
  const { member, membership, ending, year } = ended;
  const person = async (id: string | undefined) => (id === undefined ? undefined : store.person(id));
  const toPerson = (to: Person) => endedForHead(ended, addresseeOf(to, 'host', member.hub));
  if (membership.kind !== 'newcomer') {
    const head = await person(member.head);
    return head ? [toPerson(head)] : [];
  }
  const [contact, applicants, admission] = await Promise.all([
    person(contactOf(member.member, year.year)),
    store.applicants(member.member, year.year),
    store.decision(membershipName(member.member, year.year), admissionOf(membership)),
  ]);
  const isLookedAt = ending !== 'lapsed' || admission?.status === 'answered';
  if (contact && (contact.confirmedAt !== undefined || (applicants.length === 0 && isLookedAt))) {
    return [toPerson(contact)];
  }
  // Whoever led it already was admitted under their own id.
  const admitted = admission?.status === 'answered' && ending !== 'refused' ? await person(member.head) : undefined;
  if (!contact && admitted) return [toPerson(admitted)];
  return applicants.map((row) => {
    const { name, contactName, email } = interestOf(row);
    const to = { person: row.applicant, name: contactName, email, role: 'host' as const };
    return endedForHead({ ...ended, member: { ...member, name } }, to);
  });
}

/** The question by which a newcomer is admitted. */
const admissionOf = ({ turn }: Pick<Membership, 'turn'>): string =>
  decisionId({ question: 'admit-newcomer', turn: turnOf({ turn }), round: 1 });
