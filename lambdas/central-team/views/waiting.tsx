import { countedQuestions } from '../../catalogue/all-facts.ts';
import { offersOn } from '../../commands/offered.ts';
import { ON_LISTS } from '../../commands/registry.ts';
import { BarChart } from '../../pages/charts/bar-chart.tsx';
import { openAndCounted, openQuestions } from '../../store/network-reads.ts';
import { Show } from '../actions.tsx';
import { availabilityLines } from '../availability-lines.ts';
import { type Waiting, whatIsLate, whatWaits } from '../late.ts';
import { Pager, pageOf } from '../markup.tsx';
import { Offers } from '../offers.tsx';
import { whoIsAsked } from '../question-words.ts';
import { namesOf, QuestionsTable, questionShown, reachOf } from '../questions-table.tsx';
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
  const all = whatWaits(await openQuestions(deps.store, countedQuestions), request.at);
  return (
    <>
      <p>
        <ByRole all={all} request={request} deps={deps} />
      </p>
      {await list(whatIsLate(all), request, deps, 'Nothing is late.')}
    </>
  );
};

async function list(some: readonly Waiting[], request: ViewRequest, deps: ViewDeps, nothing: string) {
  if (some.length === 0) return <p>{nothing}</p>;
  const sought = (request.typed.host ?? '').toLowerCase();
  const all = some.filter(({ question }) => question.hostName.toLowerCase().includes(sought));
  const { rows, from } = pageOf(all, request.page);
  const ids = rows.map(({ question }) => question.person);
  const [names, reach] = await Promise.all([namesOf(deps.store, ids), reachOf(deps.store, ids)]);
  const questions = rows.map(({ question }) => questionShown(question, { names, request }));
  return (
    <>
      <form>
        <label>
          School or trust <input name="host" size={20} maxLength={100} defaultValue={request.typed.host ?? ''} />
        </label>
        <Show endpoints={deps.endpoints} view={request.view} where={{ role: request.role }} look="button">
          Show these alone
        </Show>{' '}
        <Offers offers={offersOn(ON_LISTS, { questions })} row="all" deps={deps} />
      </form>
      {all.length === 0 && <p>{`None of them is of a school or trust with ‘${request.typed.host}’ in its name.`}</p>}
      <QuestionsTable waiting={rows} names={names} reach={reach} request={request} deps={deps} />
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
      {all.some(({ late }) => late) && (
        <Show endpoints={deps.endpoints} view="late" look="button">
          {request.view === 'late' && '✓ '}
          late: {whatIsLate(all).length}
        </Show>
      )}
      {(request.role !== undefined || request.view === 'late') && (
        <Show endpoints={deps.endpoints} view="waiting" look="button">
          everybody
        </Show>
      )}
    </>
  );
}
