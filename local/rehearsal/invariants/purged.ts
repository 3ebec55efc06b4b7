/** What is kept no longer than was promised. Sources: docs/privacy.md, 'How long', and docs/data-model.md, 'What is kept how long'. */
import type { Entities } from '../../../lambdas/store/entities.ts';
import { daysAfter, londonDay } from './days.ts';
import { type EndingIndex, placeOf } from './ending-index.ts';
import type { Invariant } from './invariant.ts';

const DAY_SECONDS = 86_400;
const TWO_YEARS = 2 * 365;

type Dated = Readonly<Record<string, string | undefined>>;

/** Rows that DynamoDB deletes by itself: from which instant of theirs, and after how many days at most. */
const GOES: readonly {
  readonly entity: keyof Entities;
  readonly days: number;
  readonly from: (row: Dated) => string | undefined;
}[] = [
  { entity: 'decisionLink', days: TWO_YEARS, from: ({ madeAt }) => madeAt },
  { entity: 'message', days: TWO_YEARS, from: ({ at }) => at },
  { entity: 'teamNote', days: TWO_YEARS, from: ({ writtenAt }) => writtenAt },
  { entity: 'applicant', days: TWO_YEARS, from: ({ confirmedAt }) => confirmedAt },
  { entity: 'registration', days: 7, from: ({ firstAt, confirmedAt }) => confirmedAt ?? firstAt },
  { entity: 'mailedDay', days: 4, from: ({ day }) => day },
  { entity: 'consoleRequest', days: 31, from: ({ at }) => at },
  { entity: 'news', days: 60, from: ({ day }) => (day === 'standing' ? undefined : day) },
  // A draft stays 60 days beyond its question, which is open for a year at the most.
  { entity: 'draft', days: 60 + 366, from: ({ savedAt }) => savedAt },
];

export const goesByItself: Invariant = {
  name: 'goes-by-itself',
  promise:
    'Links, mails, drafts and whatever else is kept for a time say when they go, and not later than was promised.',
  find: (ending) =>
    GOES.flatMap(({ entity, days, from }) =>
      ending.rows<Dated & { readonly expiresAtSeconds?: number }>(entity).flatMap((row) => {
        const since = from(row);
        if (since === undefined) return [];
        const latest = Date.parse(since) / 1000 + (days + 1) * DAY_SECONDS;
        const goes = row.expiresAtSeconds;
        if (goes !== undefined && goes <= latest) return [];
        return [`${entity} ${String(row.pk).slice(0, 60)}: ${goes === undefined ? 'stays' : 'goes too late'}`];
      }),
    ),
};

export const draftsGo: Invariant = {
  name: 'drafts-go',
  promise: 'What somebody typed and did not send goes with their answer.',
  find: (ending) =>
    ending
      .rows<{ readonly about: string; readonly decision: string }>('draft')
      .filter(({ about, decision }) => ending.decision(about, decision)?.status === 'answered')
      .map(placeOf),
};

export const mailsKeepNoWords: Invariant = {
  name: 'mails-keep-no-words',
  promise: 'Nothing is kept of what a mail said once it has gone.',
  find: ({ messages }) =>
    messages
      .filter(({ status, content, unsent, queue, waits }) => {
        const isOver = status !== 'sending' || (unsent === undefined && queue === undefined);
        return isOver && (content !== undefined || unsent !== undefined || waits !== undefined);
      })
      .map(({ about, message }) => `${about}/${message}`),
};

/** The daily round looks through 50 reviews of a year a morning, and again after 30 days at what had not ended. */
const ROUND_DAYS = 45;

export const surveysLoseNames: Invariant = {
  name: 'surveys-lose-names',
  promise: 'After the end of a year nobody can be told from what they said of its reviews.',
  find: (ending) => [...ofFewer(ending), ...ofOnePerson(ending)],
};

