/** Offices that nobody holds who could be asked: of the schools and trusts that have a review or a question, and of their hubs. */
import { hostOf } from '../members/lineage.ts';
import { nextContact } from '../questions/next-contact.ts';
import { addresseeOf, noMailOf } from '../questions/review-context.ts';
import type { ReviewLine } from '../store/network-reads.ts';
import type { Hub, Member, Person, Store } from '../store/store.ts';
import type { Waiting } from './late.ts';
import { counted, hostOf as memberIn } from './words.ts';

/** What waits, of which only whose it is counts here. */
type Asked = Pick<Waiting, 'question'>;

/** What of a review says whose offices are looked at. */
type Hosted = Pick<ReviewLine, 'status' | 'host' | 'about' | 'hostName'>;

/** An office that nobody holds, with a review or membership by which the dashboard shows where it is. */
export interface EmptyOffice {
  readonly key: string;
  readonly host: { readonly about: string; readonly hostName: string };
  /** 'no head; 2 questions wait for one'. */
  readonly said: string;
}

/**
 * Rows of a hundred members, people or hubs come in one request. Only where mail does not reach a head is it looked whether there is
 * somebody to be asked in the head's place.
 *
 * @param store one that reads each row once.
 */
export async function emptyOffices(
  reviews: readonly Hosted[],
  waiting: readonly Asked[],
  store: Store,
): Promise<readonly EmptyOffice[]> {
  const hosts = hostsOf(reviews, waiting);
  const members = (await Promise.all([...hosts.keys()].map((id) => store.member(id)))).flatMap((row) => row ?? []);
  const open = members.filter(({ standing }) => standing === 'member');
  const hubIds = new Set(open.flatMap(({ hub }) => hub ?? []));
  const hubs = (await Promise.all([...hubIds].map((id) => store.hub(id)))).flatMap((row) => row ?? []);
  const held = [...open.flatMap(({ head }) => head ?? []), ...hubs.flatMap(({ manager }) => manager ?? [])];
  const holders = await Promise.all(held.map((person) => store.person(person)));
  const people = new Map(holders.flatMap((row) => (row ? [[row.person, row] as const] : [])));
  const ofMembers = await Promise.all(
    open.map(async (member) => {
      const why = await whyNoHead(member, people.get(member.head ?? ''), store);
      const host = hosts.get(member.member);
      return why === undefined || !host ? [] : [{ key: member.member, host, said: withWaiting(why, member, waiting) }];
    }),
  );
  return [...ofMembers.flat(), ...hubs.flatMap((hub) => ofHub(hub, people.get(hub.manager ?? ''), open, hosts))];
}

/** The school or trust whose head is asked: not the host where that has closed and the review goes on at another. */
const answersFor = (about: string, organisation: string | undefined): string => organisation ?? memberIn(about);

type Hosts = ReadonlyMap<string, EmptyOffice['host']>;

function hostsOf(reviews: readonly Hosted[], waiting: readonly Asked[]): Hosts {
  const asked = waiting.flatMap(({ question: { role, about, hostName, organisation } }) =>
    role === 'host' ? [[answersFor(about, organisation), { about, hostName }] as const] : [],
  );
  const reviewed = reviews.flatMap((review) =>
    review.status === 'cancelled'
      ? []
      : [[hostOf(review), { about: review.about, hostName: review.hostName }] as const],
  );
  return new Map([...reviewed, ...asked]);
}

async function whyNoHead(member: Member, head: Person | undefined, store: Store): Promise<string | undefined> {
  const leader = member.kind === 'trust' ? 'chief executive' : 'head';
  if (!head) return `no ${leader}`;
  if (head.left) return `the ${leader}, ${head.name}, has left`;
  if (noMailOf(head) === undefined) return undefined;
  const next = await nextContact(store, { ...addresseeOf(head, 'host', member.hub), organisation: member.member });
  return next ? undefined : `no mail reaches the ${leader}, ${head.name}, and there is nobody after`;
}

function withWaiting(why: string, { member }: Member, waiting: readonly Asked[]): string {
  const count = waiting.filter(
    ({ question: { role, about, organisation } }) => role === 'host' && answersFor(about, organisation) === member,
  ).length;
  return count === 0 ? why : `${why}; ${counted(count, 'question')} ${count === 1 ? 'waits' : 'wait'}`;
}

function ofHub(hub: Hub, manager: Person | undefined, members: readonly Member[], hosts: Hosts): EmptyOffice[] {
  if (manager && !manager.left && noMailOf(manager) === undefined) return [];
  const one = members.find((member) => member.hub === hub.hub);
  const host = one && hosts.get(one.member);
  const why = !manager
    ? 'no manager'
    : manager.left
      ? `a manager who has left, ${manager.name}`
      : `a manager whom no mail reaches, ${manager.name}`;
  return host ? [{ key: hub.hub, host, said: `its hub, ${hub.name}, has ${why}` }] : [];
}
