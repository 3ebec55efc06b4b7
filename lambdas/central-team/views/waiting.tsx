import { countedQuestions } from '../../catalogue/all-facts.ts';
import { openAndCounted, openQuestions } from '../../store/network-reads.ts';
import { Show } from '../actions.tsx';
import { availabilityLines } from '../availability-lines.ts';
import { type Waiting, whatIsLate, whatWaits } from '../late.ts';
import { Pager, pageOf } from '../markup.tsx';
import { whoIsAsked } from '../question-words.ts';
import { namesOf, QuestionsTable, reachOf } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import type { View, ViewDeps } from '../view.ts';
import { counted } from '../words.ts';

const ROLES = ['central-team', 'host', 'lead', 'reviewer', 'hub-manager'] as const;

/** What waits on whom and since when; whoever has waited longest comes first. */
export const waiting: View = async (request, deps) => {
  const { open, counted } = await openAndCounted(deps.store, countedQuestions);
  const [all, lines] = [whatWaits(open, request.at), await availabilityLines(deps.store, counted)];
  const shown = request.role === undefined ? all : all.filter(({ question }) => question.role === request.role);
  return (
    <>
      <p>
        <ByRole all={all} request={request} deps={deps} />
      </p>
      {lines.map((line) => (
        <p key={line}>{line}.</p>
      ))}
      {await list(shown, request, deps, 'Nothing waits for an answer.')}
    </>
  );
};

/** What is past its due time, the latest of all first. */
export const late: View = async (request, deps) => {
  const all = whatIsLate(whatWaits(await openQuestions(deps.store, countedQuestions), request.at));
  return list(all, request, deps, 'Nothing is late.');
};

async function list(all: readonly Waiting[], request: ViewRequest, deps: ViewDeps, nothing: string) {
  if (all.length === 0) return <p>{nothing}</p>;
  const { rows, from } = pageOf(all, request.page);
  const ids = rows.map(({ question }) => question.person);
  const [names, reach] = await Promise.all([namesOf(deps.store, ids), reachOf(deps.store, ids)]);
  return (
    <>
      <QuestionsTable waiting={rows} names={names} reach={reach} request={request} deps={deps} />
      <Pager request={request} endpoints={deps.endpoints} from={from} shown={rows.length} all={all.length} />
    </>
  );
}

/** How many wait for whom, each a link to those alone. */
function ByRole(props: { readonly all: readonly Waiting[]; readonly request: ViewRequest; readonly deps: ViewDeps }) {
  const { all, request, deps } = props;
  const choices = ROLES.map((role) => ({ role, count: all.filter(({ question }) => question.role === role).length }));
  return (
    <>
      {counted(all.length, 'question')} {all.length === 1 ? 'waits' : 'wait'} for an answer.{' '}
      {choices
        .filter(({ count }) => count > 0)
        .map(({ role, count }) => (
          <Show key={role} endpoints={deps.endpoints} view="waiting" where={{ role }} look="button">
            {request.role === role && '✓ '}
            {whoIsAsked(role)}: {count}
          </Show>
        ))}
      {request.role !== undefined && (
        <Show endpoints={deps.endpoints} view="waiting" look="button">
          everybody
        </Show>
      )}
    </>
  );
}
