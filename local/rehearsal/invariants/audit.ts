/** That whatever was decided or done can be told afterwards. */
import type { EndingIndex } from './ending-index.ts';
import type { Invariant } from './invariant.ts';
import { isHeld } from './places.ts';

export const questionsOnRecord: Invariant = {
  name: 'questions-on-record',
  promise:
    'Of every question it is on record that it was asked, and once that it was answered or ended without an answer.',
  find: (ending) => {
    const entries = new Map<string, number>();
    for (const { about, entry } of ending.audit) {
      const key = `${about} ${entry}`;
      entries.set(key, (entries.get(key) ?? 0) + 1);
    }
    return ending.decisions.flatMap(({ about, decision, status, outcome }) => {
      const times = (what: string): number => entries.get(`${about} ${decision}.${what}`) ?? 0;
      const { outcome: word = '' } = (outcome ?? {}) as { readonly outcome?: string };
      // What the central team took back is on record as its command.
      const isTakenBack = status === 'expired' && ['withdrawn', 'not-in-team'].includes(word);
      const isSettled = status === 'answered' || (status === 'expired' && !isTakenBack);
      const asked = times('asked');
      const settled = times('answered') + times('expired');
      // One that was taken back is asked again under the same name, and may have had an end each time.
      const isOnRecord = isSettled ? settled >= 1 && settled <= asked : settled <= asked - (status === 'open' ? 1 : 0);
      return [
        ...(asked >= 1 ? [] : [`${about}/${decision}: not that it was asked`]),
        ...(isOnRecord ? [] : [`${about}/${decision} is ${status}: ${settled} entries of its end`]),
      ];
    });
  },
};

export const changesOnRecord: Invariant = {
  name: 'changes-on-record',
  promise:
    'Whatever changes a review or a membership is on record: its dates, its team, its report, its publication and its end.',
  find: (ending) => [...ending.reviews.flatMap((known) => unrecorded(known, ending)), ...memberships(ending)],
};

function unrecorded({ review, placements, versions, decisions }: EndingIndex['reviews'][number], ending: EndingIndex) {
  const { about, datesFixedAt, publishedAt, stage, status } = review;
  const audit = ending.auditOf(about);
  if (decisions.length === 0) return [];
  const has = (start: string): boolean => audit.some(({ entry }) => entry.startsWith(start));
  const instants = new Set(audit.map(({ at }) => at));
  const places = placements.filter(isHeld).filter(({ turn, seat, person }) => {
    const invited = decisions.filter((row) => row.question === 'invite' && row.turn === turn && row.subject === seat);
    return !invited.some((row) => row.person === person && row.status === 'answered');
  });
  return [
    ...(datesFixedAt === undefined || has('fix-dates.') ? [] : ['that its dates were fixed']),
    ...(publishedAt === undefined || has('published.') ? [] : ['that its report was published']),
    ...(stage !== 'closed' || status === 'cancelled' || has('closed') ? [] : ['that it was closed']),
    ...(status !== 'cancelled' || has('steered.cancel') ? [] : ['that it was cancelled']),
    ...versions
      .filter(({ writtenAt }) => !instants.has(writtenAt))
      .map(({ version }) => `that version ${version} was written`),
    ...places.map(({ seat, person }) => `that ${person} accepted ${seat}`),
  ].map((what) => `${about}: not ${what}`);
}

/** Memberships that were decided here: those of years before were brought in. */
const memberships = (ending: EndingIndex): readonly string[] =>
  ending.memberships.flatMap(({ member, year, decidedAt }) => {
    const about = `membership-${year}-${member}`;
    const audit = ending.auditOf(about);
    const isOurs = audit.length > 0 || ending.decision(about, 'sign-agreement.1.1') !== undefined;
    return decidedAt === undefined || !isOurs || audit.some(({ at }) => at === decidedAt)
      ? []
      : [`${about}: not that it was decided on ${decidedAt}`];
  });

export const commandsOnRecord: Invariant = {
  name: 'commands-on-record',
  promise: 'Every command of the central team leads to its entry on record.',
  find: (ending) =>
    ending
      .rows<{ readonly request: string; readonly about: string; readonly entry: string; readonly at: string }>(
        'consoleRequest',
      )
      .filter(({ about, entry, at }) => !ending.auditOf(about).some((row) => row.entry === entry && row.at === at))
      .map(({ request, about }) => `${request} about ${about}`),
};

export const auditInvariants: readonly Invariant[] = [questionsOnRecord, changesOnRecord, commandsOnRecord];
