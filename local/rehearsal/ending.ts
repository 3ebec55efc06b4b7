import type { Mail } from '../inbox/mail.ts';

/** An execution as it stands when a rehearsal ends. */
export interface EndedExecution {
  /** By its plain name: 'review'. */
  readonly machine: string;
  readonly name: string;
  readonly status: string;
  readonly input: unknown;
  readonly startedAt: string;
  readonly stoppedAt?: string;
  /** The state that it waits in, of one that still runs. */
  readonly waitingAt?: string;
}

/** Everything that a rehearsal leaves behind. */
export interface Ending {
  /** Every row of the table, unmarshalled, with keys and attributes as they are stored. */
  readonly rows: readonly Record<string, unknown>[];
  readonly mails: readonly Mail[];
  readonly executions: readonly EndedExecution[];
  /** The virtual instant of the end, ISO. */
  readonly now: string;
  readonly problems: readonly string[];
  /**
   * Mails that SES took and of which that could not be written, since the function was gone: 'about/message' in small letters.
   * They come again, as is known (docs/decisions/0013).
   */
  readonly unrecorded?: ReadonlySet<string>;
}

/** A promise of the product that an ending does not keep. */
export interface Broken {
  readonly invariant: string;
  readonly promise: string;
  /** Ids only. */
  readonly found: string;
}
