import { countedQuestions } from '../../catalogue/all-facts.ts';
import { BarChart } from '../../pages/charts/bar-chart.tsx';
import { openAndCounted, openQuestions } from '../../store/network-reads.ts';
import { Show } from '../actions.tsx';
import { availabilityLines } from '../availability-lines.ts';
import { type Waiting, whatIsLate, whatWaits } from '../late.ts';
import { Pager, pageOf } from '../markup.tsx';
import { whoIsAsked } from '../question-words.ts';
import { namesOf, QuestionsTable } from '../questions-table.tsx';
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
      {all.length > 0 && <Ages all={all} />}
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
  const names = await namesOf(
    deps.store,
    rows.map(({ question }) => question.person),
  );
  return (
    <>
      <QuestionsTable waiting={rows} names={names} request={request} deps={deps} />
      <Pager request={request} endpoints={deps.endpoints} from={from} shown={rows.length} all={all.length} />
    </>
  );
}

/** How long something has waited, and whether it is late by now; each question is in the first that holds. */
const AGES = [
  { name: 'late', words: 'late', colour: '#b3261e', holds: ({ late }: Waiting) => late },
  {
    name: '0 to 2 working days',
    words: 'for up to 2 working days',
    colour: '#238b45',
    holds: ({ waitingDays }: Waiting) => waitingDays <= 2,
  },
  { name: '3 to 5', words: 'for 3 to 5', colour: '#1f78b4', holds: ({ waitingDays }: Waiting) => waitingDays <= 5 },
  { name: '6 to 10', words: 'for 6 to 10', colour: '#8c6bb1', holds: ({ waitingDays }: Waiting) => waitingDays <= 10 },
  { name: 'longer', words: 'for longer', colour: '#7a7a7a', holds: () => true },
] as const;

/** What waits on whom by age, as a picture and in words. */
function Ages({ all }: { readonly all: readonly Waiting[] }) {
  const lines = ROLES.map((role) => {
    const own = all.filter(({ question }) => question.role === role);
    const ages = own.map((one) => AGES.findIndex(({ holds }) => holds(one)));
    return { name: whoIsAsked(role), counts: AGES.map((_, at) => ages.filter((age) => age === at).length) };
  }).filter(({ counts }) => counts.some((count) => count > 0));
  return (
    <>
      <BarChart
        says="What waits on whom, by how long it has waited; the list that follows has the numbers."
        parts={AGES}
        lines={lines}
      />
      <details>
        <summary>These numbers in words</summary>
        <ul>
          {lines.map(({ name, counts }) => (
            <li key={name}>
              {name}: {counts.flatMap((count, at) => (count > 0 ? `${count} ${AGES[at]?.words}` : [])).join(', ')}
            </li>
          ))}
        </ul>
      </details>
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
