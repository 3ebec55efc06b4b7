import type { DateRange } from '../calendar/dates.ts';
import { programmeOfHost } from '../programmes/programmes.ts';
import { type Addressee, type Asked, type Deps, decisionId } from '../questions/question.ts';
import { addresseeOf, centralTeam } from '../questions/review-context.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { type Decision, type Member, type Membership, NotInTable, type Person, type Store } from '../store/store.ts';
import { membershipOf } from './membership-name.ts';
import { readSettingsAhead } from './open-subscription.ts';
import { breaksOfMember } from './school-days.ts';

/** What every question about a membership is worked out from. */
export interface MembershipContext {
  readonly member: Member;
  readonly membership: Membership;
  readonly year: PartnershipYear;
  readonly settings: ProgrammeSettings;
  readonly breaks: readonly DateRange[];
  /** The decision's row, once it was asked. */
  readonly decision: Decision | undefined;
  readonly addressee: Addressee;
  /** The person asked, unless it is the central team. */
  readonly person: Person | undefined;
}

/**
 * Reads a membership and who is asked about it: the person who speaks for the member, or the central team.
 *
 * @throws NotInTable when there is no such membership, or nobody who speaks for the member.
 */
export async function membershipContext(
  asked: Asked,
  deps: Deps,
  to: 'host' | 'central-team',
): Promise<MembershipContext> {
  const { store } = deps;
  const id = membershipOf(asked.about);
  const [member, membership, year, decision] = await Promise.all([
    store.needMember(id.member),
    store.membership(id.member, id.year),
    loadYear(store, id.year),
    store.decisionAsFirstRead(asked.about, decisionId(asked)),
  ]);
  if (!membership) throw new NotInTable('membership', asked.about);
  const [settings, person] = await Promise.all([
    // What a head has read is what they sign: the version is kept with the question, however old the link.
    loadSettings(store, id.year, programmeOfHost(member.kind), versionOf(decision)),
    to === 'host' ? speaker(member, decision, deps) : undefined,
  ]);
  // Whoever leads two schools answers here for the one that is asked.
  const addressee = person
    ? { ...addresseeOf(person, 'host', member.hub), organisation: member.member }
    : centralTeam(deps);
  return {
    member,
    membership,
    year,
    settings,
    breaks: breaksOfMember(member, membership, year),
    decision,
    addressee,
    person,
  };
}

/** Begins to read what a membership's questions are worked out from. */
export function readMembershipAhead(about: string, store: Store): Promise<unknown> {
  const { member, year } = membershipOf(about);
  return Promise.all([
    store.member(member),
    store.membership(member, year),
    store.partnershipYear(year),
    readSettingsAhead(year, store),
  ]);
}

const versionOf = (decision: Decision | undefined): string | undefined =>
  (decision?.facts as { readonly settingsVersion?: string } | undefined)?.settingsVersion;

async function speaker(member: Member, decision: Decision | undefined, deps: Deps): Promise<Person> {
  const person = decision?.person ?? member.head;
  if (!person) throw new NotInTable('head of member', member.member);
  return deps.store.needPerson(person);
}
