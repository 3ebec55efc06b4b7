import { longDate } from '../calendar/dates.ts';
import type { Member as MemberRow } from '../store/store.ts';
import { changesOf, type Kind, type Wanted } from './bring-row.ts';
import type { Known, MembersToImport } from './known-members.ts';
import type { Plan } from './plan-import.ts';
import { maybeTheSame } from './same-person.ts';
import type { Succession } from './successions.ts';

/** One thing that an import changes, or that its files tell, for people to read before it is done. */
export interface Change {
  readonly kind: Succession['kind'] | 'closure' | 'reopening' | 'single-academy-trust' | 'note' | 'new' | 'updated';
  /** The school, trust, hub or person that it is about. */
  readonly id?: string;
  readonly predecessors?: readonly string[];
  /** London date. */
  readonly since?: string;
  /** A sentence. Of a person it has the id and no more. */
  readonly text: string;
  /** Of a member, what is set: null for what goes. */
  readonly sets?: Readonly<Record<string, unknown>>;
}

/** Everything that a plan changes: first what became of schools, then what is new or other than it was. */
export function changesOfPlan(plan: Plan, files: Required<MembersToImport>, known: Known): Change[] {
  const nameOf = namer(files, known);
  const trustNames = new Map(files.schools.flatMap(({ urn, trust }) => (trust ? [[urn, trust.name] as const] : [])));
  return [
    ...plan.links.successions.all.map((succession) => ofSuccession(succession, nameOf)),
    ...closures(plan, files, known),
    ...files.schools.flatMap(({ urn, name, trust }): Change | [] =>
      trust?.single
        ? {
            kind: 'single-academy-trust',
            id: urn,
            text: `${name} (${urn}) is all of its trust, ${trust.name} (${trust.id}): it is asked once, as a school.`,
          }
        : [],
    ),
    ...plan.schools.flatMap((wanted) => reopening(wanted)),
    ...[...plan.links.notes, ...maybeTheSame(files.people)].map((text): Change => ({ kind: 'note', text })),
    ...[...plan.schools, ...plan.trusts].flatMap((wanted) => ofMember(wanted, trustNames.get(wanted.id))),
    ...plan.hubs.flatMap((wanted) => ofOther(wanted)),
    ...[...plan.people, ...plan.colleagues].flatMap((wanted) => ofOther(wanted)),
  ];
}

const WHY: Readonly<Record<Succession['kind'], string>> = {
  conversion: 'it became an academy',
  merger: 'a merger',
  succession: 'the register names it as what followed',
};

function ofSuccession({ kind, successor, predecessors, since }: Succession, nameOf: (urn: string) => string): Change {
  const before = predecessors.map(nameOf).join(' and ');
  const from = since === undefined ? '' : ` from ${longDate(since)}`;
  return {
    kind,
    id: successor,
    predecessors,
    ...(since === undefined ? {} : { since }),
    text: `${nameOf(successor)} is the successor of ${before}${from}: ${WHY[kind]}.`,
  };
}

function namer({ schools, closed, links }: Required<MembersToImport>, known: Known): (urn: string) => string {
  const names = new Map(links.flatMap(({ named }) => (named ? [[named.urn, named.name] as const] : [])));
  for (const { member, name } of known.members.values()) names.set(member, name);
  for (const { urn, name } of [...closed, ...schools]) names.set(urn, name);
  return (urn) => (names.has(urn) ? `${names.get(urn)} (${urn})` : urn);
}

/** Schools that have closed and that no link says more of. */
function closures({ links }: Plan, { closed }: Required<MembersToImport>, known: Known): Change[] {
  const followed = new Set(links.successions.all.flatMap(({ predecessors }) => predecessors));
  return closed.flatMap(({ urn, name, closedOn, reasonClosed }): Change | [] => {
    if (followed.has(urn)) return [];
    const when = closedOn === undefined ? '' : ` on ${longDate(closedOn)}`;
    const why = reasonClosed === undefined ? '' : ` (${reasonClosed})`;
    const then = known.members.has(urn) ? 'nobody is asked for it any more' : 'it is no member of ours';
    return {
      kind: 'closure',
      id: urn,
      ...(closedOn === undefined ? {} : { since: closedOn }),
      text: `${name} (${urn}) closed${when}${why}, and no link names a successor: ${then}.`,
    };
  });
}

function reopening({ id, before, over }: Wanted<'member'>): Change | [] {
  const after = over(before);
  if (before?.standing !== 'closed' || after.standing === 'closed') return [];
  return {
    kind: 'reopening',
    id,
    text: `${after.name} (${id}) was closed for us and is open in the register: it is '${after.standing}' again.`,
  };
}

/** @param trust the name of a school's trust, which has no row of its own when the register alone names it. */
function ofMember({ id, before, over }: Wanted<'member'>, trust: string | undefined): readonly Change[] {
  const after: MemberRow = over(before);
  const sets = changesOf(before, after);
  const names = Object.keys(sets);
  if (names.length === 0) return [];
  if (before === undefined) {
    const ofTrust = after.trust !== undefined && trust !== undefined ? ` of ${trust} (${after.trust})` : '';
    return [{ kind: 'new', id, text: `${after.name} (${id}): a new ${after.kind}${ofTrust}.`, sets: nulled(sets) }];
  }
  const told = TOLD.filter((name) => names.includes(name));
  const rest = names.filter((name) => ![...TOLD, 'trustOfRegister'].includes(name));
  return [
    ...told.map((name) => ({
      kind: 'updated' as const,
      id,
      text: inWords(name, before, after, trust),
      sets: nulled({ [name]: sets[name] }),
    })),
    ...(rest.length > 0
      ? [
          {
            kind: 'updated' as const,
            id,
            text: `${after.name} (${id}): ${rest.join(', ')}.`,
            sets: nulled(Object.fromEntries(rest.map((name) => [name, sets[name]]))),
          },
        ]
      : []),
  ];
}

/** What people want to read a sentence of before it is done. */
const TOLD = ['name', 'trust', 'hub', 'phase', 'head'] as const;

function inWords(what: (typeof TOLD)[number], before: MemberRow, after: MemberRow, trust: string | undefined): string {
  const [was, is] = [before[what], after[what]];
  const school = `${after.name} (${after.member})`;
  const called = what === 'trust' && trust !== undefined ? `${trust} (${is})` : is;
  switch (what) {
    case 'name':
      return `${school} was called ${was}.`;
    case 'phase':
      return `${school} is ${is} now${was === undefined ? '' : `, and was ${was}`}.`;
    case 'head':
      return `${is} answers for ${school} now${was === undefined ? '' : `, in the place of ${was}`}.`;
    default:
      if (is === undefined) return `${school} belongs to no ${what} any more, and was in ${was}; it stays a member.`;
      return `${school} belongs to the ${what} ${called} now${was === undefined ? '' : `, and was in ${was}`}.`;
  }
}

/** What goes is null, since JSON has no word for nothing. */
const nulled = (sets: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(sets).map(([name, value]) => [name, value ?? null]));

function ofOther<K extends Exclude<Kind, 'member'>>({ kind, id, before, over }: Wanted<K>): Change | [] {
  const changes = changesOf(before, over(before));
  const names = Object.keys(changes);
  if (names.length === 0) return [];
  if (before === undefined) return { kind: 'new', id, text: `${id}: a new ${kind}.` };
  const mails = names.includes('mail') ? ' Mail goes to them again.' : '';
  return {
    kind: 'updated',
    id,
    text: `${id}: ${names.filter((name) => !/^mail/.test(name)).join(', ') || 'the address stands'}.${mails}`,
  };
}
