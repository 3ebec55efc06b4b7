import type { WaitState } from '../definition/model.ts';
import { EvaluationError } from '../errors.ts';
import { evaluateNumber, evaluateString } from '../jsonata/template.ts';
import { timestampOf } from '../timestamp.ts';
import type { Visit } from '../visit.ts';
import type { Behaviour } from './behaviour.ts';

const MAX_SECONDS = 99_999_999;

/** Waits for a number of seconds or until a moment. Costs one entry in the clock's queue. */
export class WaitRun implements Behaviour {
  readonly #visit: Visit;
  readonly #state: WaitState;
  #cancel: (() => void) | undefined;

  constructor(visit: Visit, state: WaitState) {
    this.#visit = visit;
    this.#state = state;
  }

  run(): void {
    const visit = this.#visit;
    const { runtime } = visit.thread.execution;
    const until = this.#until(runtime.clock.now());
    visit.endFirstStep();
    this.#cancel = runtime.clock.schedule(until, () => {
      visit.attempt(() => visit.leave(this.#state, this.#state.next, visit.input, {}));
      runtime.settle();
    });
  }

  abandon(): void {
    this.#cancel?.();
  }

  #until(now: number): number {
    const { seconds, timestamp } = this.#state;
    const bindings = this.#visit.bindings();
    if (timestamp) {
      const text = evaluateString(timestamp, bindings);
      this.#visit.endFirstStep();
      return parseTimestamp(text);
    }
    const wait = seconds ? evaluateNumber(seconds, bindings) : 0;
    if (wait >= 0 && wait <= MAX_SECONDS) return now + wait * 1000;
    this.#visit.endFirstStep();
    throw new EvaluationError('Seconds', `The Seconds field must be from 0 to ${MAX_SECONDS} but was: ${wait}`);
  }
}

/** Milliseconds since the epoch of an ISO-8601 timestamp with an offset. Throws an EvaluationError for anything else. */
function parseTimestamp(text: string): number {
  const moment = timestampOf(text);
  if (moment !== undefined) return moment;
  throw new EvaluationError(
    'Timestamp',
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
  );
}