/** What is counted together is of five people at least. */
const ofFewer = (ending: EndingIndex): readonly string[] =>
  ending
    .rows<{ readonly of: string; readonly count: string; readonly people: number }>('surveyCount')
    .flatMap(({ of, count, people }) => (people >= 5 ? [] : [`${of}: a count of ${people} people, ${count}`]));

/** A survey that stands by itself, or its answer. */
const ofOnePerson = ({ reviews, years, now }: EndingIndex): readonly string[] =>
  reviews.flatMap(({ review, surveys, decisions }) => {
    const { ends, retention } = years.get(review.year) ?? {};
    const { surveyNamesDays = 0 } = (retention ?? {}) as { readonly surveyNamesDays?: number };
    const closed = (review.stages as { readonly closed?: { readonly from?: string } } | undefined)?.closed?.from;
    if (ends === undefined || review.stage !== 'closed') return [];
    const last = [daysAfter(ends, surveyNamesDays), closed ?? ''].toSorted().at(-1) ?? ends;
    const days = reviews.length / 50 + ROUND_DAYS;
    if (londonDay(now) <= daysAfter(last, days)) return [];
    return [
      ...surveys.map(({ person }) => `${review.about}: what ${person} said`),
      ...decisions
        .filter(({ question, answer }) => question === 'survey' && answer !== undefined)
        .map((decision) => `${placeOf(decision)}: its answer`),
    ];
  });

/** An erasure takes some mornings: one for each 200 rows. */
const ERASING_DAYS = 14;

export const erasedIsGone: Invariant = {
  name: 'erased-is-gone',
  promise: 'Of whoever was erased nothing is held but a number and what counts.',
  find: (ending) => [...unfinished(ending), ...leftBehind(ending)],
};

/** Whoever is marked, and still is not erased long after. */
const unfinished = ({ people, now }: EndingIndex): readonly string[] =>
  [...people.values()].flatMap(({ person, mail, mailSince = now, erasedAt }) =>
    mail === 'erased' && erasedAt === undefined && daysAfter(londonDay(mailSince), ERASING_DAYS) < londonDay(now)
      ? [`${person} is to be erased since ${mailSince}`]
      : [],
  );

/** Words in the place of a name that was erased. */
const ERASED_NAME = 'Somebody whose data was erased';

function leftBehind(ending: EndingIndex): readonly string[] {
  const erased = new Map(
    [...ending.people.values()].flatMap((row) => (row.erasedAt === undefined ? [] : [[row.person, row] as const])),
  );
  if (erased.size === 0) return [];
  const own = [...erased.values()].flatMap(({ person, name, email, jobTitle, relationships, pool }) =>
    email === '' && name === ERASED_NAME && jobTitle === undefined && relationships === undefined && pool === undefined
      ? []
      : [`${person}: their own row`],
  );
  const named = ending.reviews.flatMap(({ review, seats, placements }) =>
    [...seats, ...placements].flatMap(({ person, personName, seat }) =>
      person !== undefined && erased.has(person) && personName !== undefined && personName !== ERASED_NAME
        ? [`${person}: their name at ${review.about}/${seat}`]
        : [],
    ),
  );
  const drafts = ending
    .rows<{ readonly about: string; readonly decision: string; readonly person: string }>('draft')
    .filter(({ person }) => erased.has(person))
    .map((draft) => `${draft.person}: a draft of ${placeOf(draft)}`);
  const asked = ending.decisions
    .filter(({ status, person }) => status === 'open' && erased.has(person))
    .map((decision) => `${decision.person} is still asked ${placeOf(decision)}`);
  const mailed = ending.mails.flatMap(({ message, at }) => {
    const { erasedAt, mailSince } = erased.get(message?.person ?? '') ?? {};
    return erasedAt !== undefined && at > (mailSince ?? erasedAt) ? [`${message?.person} was mailed on ${at}`] : [];
  });
  return [...own, ...named, ...drafts, ...asked, ...mailed];
}

export const purgedInvariants: readonly Invariant[] = [
  goesByItself,
  draftsGo,
  mailsKeepNoWords,
  surveysLoseNames,
  erasedIsGone,
];
