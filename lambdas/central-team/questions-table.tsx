import { offersOn } from '../commands/offered.ts';
import type { QuestionShown } from '../commands/open-question.ts';
import { COMMANDS } from '../commands/registry.ts';
import { isReview } from '../questions/is-review.ts';
import type { Addressee } from '../questions/question.ts';
import { reachInWords } from '../questions/reach.ts';
import { noMailOf } from '../questions/review-context.ts';
import type { Person, Review, Store } from '../store/store.ts';
import { Show } from './actions.tsx';
import type { Waiting } from './late.ts';
import { Rows } from './markup.tsx';
import { Offers } from './offers.tsx';
import { hostKindOf, wantedBy, whoIsAsked } from './question-words.ts';
import type { ViewRequest } from './request.ts';
import type { ViewDeps } from './view.ts';
import { counted, onDay } from './words.ts';

/** The names of people by their ids, for the rows that are shown and no others. */
export async function namesOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await store.people([...new Set(ids)].filter((id) => id !== 'central-team'));
  return new Map(people.map(({ person, name }) => [person, name]));
}

/** Whether and how somebody is reached. */
export interface Reach extends Pick<Addressee, 'left' | 'noMail' | 'telephone'> {
  readonly inWords: string;
}

/** How those are reached of whom a list says that they are waited for, by their ids. */
export async function reachOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Reach>> {
  const people = await store.people([...new Set(ids)].filter((id) => id !== 'central-team'));
  return new Map(
    people.map((person) => {
      const inWords = reachInWords(person);
      const { telephone, left } = person;
      const reach = { telephone, left: left ? true : undefined, noMail: noMailOf(person) } as const;
      return [person.person, { ...reach, inWords: left ? `has left; ${inWords}` : inWords }];
    }),
  );
}

/** Who is waited for, and below it how to reach them. */
export function Awaited(props: {
  readonly question: Waiting['question'];
  readonly names: ReadonlyMap<string, string>;
  readonly reach: ReadonlyMap<string, Reach>;
}) {
  const { question, names, reach } = props;
  const how = reach.get(question.person)?.inWords;
  return (
    <>
      {whoAnswers(question, names)}
      {how !== undefined && (
        <>
          <br />
          <span className="pr-quiet">{how}</span>
        </>
      )}
    </>
  );
}

/** Reviews and memberships can be opened; what somebody is asked about themselves, a round or a training cannot. */
const isMembership = (about: string): boolean => about.startsWith('membership-');

/** 'Priya Shah (head)'; the central team is nobody by name. */
export function whoAnswers(question: Waiting['question'], names: ReadonlyMap<string, string>): string {
  const role = whoIsAsked(question.role, hostKindOf(question.about));
  const name = names.get(question.person);
  return name === undefined ? role : `${name} (${role.replace(/^the /, '')})`;
}

/** A link to the review that a question is about, or the school's name where there is no review yet. */
export function HostLink(props: {
  readonly about: string;
  readonly hostName: string;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { about, hostName, request, deps } = props;
  if (!isReview(about) && !isMembership(about)) return hostName;
  return (
    <Show endpoints={deps.endpoints} view="review" where={{ about, from: request.view }}>
      {isMembership(about) ? `${hostName} (subscription)` : hostName}
    </Show>
  );
}

/** Questions that wait, a row each: of whom, what, since when, by when, and a button that reminds. */
export function QuestionsTable(props: {
  readonly waiting: readonly Waiting[];
  readonly names: ReadonlyMap<string, string>;
  readonly reach: ReadonlyMap<string, Reach>;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { waiting, names, reach, request, deps } = props;
  return (
    <Rows
      columns={['School or trust', 'Waits for', 'Wanted', 'Asked', 'Due', '']}
      rows={waiting.map((row) => ({
        key: `${row.question.about}/${row.question.decision}`,
        cells: [
          <HostLink key="host" {...row.question} request={request} deps={deps} />,
          <Awaited key="who" question={row.question} names={names} reach={reach} />,
          wantedBy(row.question.question),
          <Asked key="asked" {...row} />,
          <Due key="due" {...row} />,
          <Offers
            key="remind"
            offers={offersOn({ remind: COMMANDS.remind }, questionShown(row.question, { names, reach, request }))}
            row="list"
            deps={deps}
          />,
        ],
      }))}
    />
  );
}

function Asked({ question, waitingDays }: Waiting) {
  return (
    <>
      {onDay(question.askedAt)}
      <br />
      <span className="pr-quiet">{counted(waitingDays, 'working day')} ago</span>
    </>
  );
}

export function Due({ question, late, lateDays }: Waiting) {
  return (
    <>
      {onDay(question.dueAt)}
      {late && (
        <>
          <br />
          <span className="pr-bad">
            {lateDays === 0 ? 'late since today' : `${counted(lateDays, 'working day')} late`}
          </span>
        </>
      )}
    </>
  );
}

/** What commands are told of a question on the dashboard. A list knows nobody's colleagues. */
export function questionShown(
  question: Waiting['question'],
  view: {
    readonly names: ReadonlyMap<string, string>;
    readonly reach: ReadonlyMap<string, Reach>;
    readonly request: ViewRequest;
    readonly colleagues?: readonly Person[];
    readonly review?: Review | undefined;
  },
): QuestionShown {
  const { names, reach, request, review, colleagues = [] } = view;
  const { at, today } = request;
  const who = whoAnswers(question, names);
  const asked = reach.get(question.person);
  return { decision: question, who, wanted: wantedBy(question.question), asked, colleagues, review, at, today };
}
