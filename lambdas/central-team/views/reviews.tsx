import { addWeeks, dayMonthYear, mondayOf } from '../../calendar/dates.ts';
import { countedQuestions } from '../../catalogue/all-facts.ts';
import { offersOn } from '../../commands/offered.ts';
import { ON_SURVEYS } from '../../commands/registry.ts';
import { WeekChart } from '../../pages/charts/week-chart.tsx';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { loadSettings, SettingsMissing } from '../../settings/load-settings.ts';
import { STAGE_NAMES } from '../../settings/stage-names.ts';
import { titleOfYear } from '../../settings/year-title.ts';
import { openQuestions, type ReviewLine, reviewLines } from '../../store/network-reads.ts';
import { answerTimes, stageCounts } from '../../store/progress-reads.ts';
import type { StageName } from '../../store/store.ts';
import { Show } from '../actions.tsx';
import { whatWaits } from '../late.ts';
import { Pager, pageOf, Rows } from '../markup.tsx';
import { FoldedOffers } from '../offers.tsx';
import { wantedBy, whoIsAsked } from '../question-words.ts';
import { HostLink } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import { REVIEW_PARTS } from '../review-parts.ts';
import type { View, ViewDeps } from '../view.ts';
import { counted, standing, visitOf } from '../words.ts';
import { Progress, TimeToAnswer } from './progress.tsx';

const STAGES = Object.keys(STAGE_NAMES) as StageName[];

/** Weeks with a line of their own around the present one; the others are counted together. */
const WEEKS_BEFORE = 3;
const WEEKS_AFTER = 12;

/** A year's reviews, counted by the week of their visit and the stage they are in; each number opens its list. */
export const reviews: View = async (request, deps) => {
  const year = request.year ?? (await yearNow(request.today, deps));
  const [before, title, after] = await titlesAround(year, deps);
  const [from, to] = request.week ? [request.week, request.week] : [`${year}-01-01`, `${Number(year) + 1}-12-31`];
  const all = await reviewLines(deps.store, year, from, to);
  if (request.stage !== undefined || request.week !== undefined) return chosen(all, { ...request, year }, deps);
  const [counts, times] = await Promise.all([stageCounts(deps.store, year), answerTimes(deps.store, year)]);
  return (
    <>
      <p>
        {title}: {counted(all.length, 'review')}
        {all.length > 0 && `, ${summary(all)}`}.{' '}
        <Show endpoints={deps.endpoints} view="reviews" where={{ year: String(Number(year) - 1) }}>
          {before}
        </Show>
        {' · '}
        <Show endpoints={deps.endpoints} view="reviews" where={{ year: String(Number(year) + 1) }}>
          {after}
        </Show>
      </p>
      {all.length > 0 && <Season all={all} today={request.today} capacity={await fullWeek(year, deps)} />}
      {all.length > 0 && <Matrix all={all} year={year} request={request} deps={deps} />}
      <Progress counts={counts} />
      <TimeToAnswer times={times} />
      <FoldedOffers offers={offersOn(ON_SURVEYS, { year })} row="year" deps={deps} />
    </>
  );
};

/** What the year before, the year and the year after are called, in one request. */
function titlesAround(year: string, deps: ViewDeps): Promise<string[]> {
  const once = deps.store.readingOnce();
  return Promise.all([-1, 0, 1].map((offset) => titleOfYear(once, String(Number(year) + offset))));
}

/** The year that a day lies in: the one that begins in its calendar year once that has begun. */
async function yearNow(today: string, deps: ViewDeps): Promise<string> {
  const year = Number(today.slice(0, 4));
  const row = await deps.store.partnershipYear(String(year));
  return row !== undefined && row.starts <= today ? String(year) : String(year - 1);
}

function summary(all: readonly ReviewLine[]): string {
  const paused = all.filter(({ status }) => status === 'paused').length;
  const cancelled = all.filter(({ status }) => status === 'cancelled').length;
  const closed = all.filter(({ stage, status }) => stage === 'closed' && status !== 'cancelled').length;
  return `${closed} closed, ${paused} paused, ${cancelled} cancelled`;
}

/** Reviews of all programmes that a week of the year can hold; nothing where a programme has no settings for it. */
async function fullWeek(year: string, { store }: ViewDeps): Promise<number | undefined> {
  try {
    const settings = await Promise.all(PROGRAMMES.map((programme) => loadSettings(store, year, programme)));
    return settings.reduce((sum, { scheduling }) => sum + scheduling.weekCapacity, 0);
  } catch (error) {
    if (error instanceof SettingsMissing) return undefined;
    throw error;
  }
}

/** The year as a picture; the table below has its numbers. */
function Season(props: {
  readonly all: readonly ReviewLine[];
  readonly today: string;
  readonly capacity: number | undefined;
}) {
  const all = props.all.filter(({ status }) => status !== 'cancelled');
  const weeks = [...Map.groupBy(all, ({ week }) => week)].map(([week, rows]) => ({
    week,
    counts: REVIEW_PARTS.map(({ stages }) => rows.filter(({ stage }) => stages.includes(stage)).length),
  }));
  const fullest = Math.max(0, ...weeks.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)));
  return (
    <WeekChart
      says={`Reviews by week and how far they have come: ${weeks.length} weeks, ${fullest} in the fullest. The table below has the numbers.`}
      parts={REVIEW_PARTS}
      weeks={weeks}
      capacity={props.capacity}
      now={mondayOf(props.today)}
    />
  );
}

