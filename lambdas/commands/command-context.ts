import type { SFNClient } from '@aws-sdk/client-sfn';
import type { AskingDeps } from '../questions/ask.ts';
import type { Catalogue } from '../questions/open-link.ts';
import type { Seat, Store, WholeReview } from '../store/store.ts';

/** What the team stage knows of people and seats, handed in by whoever knows every stage. */
export interface TeamRules {
  /** The first hard rule that keeps a person from a seat of a review's team, in words; nothing when all hold. */
  whyNotInSeat(store: Store, whole: WholeReview, seat: Seat, person: string): Promise<string | undefined>;
  /** The first hard rule between a person and the host of a review. */
  whyNotThisHost(store: Store, whole: WholeReview, person: string): Promise<string | undefined>;
  /** A seat's shortlist with somebody to be asked before all others. */
  shortlistWith(seat: Seat, turn: number, person: string): object;
}

/** What carries out what was recorded of a review. */
export interface MoveContext
  extends Pick<AskingDeps, 'store' | 'mailer' | 'centralTeam' | 'callbacks' | 'portalOrigin'> {
  readonly sfn: SFNClient;
  readonly reviewMachineArn: string;
  readonly placementMachineArn: string;
}

/** What carries out what was recorded of a question. */
export type QuestionContext = Pick<MoveContext, 'store' | 'mailer' | 'centralTeam' | 'callbacks' | 'portalOrigin'> &
  Pick<CommandContext, 'catalogue'>;

/** What commands work with. One that needs more of a stage says so in its own file, as opening a training does. */
export interface CommandContext extends MoveContext {
  readonly catalogue: Catalogue;
  readonly team: TeamRules;
}
