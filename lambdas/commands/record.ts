/** What every command records, and how a call that broke off is told from one that is still at work. */
import type { Store, WriteItem } from '../store/store.ts';
import type { Call } from './command.ts';

/** The function ends a call within half a minute; after twice that time it is not being carried out any more. */
const CARRIED_OUT_WITHIN_MS = 60_000;

/**
 * Whether a command that is recorded and not finished is perhaps being carried out at this moment by another call. Otherwise
 * that call broke off, and whoever finds it completes it.
 */
export function isUnderWay(recorded: { readonly at: string }, { input, isAtGiven }: Call): boolean {
  if (isAtGiven && recorded.at === input.at) return false;
  return Date.parse(input.at) - Date.parse(recorded.at) < CARRIED_OUT_WITHIN_MS;
}

export const UNDER_WAY = 'This is being carried out at this moment. Look at it again in a minute.';
export const CHANGED =
  'Nothing was done: it has changed since this list was drawn. Look at it as it is now, then decide again.';
export const CHANGED_NOW = 'Nothing was done: it changed at the same moment. Look at it again, then decide.';

const DAY_SECONDS = 86_400;
/** CloudTrail tells of a call within minutes; a month is enough for any trouble on the way. */
const REQUEST_KEPT_DAYS = 31;

/** What the audit says of a command. */
export interface AuditWords {
  /** 'gave 3 working days more': what the central team did. */
  readonly what: string;
  /** What it was done to, when that has another name than the call could know. */
  readonly about?: string;
  /** What of the review it was done to, a seat or a question: part of the entry's name. */
  readonly subject?: string | undefined;
  /** The question, where it was done to one. */
  readonly decision?: string;
}

/** The audit entry of a command, made once, and what leads AWS's later word on the caller to it. */
export function auditItems(
  store: Pick<Store, 'rows'>,
  { input, request }: Call,
  { what, about = input.about, subject, decision }: AuditWords,
): readonly WriteItem[] {
  const { at, reason } = input;
  const entry = ['steered', input.act, ...(subject === undefined ? [] : [subject])].join('.');
  return [
    store.rows.auditEntry
      .create({
        about,
        at,
        entry,
        who: 'central-team',
        role: 'central-team',
        what,
        ...(decision !== undefined && { decision }),
        ...(reason !== undefined && { reason }),
        ...(request !== undefined && { request }),
      })
      .commit(),
    ...(request === undefined
      ? []
      : [store.rows.consoleRequest.create({ request, about, at, entry, expiresAtSeconds: keptUntil(at) }).commit()]),
  ];
}

/** Names the acts of a command on a list, since a request stands for one act: CloudTrail tells of the whole call alone. */
export const actOfRequest = (request: string, index: number): string => `${request}.${index}`;

/** The request of a command on a list, by which whoever acted is found for each of its acts. */
export const requestOfList = (
  store: Pick<Store, 'rows'>,
  { input: { act, about, at }, request }: Call & { readonly request: string },
  acts: number,
): WriteItem =>
  store.rows.consoleRequest
    .create({ request, about, at, entry: `steered.${act}`, acts, expiresAtSeconds: keptUntil(at) })
    .commit();

const keptUntil = (at: string): number => Math.floor(Date.parse(at) / 1000) + REQUEST_KEPT_DAYS * DAY_SECONDS;
