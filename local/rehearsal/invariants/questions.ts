/** Questions, whoever is asked, and the workflows that wait for the answers. */
import type { Decision } from '../../../lambdas/store/entities.ts';
import { askingStates, awaitedQuestions } from './asking-states.ts';
import { aRoundHasGoneSince } from './days.ts';
import { type EndingIndex, placeOf } from './ending-index.ts';
import type { Invariant } from './invariant.ts';

const isOpen = ({ status }: Decision): boolean => status === 'open';

export const askedOfSomebody: Invariant = {
  name: 'asked-of-somebody',
  promise:
    'Every open question is asked of somebody whom mail reaches, or the central team was told that it reaches nobody.',
  find: (ending) => {
    const toldOf = toldOfPeople(ending);
    const reachedNobody = ending.messages.filter(({ kind }) => kind.startsWith('nobody-reached.'));
    return ending.decisions.filter(isOpen).flatMap((decision) => {
      const { person, about } = decision;
      const wrong = whyOutOfReach(person, ending);
      // It tells of what waited for them. What is asked of them after it nobody knows of, unless it is told of by itself.
      const isKnown = decision.askedAt <= (toldOf.get(`person-${person}`) ?? '');
      const ofItself = `nobody-reached.${decision.decision}.`;
      const isTold = isKnown || reachedNobody.some((row) => row.about === about && row.kind.startsWith(ofItself));
      return wrong === undefined || isTold ? [] : [`${placeOf(decision)}: ${person} ${wrong}`];
    });
  },
};

/** When the central team learnt last that somebody has left or gets no mail, by mail or, by the dashboard's button, from what it reads beneath it. */
function toldOfPeople({ messages, audit }: EndingIndex): ReadonlyMap<string, string> {
  const said = [
    ...messages.filter(({ message, person }) => person === 'central-team' && /^(has-left|no-mail)\./.test(message)),
    ...audit.filter(({ entry }) => entry === 'steered.has-left'),
  ];
  return new Map(said.toSorted((a, b) => a.at.localeCompare(b.at)).map(({ about, at }) => [about, at]));
}

function whyOutOfReach(id: string, { people }: EndingIndex): string | undefined {
  if (id === 'central-team') return undefined;
  const person = people.get(id);
  if (person === undefined) return 'is nobody';
  if (person.left) return 'has left';
  return person.mail === undefined ? undefined : `gets no mail (${person.mail})`;
}

export const hasItsTime: Invariant = {
  name: 'has-its-time',
  promise:
    'Every open question says by when it is answered and when it ends, and stands where the daily round looks for it.',
  find: ({ decisions, now }) =>
    decisions.filter(isOpen).flatMap((decision) => {
      const { dueAt, expiresAt, nextActionAt, openFor, person, queue } = decision;
      const wrong = [
        ...(isInstant(dueAt) && isInstant(expiresAt) && dueAt <= expiresAt ? [] : [`due ${dueAt}, ends ${expiresAt}`]),
        ...(queue === 'open' && nextActionAt !== undefined ? [] : ['is in no agenda']),
        ...((nextActionAt ?? '') <= expiresAt ? [] : [`is looked at on ${nextActionAt}, after its end`]),
        ...(openFor === person ? [] : [`is open for ${openFor}, not ${person}`]),
        ...(expiresAt < now && aRoundHasGoneSince(expiresAt, now) ? [`should have ended on ${expiresAt}`] : []),
        ...(nextActionAt !== undefined && nextActionAt < now && aRoundHasGoneSince(nextActionAt, now)
          ? [`should have been looked at on ${nextActionAt}`]
          : []),
      ];
      return wrong.map((what) => `${placeOf(decision)}: ${what}`);
    }),
};

const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));

export const isWaitedFor: Invariant = {
  name: 'is-waited-for',
  promise: 'For the answer to every open question a workflow waits, but for those that by design nobody waits for.',
  find: (ending) =>
    ending.decisions.filter(isOpen).flatMap((decision) => {
      const { about, question, token } = decision;
      if (!awaitedQuestions.has(question)) return token === undefined ? [] : [`${placeOf(decision)}: has a token`];
      const waits = ending
        .runningAbout(about)
        .some(({ waitingAt }) => statesOf(waitingAt).some((state) => askingStates.get(state) === question));
      if (token !== undefined && waits) return [];
      return [`${placeOf(decision)}: ${token === undefined ? 'has no token' : 'no execution waits for it'}`];
    }),
};

const statesOf = (waitingAt = ''): readonly string[] => waitingAt.split(', ');

