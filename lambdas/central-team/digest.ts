import { addDays } from '../calendar/dates.ts';
import type { MissingYear } from '../settings/missing-year.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import type { AgainstRules } from './against-rules.ts';
import type { DigestWeek } from './digest-week.ts';
import type { EmptyOffice } from './empty-offices.ts';
import { type Waiting, whatIsLate, whatWaits } from './late.ts';
import { memberOf, type NetworkWeek } from './network-week.ts';
import { type LateTeam, lateTeams, visitsInWeek } from './visits.ts';
import { type Changes, countOfChanges, whatChanged } from './what-changed.ts';

/** What one reader's digest says. */
export interface Digest {
  readonly late: readonly Waiting[];
  readonly teams: readonly LateTeam[];
  /** Reviews that stand still until the central team resumes them. */
  readonly paused: readonly ReviewOfWeek[];
  readonly visits: { readonly thisWeek: readonly ReviewOfWeek[]; readonly nextWeek: readonly ReviewOfWeek[] };
  /** Questions whose date comes this week. */
  readonly due: readonly Waiting[];
  readonly changes: Changes;
  /** Partnership years that should have been opened by now. */
  readonly years: readonly MissingYear[];
  /** Offices that nobody holds who could be asked. */
  readonly offices: readonly EmptyOffice[];
  /** People who are in a team against the rules, as things stand today. */
  readonly against: readonly AgainstRules<ReviewOfWeek>[];
}

/** The digest of everything in `network`: of the whole of it, or of what `ofHub` leaves. */
export function digestOf(network: NetworkWeek, week: DigestWeek): Digest {
  const waiting = whatWaits(network.open, week.at);
  return {
    late: whatIsLate(waiting),
    teams: lateTeams(network.reviews, network.openSeats, week.at),
    paused: network.reviews.filter(({ status }) => status === 'paused'),
    visits: {
      thisWeek: visitsInWeek(network.reviews, week.monday),
      nextWeek: visitsInWeek(network.reviews, addDays(week.monday, 7)),
    },
    due: waiting
      .filter(({ late, question }) => !late && question.dueAt < week.until)
      .toSorted((a, b) => a.question.dueAt.localeCompare(b.question.dueAt)),
    changes: whatChanged(network, week),
    // One that was opened waits to be confirmed: it is among what is asked of the central team.
    offices: network.emptyOffices,
    against: network.againstRules,
    years: network.yearsWanted.filter(({ year }) => !network.open.some(({ about }) => about === `year-${year}`)),
  };
}

/** Whether there is nothing to read in it. */
export const isEmpty = ({ late, teams, paused, visits, due, changes, years, offices, against }: Digest): boolean =>
  [late, teams, paused, visits.thisWeek, visits.nextWeek, due, years, offices, against].every(
    (list) => list.length === 0,
  ) && countOfChanges(changes) === 0;

/**
 * What a hub's manager may know of the network: that reviews take place at the hub's schools, when, and how far they are;
 * what their heads are asked for, since a manager can help there; and who of the hub is not reached. Nothing of what
 * lead reviewers, teams and the central team are asked or how long they took, no lead's name, and nothing of other hubs (domain.md, 'Who may see
 * what').
 */
export function ofHub(network: NetworkWeek, hub: string): NetworkWeek {
  const reviews = network.reviews.filter((review) => review.hub === hub);
  const abouts = new Set(reviews.map(({ about }) => about));
  const isMember = (member: string | undefined): boolean =>
    member !== undefined && network.members.get(member)?.hub === hub;
  return {
    reviews,
    open: network.open.filter(({ role, about }) => role === 'host' && (abouts.has(about) || isMember(memberOf(about)))),
    openSeats: new Map([...network.openSeats].filter(([about]) => abouts.has(about))),
    memberships: network.memberships.filter(({ member }) => isMember(member)),
    unreached: network.unreached.filter(({ member }) => isMember(member?.member)),
    members: new Map([...network.members].filter(([, member]) => member.hub === hub)),
    leads: new Map(),
    accounts: network.accounts.filter((account) => account.hub === hub),
    answerTimes: [],
    availability: [],
    emptyOffices: [],
    againstRules: [],
    yearsWanted: [],
  };
}

/** Every hub that the week may have something to say to. Each is found through its reviews or its members. */
export const hubsOf = ({ reviews, members }: NetworkWeek): readonly string[] =>
  [...new Set([...reviews, ...members.values()].flatMap(({ hub }) => hub ?? []))].sort();