interface Line {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly ReviewLine[];
  readonly week?: string;
}

function Matrix(props: {
  readonly all: readonly ReviewLine[];
  readonly year: string;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { year, request, deps } = props;
  // A review that was cancelled is in no stage any more.
  const all = props.all.filter(({ status }) => status !== 'cancelled');
  return (
    <Rows
      columns={['Visit in week of', ...STAGES.map((stage) => STAGE_NAMES[stage]), 'All']}
      rows={lines(all, request.today).map(({ key, title, rows, week }) => ({
        key,
        cells: [
          <span key="week" className="pr-nowrap">
            {title}
          </span>,
          ...STAGES.map((stage) => (
            <Count
              key={stage}
              rows={rows.filter((row) => row.stage === stage)}
              where={{ year, stage, week }}
              deps={deps}
            />
          )),
          <Count key="all" rows={rows} where={{ year, week }} deps={deps} />,
        ],
      }))}
    />
  );
}

function lines(all: readonly ReviewLine[], today: string): readonly Line[] {
  const now = mondayOf(today);
  const [first, last] = [addWeeks(now, -WEEKS_BEFORE), addWeeks(now, WEEKS_AFTER)];
  const before = all.filter(({ week }) => week < first);
  const after = all.filter(({ week }) => week > last);
  const weeks = [...new Set(all.map(({ week }) => week))].filter((week) => first <= week && week <= last).toSorted();
  return [
    ...(before.length > 0 ? [{ key: 'before', title: 'earlier', rows: before }] : []),
    ...weeks.map((week) => ({
      key: week,
      title: `${dayMonthYear(week)}${week === now ? ' (this week)' : ''}`,
      rows: all.filter((row) => row.week === week),
      week,
    })),
    ...(after.length > 0 ? [{ key: 'after', title: 'later', rows: after }] : []),
    { key: 'all', title: 'All weeks', rows: all },
  ];
}

function Count(props: {
  readonly rows: readonly ReviewLine[];
  readonly where: { readonly year: string; readonly stage?: string; readonly week?: string | undefined };
  readonly deps: ViewDeps;
}) {
  const { rows, where, deps } = props;
  if (rows.length === 0) return null;
  const { year, stage, week } = where;
  // What lies before or after the weeks shown has no list of its own: 'All weeks' has it.
  if (stage === undefined && week === undefined) return <strong>{rows.length}</strong>;
  return (
    <Show endpoints={deps.endpoints} view="reviews" where={{ year, ...(stage && { stage }), ...(week && { week }) }}>
      {rows.length}
    </Show>
  );
}

/** The reviews of a week, of a stage, or of both, with what each waits for. */
async function chosen(all: readonly ReviewLine[], request: ViewRequest & { readonly year: string }, deps: ViewDeps) {
  const { week, stage, year, today } = request;
  const rows = all.filter(
    (row) =>
      row.status !== 'cancelled' &&
      (week === undefined || row.week === week) &&
      (stage === undefined || row.stage === stage),
  );
  const page = pageOf(rows, request.page);
  const waiting = whatWaits(await openQuestions(deps.store, countedQuestions), request.at);
  const waitsFor = (about: string): string => {
    const its = waiting.filter(({ question }) => question.about === about).map(({ question }) => question);
    return its.map((one) => `${wantedBy(one.question)} (${whoIsAsked(one.role)})`).join('; ');
  };
  const of = [
    stage === undefined ? '' : `at the stage ‘${STAGE_NAMES[stage as StageName] ?? stage}’`,
    week === undefined ? '' : `with a visit in the week of ${dayMonthYear(week)}`,
  ];
  return (
    <>
      <p>
        {counted(rows.length, 'review')} {of.filter(Boolean).join(' ')}.{' '}
        <Show endpoints={deps.endpoints} view="reviews" where={{ year }} look="button">
          Back to all weeks
        </Show>
      </p>
      <Rows
        columns={['School or trust', 'Programme', 'Visit', 'Stage', 'Waits for']}
        rows={page.rows.map((row) => ({
          key: row.about,
          cells: [
            <HostLink key="host" {...row} request={request} deps={deps} />,
            row.programme,
            visitOf(row),
            standing(row),
            waitsFor(row.about) || <span className="pr-quiet">{restOf(row, today)}</span>,
          ],
        }))}
      />
      <Pager request={request} endpoints={deps.endpoints} from={page.from} shown={page.rows.length} all={rows.length} />
    </>
  );
}

/** Why a review waits for nobody. */
function restOf({ stage, status, startsOn }: ReviewLine, today: string): string {
  if (status === 'paused') return 'paused';
  if (stage === 'planned')
    return startsOn > today ? `sleeps until ${dayMonthYear(startsOn)}` : 'starts with the next morning round';
  return stage === 'closed' ? '' : 'nobody at the moment';
}
