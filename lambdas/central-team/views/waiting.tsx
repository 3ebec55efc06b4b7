import { countedQuestions } from '../../catalogue/all-facts.ts';
import { openAndCounted, openQuestions } from '../../store/network-reads.ts';
import { Show } from '../actions.tsx';
import { availabilityLines } from '../availability-lines.ts';
import { type Waiting, whatIsLate, whatWaits } from '../late.ts';
import { Pager, pageOf } from '../markup.tsx';
import { whoIsAsked } from '../question-words.ts';
import { namesOf, QuestionsTable } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import type { View, ViewDesk } from '../view.ts';
import { counted } from '../words.ts';

const ROLES = ['central-team', 'host', 'lead', 'reviewer', 'hub-manager'] as const;

/** What waits on whom and since when; whoever has waited longest comes first. */
export const waiting: View = async (request, desk) => {
  const { open, counted } = await openAndCounted(desk.store, countedQuestions);
  const [all, lines] = [whatWaits(open, request.at), await availabilityLines(desk.store, counted)];
  const shown = request.role === undefined ? all : all.filter(({ question }) => question.role === request.role);
  return (
    <>
      <p>
        <ByRole all={all} request={request} desk={desk} />
      </p>
      {lines.map((line) => (
        <p key={line}>{line}.</p>
      ))}
      {await list(shown, request, desk, 'Nothing waits for an answer.')}
    </>
  );
};

/** What is past its due time, the latest of all first. */
export const late: View = async (request, desk) => {
  const all = whatIsLate(whatWaits(await openQuestions(desk.store, countedQuestions), request.at));
  return list(all, request, desk, 'Nothing is late.');
};

async function list(all: readonly Waiting[], request: ViewRequest, desk: ViewDesk, nothing: string) {
  if (all.length === 0) return <p>{nothing}</p>;
  const { rows, from } = pageOf(all, request.page);
  const names = await namesOf(
    desk.store,
    rows.map(({ question }) => question.person),
  );
  return (
    <>
      <QuestionsTable waiting={rows} names={names} request={request} desk={desk} />
      <Pager request={request} endpoints={desk.endpoints} from={from} shown={rows.length} all={all.length} />
    </>
  );
}

/** How many wait for whom, each a link to those alone. */
function ByRole(props: { readonly all: readonly Waiting[]; readonly request: ViewRequest; readonly desk: ViewDesk }) {
  const { all, request, desk } = props;
  const choices = ROLES.map((role) => ({ role, count: all.filter(({ question }) => question.role === role).length }));
  return (
    <>
      {counted(all.length, 'question')} {all.length === 1 ? 'waits' : 'wait'} for an answer.{' '}
      {choices
        .filter(({ count }) => count > 0)
        .map(({ role, count }) => (
          <Show key={role} endpoints={desk.endpoints} view="waiting" where={{ role }} look="button">
            {request.role === role && '✓ '}
            {whoIsAsked(role)}: {count}
          </Show>
        ))}
      {request.role !== undefined && (
        <Show endpoints={desk.endpoints} view="waiting" look="button">
          everybody
        </Show>
      )}
    </>
  );
}
