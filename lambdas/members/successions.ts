import type { ClosedSchool, School } from './gias.ts';
import type { SchoolLink } from './links-file.ts';

/** What became of a school: who followed it, or that it is no more. */
export interface Succession {
  readonly kind: 'conversion' | 'merger' | 'succession';
  readonly successor: string;
  /** One or more, by URN. */
  readonly predecessors: readonly string[];
  /** London date. */
  readonly since?: string;
}

/** What is known of who followed whom. */
export interface Successions {
  /** By the URN of the successor. */
  readonly all: readonly Succession[];
  readonly predecessorsOf: ReadonlyMap<string, readonly string[]>;
  /** The one school that followed; a school that was split has several, and none of them here. */
  readonly successorOf: ReadonlyMap<string, string>;
  /** By the URN of a school that the links say was followed: all that followed it. */
  readonly followersOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Links about none of these schools: those of the rest of the country. */
  readonly elsewhere: number;
}

/** The register's words for a school that became an academy: the reason of a closure or an opening, or its type. */
const CONVERTED = /\bconverter\b/i;

/**
 * Puts the links of the register together with the schools of its file, as far as they are about them or about members of ours.
 *
 * @param isOurs whether the table has this school.
 */
export function successionsOf(
  schools: readonly School[],
  closed: readonly ClosedSchool[],
  links: readonly SchoolLink[],
  isOurs: (urn: string) => boolean,
): Successions {
  const open = new Map(schools.map((school) => [school.urn, school]));
  const gone = new Map(closed.map((school) => [school.urn, school]));
  const isAbout = (urn: string): boolean => open.has(urn) || gone.has(urn) || isOurs(urn);
  const ours = links.filter(({ predecessor, successor }) => isAbout(predecessor) || isAbout(successor));

  const bySuccessor = Map.groupBy(ours, ({ successor }) => successor);
  const all = [...bySuccessor].map(([successor, group]): Succession => {
    const predecessors = [...new Set(group.map(({ predecessor }) => predecessor))].sort();
    const since = group.flatMap((link) => link.since ?? []).sort()[0];
    const merged = predecessors.length > 1 || group.some((link) => link.merged);
    const says = [
      open.get(successor)?.reasonOpened,
      open.get(successor)?.type,
      ...predecessors.map((urn) => gone.get(urn)?.reasonClosed),
    ];
    const converted = says.some((words) => CONVERTED.test(words ?? ''));
    const kind = merged ? 'merger' : converted ? 'conversion' : 'succession';
    return { kind, successor, predecessors, ...(since === undefined ? {} : { since }) };
  });
  const byPredecessor = Map.groupBy(ours, ({ predecessor }) => predecessor);
  const successorOf = new Map(
    [...byPredecessor].flatMap(([predecessor, group]) => {
      const successors = [...new Set(group.map(({ successor }) => successor))];
      return successors.length === 1 && successors[0] !== undefined ? [[predecessor, successors[0]] as const] : [];
    }),
  );
  return {
    all: all.sort((a, b) => a.successor.localeCompare(b.successor, 'en')),
    predecessorsOf: new Map(all.map(({ successor, predecessors }) => [successor, predecessors])),
    successorOf,
    followersOf: new Map(
      [...byPredecessor].map(([predecessor, group]) => [predecessor, new Set(group.map(({ successor }) => successor))]),
    ),
    elsewhere: links.length - ours.length,
  };
}
