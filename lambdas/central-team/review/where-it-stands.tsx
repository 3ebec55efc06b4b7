import { dayMonthYear } from '../../calendar/dates.ts';
import { latestExecutionName } from '../../commands/executions.ts';
import { YearChart } from '../../pages/charts/year-chart.tsx';
import { yearOfReview } from '../../settings/review-year.ts';
import { STAGE_NAMES } from '../../settings/stage-names.ts';
import type { Hub, Review } from '../../store/store.ts';
import { Show } from '../actions.tsx';
import type { ViewRequest } from '../request.ts';
import type { ViewDeps } from '../view.ts';
import { standing, visitOf } from '../words.ts';

/** The review in two lines: whose it is, its stage and since when, its visit, and its workflow in the console. */
export function WhereItStands(props: {
  readonly review: Review;
  readonly hub: Hub | undefined;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { review, hub, deps } = props;
  const { about, programme, host, hostName, status, stage } = review;
  const since = sinceOf(review);
  return (
    <>
      <h2>
        {programme} at {hostName} ({host})
      </h2>
      <p>
        <strong className={status === 'paused' || status === 'cancelled' ? 'pr-bad' : ''}>{standing(review)}</strong>
        {since !== undefined && stage !== 'planned' && ` since ${dayMonthYear(since)}`}. Visit: {visitOf(review)}
        {hub !== undefined && `. Hub: ${hub.name}`}. <span className="pr-quiet">{about}</span>
        {' · '}
        <Workflow review={review} deps={deps} />{' '}
        <Show endpoints={deps.endpoints} view="review" where={{ about, ...from(props.request) }}>
          Look again
        </Show>
      </p>
      {review.steering !== undefined && (
        <p className="pr-bad">
          An act was recorded and not carried out to its end: press the same button once more, and it is completed.
        </p>
      )}
      <Stages review={review} today={props.request.today} />
    </>
  );
}

const from = ({ from: list }: ViewRequest) => (list === undefined ? {} : { from: list });

/** The day on which the present stage began. */
function sinceOf({ stages, stage }: Review): string | undefined {
  const times = (stages as Readonly<Record<string, { readonly from?: string }>> | undefined)?.[stage];
  return times?.from?.slice(0, 10);
}

/** The latest execution, in the Step Functions console: its graph shows the very state under way. */
function Workflow({ review, deps }: { readonly review: Review; readonly deps: ViewDeps }) {
  const name = latestExecutionName(review);
  if (name === undefined) return <span className="pr-quiet">no workflow yet</span>;
  const [, , , region] = deps.reviewExecutions.split(':');
  const href = `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${deps.reviewExecutions}:${name}`;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      workflow {name}
    </a>
  );
}

/** When each stage began and ended, and by when it was to be done, as a picture and as text. */
function Stages({ review, today }: { readonly review: Review; readonly today: string }) {
  const { planned: _, closed: __, ...shown } = STAGE_NAMES;
  const spans = yearOfReview(review, shown);
  const over = spans.filter(({ from, to }) => from !== undefined && to !== undefined);
  if (spans.every(({ from }) => from === undefined)) return null;
  return (
    <details>
      <summary>Its year, as planned and as it went</summary>
      <YearChart spans={spans} today={today} />
      <p className="pr-quiet">
        {over
          .map(({ name, from = '', to = '' }) => `${name}: ${dayMonthYear(from)} to ${dayMonthYear(to)}`)
          .join(' · ')}
      </p>
    </details>
  );
}
