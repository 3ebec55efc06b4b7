/** A week of an invented network in January 2027, for the tests of the digest. */
import type { DigestWeek } from '../../lambdas/central-team/digest-week.ts';
import { digestWeek } from '../../lambdas/central-team/digest-week.ts';
import type { NetworkWeek } from '../../lambdas/central-team/network-week.ts';
import type { OpenQuestion } from '../../lambdas/store/network-reads.ts';
import type { Member, Membership, Person } from '../../lambdas/store/store.ts';
import type { ReviewOfWeek } from '../../lambdas/store/week-reads.ts';

/** Monday 11 January 2027, 07:00 in London. */
export const MONDAY = '2027-01-11T07:00:00.000Z';

export function weekAt(at: string): DigestWeek {
  const week = digestWeek(at);
  if (!week) throw new Error(`${at} is not the first working day of its week.`);
  return week;
}

/** A review; `hub: 'none'` leaves its hub out. */
export const review = (host: string, { hub = 'hub-north', ...changes }: Partial<ReviewOfWeek> = {}): ReviewOfWeek => ({
  ...{
    about: `qar-2026-${host}`,
    programme: 'QAR',
    year: '2026',
    host,
    hostKind: 'school',
    hostName: `School ${host}`,
  },
  ...(hub !== 'none' && { hub }),
  ...{ stage: 'preparation', status: 'under-way', week: '2027-03-01' },
  ...changes,
});

export const question = (about: string, name: string, changes: Partial<OpenQuestion> = {}): OpenQuestion => ({
  ...{ about, decision: `${name}.1.1`, question: name, status: 'open', person: 'person-1', role: 'host' },
  ...{ hostName: `School ${about.slice(-6)}`, askedAt: '2026-12-01T09:00:00.000Z', mails: 1, schedule: [] },
  ...{ dueAt: '2027-01-05T17:00:00.000Z', expiresAt: '2027-02-01T17:00:00.000Z' },
  ...changes,
});

/** A member; `hub: 'none'` leaves its hub out. */
export const member = (id: string, { hub = 'hub-north', ...changes }: Partial<Member> = {}): Member => ({
  ...{ member: id, kind: 'school', name: `School ${id}`, standing: 'member' },
  ...(hub !== 'none' && { hub }),
  ...changes,
});

export const membership = (id: string, changes: Partial<Membership> = {}): Membership => ({
  ...{ member: id, year: '2026', kind: 'renewal', status: 'signed', openedAt: '2026-12-01T09:00:00.000Z' },
  decidedAt: '2027-01-07T10:00:00.000Z',
  ...changes,
});

export const person = (id: string, changes: Partial<Person> = {}): Person => ({
  ...{ person: id, name: `Somebody ${id}`, email: `${id}@example.org` },
  ...changes,
});

export const network = (changes: Partial<NetworkWeek> = {}): NetworkWeek => ({
  ...{ reviews: [], open: [], openSeats: new Map(), memberships: [], unreached: [] },
  ...{
    members: new Map(),
    leads: new Map(),
    availability: [],
    accounts: [],
    yearsWanted: [],
    emptyOffices: [],
    againstRules: [],
    answerTimes: [],
  },
  ...changes,
});

/** The members of a list by their ids. */
export const byId = (...members: readonly Member[]): ReadonlyMap<string, Member> =>
  new Map(members.map((row) => [row.member, row]));
