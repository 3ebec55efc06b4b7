import { countedQuestions } from '../../catalogue/all-facts.ts';
import { offersOn } from '../../commands/offered.ts';
import { ON_LISTS } from '../../commands/registry.ts';
import { BarChart } from '../../pages/charts/bar-chart.tsx';
import { STAGE_NAMES } from '../../settings/stage-names.ts';
import { openAndCounted, openQuestions } from '../../store/network-reads.ts';
import { Show } from '../actions.tsx';
import { AGES, agesByRole, agesInWords, ROLES } from '../ages.ts';
import { availabilityLines } from '../availability-lines.ts';
import { type Waiting, whatIsLate, whatWaits } from '../late.ts';
import { Pager, pageOf } from '../markup.tsx';
import { type Narrowing, narrowed, OUTSIDE } from '../narrowed.ts';
import { Offers } from '../offers.tsx';
import { whoIsAsked } from '../question-words.ts';
import { namesOf, QuestionsTable, questionShown, reachOf } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import type { View, ViewDeps } from '../view.ts';
import { counted } from '../words.ts';

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
  const { host = '', group = '', stage = '' } = request.typed;
  const all = await narrowed(some, { host, group, stage }, deps.store);
  const { rows, from } = pageOf(all, request.page);
  const ids = rows.map(({ question }) => question.person);
  const [names, reach] = await Promise.all([namesOf(deps.store, ids), reachOf(deps.store, ids)]);
  const questions = rows.map(({ question }) => questionShown(question, { names, reach, request }));
  return (
    <>
      <form>
        <label>
          School or trust <input name="host" size={20} maxLength={100} defaultValue={host} />
        </label>
        <label>
          Hub or trust that it belongs to <input name="group" size={20} maxLength={100} defaultValue={group} />
        </label>
        <label>
          Stage{' '}
          <select name="stage" defaultValue={stage}>
            <option value="">all</option>
            {STAGES.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
            <option value={OUTSIDE}>outside reviews</option>
          </select>
        </label>
        <Show endpoints={deps.endpoints} view={request.view} where={{ role: request.role }} look="button">
          Show these alone
        </Show>{' '}
        <Offers offers={offersOn(ON_LISTS, { questions })} row="all" deps={deps} />
      </form>
      {all.length === 0 ? (
        <p>{`None of them ${whichOf({ host, group, stage })}.`}</p>
      ) : (
        <QuestionsTable waiting={rows} names={names} reach={reach} request={request} deps={deps} />
      )}
      <Pager request={request} endpoints={deps.endpoints} from={from} shown={rows.length} all={all.length} />
    </>
  );
}

const STAGES = Object.entries(STAGE_NAMES).filter(([stage]) => stage !== 'planned' && stage !== 'closed');

/** What was asked for and is not there: 'is of a school or trust with ‘hill’ in its name'. */
function whichOf({ host = '', group = '', stage = '' }: Narrowing): string {
  const parts = [
    host !== '' && `is of a school or trust with ‘${host}’ in its name`,
    group !== '' && `belongs to a hub or trust with ‘${group}’ in its name`,
    stage !== '' &&
      (STAGES.find(([name]) => name === stage)?.[1] ?? 'outside reviews').replace(/^/, 'is at the stage: '),
  ];
  return parts.filter((part) => part !== false).join(' and ');
}

/** What waits on whom by age, as a picture and in words. */
function Ages({ all }: { readonly all: readonly Waiting[] }) {
  const lines = agesByRole(all);
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
          {lines.map((one) => (
            <li key={one.name}>
              {one.name}: {agesInWords(one)}
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
