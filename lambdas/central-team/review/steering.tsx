import { ENTERED_STAGES, POSTPONEMENT_REASONS } from '../../commands/act.ts';
import { seenOf } from '../../commands/seen.ts';
import type { Review } from '../../store/store.ts';
import { Steer } from '../actions.tsx';
import type { ViewDesk } from '../view.ts';
import { STAGE_NAMES } from '../words.ts';
import { Choice, Field } from './fields.tsx';

interface SteeringProps {
  readonly review: Review;
  readonly desk: ViewDesk;
}

/** The acts on a whole review: each is shown only while it makes sense. */
export function Steering({ review, desk }: SteeringProps) {
  const { stage, status } = review;
  if (status === 'cancelled' || stage === 'closed') return null;
  const isUnderWay = stage !== 'planned';
  return (
    // Nobody pauses or cancels a review every morning: folded away, but for what a paused one waits for.
    <details open={status === 'paused'}>
      <summary>
        <strong>{status === 'paused' ? 'Resume, postpone or cancel' : 'Pause, move or cancel the review'}</strong>
      </summary>
      {isUnderWay && status !== 'paused' && <Pause review={review} desk={desk} />}
      {isUnderWay && <Resume review={review} desk={desk} />}
      {isUnderWay && !['report', 'publication', 'feedback'].includes(stage) && <Postpone review={review} desk={desk} />}
      <Cancel review={review} desk={desk} />
    </details>
  );
}

const Pause = ({ review, desk }: SteeringProps) => (
  <ActWithReason
    review={review}
    desk={desk}
    act="pause"
    hint="for the audit"
    button="Pause"
    confirmation={`Pause the review at ${review.hostName}? Open questions are withdrawn and nobody is asked or reminded until you resume it. Dates and team stay.`}
  />
);

function Resume({ review, desk }: SteeringProps) {
  const { about, day1, stage, status, hostName } = review;
  const stages = ENTERED_STAGES.filter((one) => one === 'scheduling' || day1 !== undefined);
  // Where it stands comes first, so that it is what is chosen.
  const choices = [...stages].sort((a, b) => Number(b === stage) - Number(a === stage));
  const isPaused = status === 'paused';
  const payload = { act: 'resume', about, seen: seenOf(review), row: 'resume' } as const;
  const stops = isPaused ? '' : ' What its workflow is doing now is stopped.';
  return (
    <form className="pr-acts">
      <Choice
        row="resume"
        name="stage"
        label={isPaused ? 'Resume at' : 'Go on at'}
        choices={choices.map((value) => ({ value, text: STAGE_NAMES[value] }))}
      />
      <Field row="resume" name="reason" label="Why" hint="for the audit" />
      <Steer
        endpoints={desk.endpoints}
        main={isPaused}
        payload={payload}
        confirmation={`Let the review at ${hostName} go on at the stage you have chosen?${stops} Answers that were given count; what is still needed is asked.`}
      >
        {isPaused ? 'Resume' : 'Go on there'}
      </Steer>
      <Steer
        endpoints={desk.endpoints}
        payload={{ ...payload, askAgain: true }}
        confirmation={`Let the review at ${hostName} go on at the stage you have chosen and ask everything from there anew?${stops} Answers to the questions of that stage and all after it no longer count: people are asked again.`}
      >
        …and ask everything again
      </Steer>
    </form>
  );
}

function Postpone({ review, desk }: SteeringProps) {
  return (
    <form className="pr-acts">
      <Choice
        row="postpone"
        name="reason"
        label="Because"
        choices={Object.entries(POSTPONEMENT_REASONS).map(([value, text]) => ({ value, text }))}
      />
      <Steer
        endpoints={desk.endpoints}
        payload={{ act: 'postpone', about: review.about, seen: seenOf(review), row: 'postpone' }}
        confirmation={`Postpone the review at ${review.hostName}? Its dates are given up, everybody in its team is released and told, and the school is asked for new dates. What the school has told us is kept.`}
      >
        Postpone
      </Steer>
    </form>
  );
}

const Cancel = ({ review, desk }: SteeringProps) => (
  <ActWithReason
    review={review}
    desk={desk}
    act="cancel"
    hint="people are told"
    button="Cancel for good"
    confirmation={`Cancel the review at ${review.hostName} for good? This cannot be undone. Team and week are given up, and the school and everybody who had accepted are told why.`}
  />
);

/** An act that needs nothing but a reason. */
function ActWithReason(
  props: SteeringProps & {
    readonly act: 'pause' | 'cancel';
    /** Who reads the reason. */
    readonly hint: string;
    readonly button: string;
    readonly confirmation: string;
  },
) {
  const { review, desk, act, hint, button, confirmation } = props;
  return (
    <form className="pr-acts">
      <Field row={act} name="reason" label="Why" hint={hint} />
      <Steer
        endpoints={desk.endpoints}
        payload={{ act, about: review.about, seen: seenOf(review), row: act }}
        confirmation={confirmation}
      >
        {button}
      </Steer>
    </form>
  );
}
