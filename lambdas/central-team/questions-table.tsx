import type { ReactNode } from 'react';
import { seenOf } from '../commands/seen.ts';
import { isReview } from '../decisions/is-review.ts';
import type { Store } from '../store/store.ts';
import { Show, Steer } from './actions.tsx';
import type { Waiting } from './late.ts';
import { Rows } from './markup.tsx';
import { wantedBy, whoIsAsked } from './question-words.ts';
import type { ViewRequest } from './request.ts';
import type { ViewDesk } from './view.ts';
import { counted, onDay } from './words.ts';

/** The names of people by their ids, for the rows that are shown and no others. */
export async function namesOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await store.people([...new Set(ids)].filter((id) => id !== 'central-team'));
  return new Map(people.map(({ person, name }) => [person, name]));
}

/** Reviews and memberships can be opened; what somebody is asked about themselves, a round or a training cannot. */
const isMembership = (about: string): boolean => about.startsWith('membership-');

const hostKindOf = (about: string) => (about.includes('trust-') ? 'trust' : 'school');

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
  readonly desk: ViewDesk;
}) {
  const { about, hostName, request, desk } = props;
  if (!isReview(about) && !isMembership(about)) return hostName;
  return (
    <Show endpoints={desk.endpoints} view="review" where={{ about, from: request.view }}>
      {isMembership(about) ? `${hostName} (subscription)` : hostName}
    </Show>
  );
}

/** Questions that wait, a row each: of whom, what, since when, by when, and a button that reminds. */
export function QuestionsTable(props: {
  readonly waiting: readonly Waiting[];
  readonly names: ReadonlyMap<string, string>;
  readonly request: ViewRequest;
  readonly desk: ViewDesk;
}) {
  const { waiting, names, request, desk } = props;
  return (
    <Rows
      columns={['School or trust', 'Waits for', 'Wanted', 'Asked', 'Due', '']}
      rows={waiting.map((row) => ({
        key: `${row.question.about}/${row.question.decision}`,
        cells: [
          <HostLink key="host" {...row.question} request={request} desk={desk} />,
          whoAnswers(row.question, names),
          wantedBy(row.question.question),
          <Asked key="asked" {...row} />,
          <Due key="due" {...row} />,
          <Remind key="remind" {...row} who={whoAnswers(row.question, names)} request={request} desk={desk} />,
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

/** Reminding now, unless a mail went today already; the central team needs none to itself. */
export function Remind(
  props: Waiting & { readonly who: string; readonly request: ViewRequest; readonly desk: ViewDesk },
): ReactNode {
  const { question, who, request, desk } = props;
  if (question.person === 'central-team') return <span className="pr-quiet">the link is in your mail</span>;
  if (question.mailedOn === request.today) return <span className="pr-quiet">mailed today</span>;
  return (
    <Steer
      endpoints={desk.endpoints}
      payload={{ act: 'remind', about: question.about, decision: question.decision, seen: seenOf(question) }}
      confirmation={`Remind ${who} of ${question.hostName} now? They get one mail about ${wantedBy(question.question)}, with a fresh link. What they have not answered stays open as it is.`}
    >
      Remind now
    </Steer>
  );
}
