import type { SFNClient } from '@aws-sdk/client-sfn';
import type { AskingDesk } from '../decisions/ask.ts';
import type { Catalogue } from '../decisions/open-link.ts';
import type { Seat, Store, WholeReview, WriteItem } from '../store/store.ts';
import type { Act, Steered } from './act.ts';

/** What the team stage knows of people and seats, handed in by whoever knows every stage. */
export interface TeamRules {
  /** The first hard rule that keeps a person from a seat of a review's team, in words; nothing when all hold. */
  whyNotInSeat(store: Store, whole: WholeReview, seat: Seat, person: string): Promise<string | undefined>;
  /** The first hard rule between a person and the host of a review. */
  whyNotThisHost(store: Store, whole: WholeReview, person: string): Promise<string | undefined>;
  /** A seat's shortlist with somebody to be asked before all others. */
  shortlistWith(seat: Seat, turn: number, person: string): object;
}

/** What is done with the matching rounds of terms, handed in likewise. */
export interface RoundActs {
  start(call: SteeringCall<Act<'plan-term'>>, desk: SteeringDesk): Promise<Steered>;
}

/** What the training stage does for the central team, handed in likewise. */
export interface TrainingActs {
  open(call: SteeringCall<Act<'open-training'>>, desk: SteeringDesk): Promise<Steered>;
  cancel(call: SteeringCall<Act<'cancel-training'>>, desk: SteeringDesk): Promise<Steered>;
}

export interface SteeringDesk
  extends Pick<AskingDesk, 'store' | 'mailer' | 'centralTeam' | 'callbacks' | 'portalOrigin'> {
  readonly sfn: SFNClient;
  readonly reviewMachineArn: string;
  readonly placementMachineArn: string;
  readonly catalogue: Catalogue;
  readonly team: TeamRules;
  readonly training: TrainingActs;
  readonly rounds: RoundActs;
}

/** One call of the function. */
export interface SteeringCall<One extends Act = Act> {
  readonly act: One;
  /** Whether the caller named the instant, and so may mean an act of before that broke off. */
  readonly isAtGiven: boolean;
  /** The id of the Lambda request: by it AWS tells later who called. */
  readonly request?: string | undefined;
}

/** The function ends a call within half a minute; after twice that time it is not being carried out any more. */
const CARRIED_OUT_WITHIN_MS = 60_000;

/**
 * Whether an act that is recorded and not finished is perhaps being carried out at this moment by another call. Otherwise
 * that call broke off, and whoever finds it completes it.
 */
export function isUnderWay(recorded: { readonly at: string }, { act, isAtGiven }: SteeringCall): boolean {
  if (isAtGiven && recorded.at === act.at) return false;
  return Date.parse(act.at) - Date.parse(recorded.at) < CARRIED_OUT_WITHIN_MS;
}

export const UNDER_WAY = 'This is being carried out at this moment. Look at it again in a minute.';
export const CHANGED =
  'Nothing was done: it has changed since this list was drawn. Look at it as it is now, then decide again.';
export const CHANGED_NOW = 'Nothing was done: it changed at the same moment. Look at it again, then decide.';

const DAY_SECONDS = 86_400;
/** CloudTrail tells of a call within minutes; a month is enough for any trouble on the way. */
const REQUEST_KEPT_DAYS = 31;

/** The audit entry of an act, made once, and what leads AWS's later word on the caller to it. */
export function auditItems(
  store: Pick<Store, 'rows'>,
  { act, request }: SteeringCall,
  what: string,
): readonly WriteItem[] {
  const { about, at } = act;
  const decision = 'decision' in act ? act.decision : undefined;
  const entry = ['steered', act.act, ...('seat' in act ? [act.seat] : []), ...(decision ? [decision] : [])].join('.');
  return [
    store.rows.auditEntry
      .create({
        ...{ about, at, entry, who: 'central-team', role: 'central-team', what },
        ...(decision !== undefined && { decision }),
        ...('reason' in act && { reason: act.reason }),
        ...(request !== undefined && { request }),
      })
      .commit(),
    ...(request === undefined
      ? []
      : [
          store.rows.consoleRequest
            .create({
              ...{ request, about, at, entry },
              expiresAtSeconds: Math.floor(Date.parse(at) / 1000) + REQUEST_KEPT_DAYS * DAY_SECONDS,
            })
            .commit(),
        ]),
  ];
}
