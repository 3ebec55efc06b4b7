/** Which of a list of what waits somebody wants to see: by the name of a school, by its hub or trust, by the stage. */
import { factsOf } from '../catalogue/all-facts.ts';
import type { Store } from '../store/store.ts';
import { hubsNamed, membersNamed } from '../store/week-reads.ts';
import type { Waiting } from './late.ts';
import { hostOf } from './words.ts';

/** What was typed and chosen in the list's fields; nothing, or an empty text, narrows nothing. */
export interface Narrowing {
  /** A part of a school's or trust's name. */
  readonly host?: string | undefined;
  /** A part of the name of a hub or a trust. */
  readonly group?: string | undefined;
  /** The name of a stage, or OUTSIDE. */
  readonly stage?: string | undefined;
}

/** What is chosen for questions that are about no review: subscriptions, terms, trainings. */
export const OUTSIDE = 'none';

/**
 * Those of a list that fit all that was typed. Names of hubs and trusts are read when one is typed and not before: for 541 schools six batches of members, one of
 * hubs and two of trusts.
 */
export async function narrowed(
  all: readonly Waiting[],
  { host = '', group = '', stage = '' }: Narrowing,
  store: Store,
): Promise<readonly Waiting[]> {
  const fits = all.filter(
    ({ question }) =>
      question.hostName.toLowerCase().includes(host.toLowerCase()) && (stage === '' || stageOf(question) === stage),
  );
  if (group === '' || fits.length === 0) return fits;
  const members = await membersIn(group, fits, store);
  return fits.filter(({ question }) => members.has(hostOf(question.about)));
}

/** By the question's own facts: rows of earlier releases do not say. */
const stageOf = ({ question, stage }: Waiting['question']): string => factsOf(question)?.stage ?? stage ?? OUTSIDE;

/** The schools and trusts of a list that belong to a hub or trust of such a name today. */
async function membersIn(group: string, list: readonly Waiting[], store: Store): Promise<ReadonlySet<string>> {
  const sought = group.toLowerCase();
  const rows = await membersNamed(
    store,
    list.map(({ question }) => hostOf(question.about)),
  );
  const [hubs, trusts] = await Promise.all([
    hubsNamed(
      store,
      rows.flatMap(({ hub }) => hub ?? []),
    ),
    membersNamed(
      store,
      rows.flatMap(({ trust }) => trust ?? []),
    ),
  ]);
  const isSought = ({ name }: { readonly name: string }): boolean => name.toLowerCase().includes(sought);
  const groups = new Set([
    ...hubs.filter(isSought).map(({ hub }) => hub),
    ...trusts.filter(isSought).map(({ member }) => member),
  ]);
  return new Set(
    rows
      .filter(({ member, hub, trust }) => [member, hub, trust].some((one) => one !== undefined && groups.has(one)))
      .map(({ member }) => member),
  );
}