export const waitsForAnOpenQuestion: Invariant = {
  name: 'waits-for-an-open-question',
  promise: 'No workflow waits past its question: what it waits for is open, or was settled since the last daily round.',
  find: (ending) => {
    const running = ending.ending.executions.filter(({ status }) => status === 'RUNNING');
    const abouts = new Map(
      [...new Set(ending.decisions.map(({ about }) => about))].flatMap((about) =>
        ending.runningAbout(about).map((execution) => [execution, about] as const),
      ),
    );
    const asked = askedBy(ending);
    return running.flatMap((execution) => {
      const about = abouts.get(execution) ?? execution.name;
      return statesOf(execution.waitingAt).flatMap((state) => {
        const question = askingStates.get(state);
        if (question === undefined) return [];
        const all = asked.get(`${about} ${question}`) ?? [];
        const last = all.toSorted((a, b) => a.askedAt.localeCompare(b.askedAt)).at(-1);
        if (all.some(isOpen)) return [];
        if (last && !aRoundHasGoneSince(last.answeredAt ?? last.expiresAt, ending.now)) return [];
        return [`${execution.name} waits at '${state}', and nothing of it is open`];
      });
    });
  },
};

function askedBy({ decisions }: EndingIndex): ReadonlyMap<string, readonly Decision[]> {
  const asked = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const key = `${decision.about} ${decision.question}`;
    const list = asked.get(key);
    if (list) list.push(decision);
    else asked.set(key, [decision]);
  }
  return asked;
}

export const endsWithItsReview: Invariant = {
  name: 'ends-with-its-review',
  promise: 'When a review is over or stands still, no workflow of it goes on and none of its questions is asked.',
  find: (ending) =>
    ending.reviews.flatMap(({ review, decisions }) => {
      const { about, stage, status } = review;
      const isOver = stage === 'closed' || status === 'cancelled';
      if (!isOver && status !== 'paused') return [];
      const runs = ending
        .runningAbout(about)
        .filter(({ machine }) => machine === 'review' || machine === 'placement')
        .map(({ name }) => `${name} runs on`);
      const asked = decisions
        .filter((row) => isOpen(row) && awaitedQuestions.has(row.question) && row.question !== 'report-progress')
        .map((row) => `${placeOf(row)} is open`);
      return [...runs, ...asked].map((what) => `${about} is ${isOver ? 'over' : status}: ${what}`);
    }),
};

export const settledIsGone: Invariant = {
  name: 'settled-is-gone',
  promise: 'What was answered, ended or taken back is in no list of what waits, and keeps no token of a workflow.',
  find: ({ decisions, now }) =>
    decisions.flatMap((decision) => {
      const { status, openFor, queue, nextActionAt, answeredAt, token } = decision;
      if (status === 'open') return [];
      const settledAt = answeredAt ?? nextActionAt ?? now;
      const wrong = [
        ...(openFor === undefined ? [] : [`still waits for ${openFor}`]),
        // The workflow is told of it at once, or by the next daily round.
        ...(queue !== undefined && aRoundHasGoneSince(settledAt, now) ? ['still stands in the agenda'] : []),
        ...((status === 'superseded' || queue === undefined) && token !== undefined ? ['still has its token'] : []),
      ];
      return wrong.map((what) => `${placeOf(decision)}: ${what}`);
    }),
};

export const notAskedAfterAnswering: Invariant = {
  name: 'not-asked-after-answering',
  promise: 'Nobody is asked or reminded once they have answered.',
  find: ({ mails }) =>
    mails.flatMap(({ at, message, asks }) =>
      message?.kind === 'question' || message?.kind === 'reminder'
        ? asks
            .filter(({ answeredAt, status }) => status === 'answered' && answeredAt !== undefined && answeredAt < at)
            .map((decision) => `${placeOf(decision)}: mailed on ${at}, answered on ${decision.answeredAt}`)
        : [],
    ),
};

export const declinesGoOn: Invariant = {
  name: 'declines-go-on',
  promise: 'When somebody declines a place, or says nothing, the next is asked or the central team is.',
  find: (ending) =>
    ending.reviews.flatMap(({ review, placements, decisions, seats }) =>
      placements.flatMap(({ status, turn, seat, person, answeredAt = '' }) => {
        if (!['declined', 'conflict', 'expired'].includes(status) || turn !== review.turn) return [];
        if (review.status === 'cancelled' || review.status === 'paused') return [];
        const goesOn =
          placements.some((row) => row.seat === seat && row.turn === turn && row.invitedAt >= answeredAt) ||
          decisions.some((row) => row.question === 'fill-seat' && row.subject === seat && row.askedAt >= answeredAt) ||
          seats.some((row) => row.seat === seat && row.status === 'unfilled');
        return goesOn ? [] : [`${review.about}/${seat}: ${person} ${status} on ${answeredAt}`];
      }),
    ),
};

export const questionInvariants: readonly Invariant[] = [
  askedOfSomebody,
  hasItsTime,
  isWaitedFor,
  waitsForAnOpenQuestion,
  endsWithItsReview,
  settledIsGone,
  notAskedAfterAnswering,
  declinesGoOn,
];
