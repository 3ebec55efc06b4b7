import { randomUUID } from 'node:crypto';
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { Service } from 'electrodb';
import { londonInstant } from '../calendar/london.ts';
import { AT_ONCE, OPEN } from './entities/agenda.ts';
import type { Decision, Entities, Message, Rows, WakeUp } from './entities.ts';
import { readRows } from './read-rows.ts';
import type { Table } from './table.ts';
import type { WriteItem } from './write-item.ts';

/** What is due at an instant, each kind with the longest due first. */
export interface Agenda {
  readonly decisions: readonly Decision[];
  /** Mails whose sending began and did not end in its time. */
  readonly mails: readonly Message[];
  /** Wake-ups of reviews that sleep and are to begin. */
  readonly reviews: readonly SeenWakeUp[];
  /** Wake-ups of reviews whose follow-up is to begin. */
  readonly followUps: readonly SeenWakeUp[];
  /** Wake-ups of newcomers' subscriptions, and of reopened ones, whose workflow is to be started. */
  readonly admissions: readonly SeenWakeUp[];
  /** Wake-ups of reviews of which a change was recorded and perhaps not carried out. */
  readonly moves: readonly SeenWakeUp[];
  /** Wake-ups of reviews and memberships of whose questions something was recorded and perhaps not carried out. */
  readonly questions: readonly SeenWakeUp[];
  /** Wake-ups of memberships that end early. */
  readonly endings: readonly SeenWakeUp[];
  /** Wake-ups of people who leave. */
  readonly leavings: readonly SeenWakeUp[];
  /** Wake-ups of partnership years in whose dates something is to begin. */
  readonly years: readonly SeenWakeUp[];
  /** Wake-ups of people who are to be erased, and of years of whose rows something is to go, with how far that has come. */
  readonly erasures: readonly WakeUp[];
  readonly retentions: readonly WakeUp[];
  /** Wake-ups of years of which hub managers are to be mailed. */
  readonly hubYears: readonly WakeUp[];
  /** Whether rows of releases that had no agenda are in it. */
  readonly isComplete: boolean;
}

const agendaService = (entities: Entities, table: Table) => {
  const { decision, message, wakeUp } = entities;
  return new Service({ decision, message, wakeUp }, table);
};

/** A service for each table: making one goes through every attribute of its entities. */
const services = new WeakMap<Table, ReturnType<typeof agendaService>>();

function serviceOf(entities: Entities, table: Table): ReturnType<typeof agendaService> {
  const service = services.get(table) ?? agendaService(entities, table);
  services.set(table, service);
  return service;
}

/** Everything that is due at or before an instant, in one query of one partition. */
export async function agendaAt(entities: Entities, table: Table, instant: string): Promise<Agenda> {
  const query = serviceOf(entities, table)
    .collections.agenda({ queue: OPEN })
    // The key has more behind the instant: without it the instant itself would be left out.
    .lt({ nextActionAt: `${instant}\uffff` })
    .params();
  const rows = await readRows(table, query as QueryCommandInput);
  const wakeUps = (rows.get('wakeup') ?? []) as readonly WakeUp[];
  const to = (what: WakeUp['what']) => wakeUps.filter((row) => row.what === what);
  return {
    decisions: (rows.get('decision') ?? []) as readonly Decision[],
    mails: (rows.get('message') ?? []) as readonly Message[],
    reviews: to('begin-review'),
    followUps: to('follow-up'),
    admissions: to('begin-admission'),
    moves: to('finish-move'),
    questions: to('finish-questions'),
    endings: to('end-membership'),
    leavings: to('carry-out-leaving'),
    years: to('look-at-year'),
    erasures: to('erase-person'),
    retentions: to('retention'),
    hubYears: to('tell-hub-managers'),
    isComplete: to('agenda-is-complete').length > 0,
  };
}

interface HasRows {
  readonly rows: Rows;
}

/** Which wake-up, as somebody saw it. */
export type SeenWakeUp = Pick<WakeUp, 'about' | 'what' | 'writing'>;

const write = ({ rows }: HasRows, about: string, what: WakeUp['what'], nextActionAt: string): WriteItem =>
  rows.wakeUp.put({ about, what, queue: OPEN, nextActionAt, writing: randomUUID() }).commit();

/** Of a question as much as tells its place in the agenda. */
export type Placed = Pick<Decision, 'about' | 'decision' | 'expiresAt' | 'nextActionAt' | 'openFor'>;

/**
 * Gives an open question the place that its own row says it has, for a release that knew nothing of the agenda wrote it or moved it.
 * Refused where something happened to it meanwhile, which has given it its place, or taken it out.
 */
export const placeInAgenda = (
  { rows }: HasRows,
  { about, decision, openFor, expiresAt, nextActionAt = expiresAt }: Placed,
): WriteItem =>
  rows.decision
    .patch({ about, decision })
    .set({ queue: OPEN, nextActionAt, ...(openFor !== undefined && { openFor }) })
    .where((row, { eq }) => `${eq(row.queue, OPEN)} AND ${eq(row.nextActionAt, nextActionAt)}`)
    .commit();

/** Has a sleeping review begun on the morning of `day`: an item of the transaction that puts it to sleep. */
export const beginOn = (store: HasRows, about: string, day: string): WriteItem =>
  write(store, about, 'begin-review', londonInstant(day, '00:00'));

/** Has the follow-up of a review begun on the morning of `day`: an item of the transaction that closes it. */
export const followUpOn = (store: HasRows, about: string, day: string): WriteItem =>
  write(store, about, 'follow-up', londonInstant(day, '00:00'));

/**
 * Has the workflow of a newcomer's subscription, or of a reopened one, begun by the next daily round: an item of the transaction that opens
 * it. Whoever begins it sooner takes it out.
 *
 * @param about the subscription: 'membership-2026-100183'.
 */
export const beginAdmission = (store: HasRows, about: string): WriteItem =>
  write(store, about, 'begin-admission', AT_ONCE);

/** Takes it out of the agenda, if it is in it, once the workflow was started. */
export const admissionBegun = ({ rows }: HasRows, about: string): WriteItem =>
  rows.wakeUp.delete({ about, what: 'begin-admission' }).commit();

/** A request is given up after 30 seconds and a command after a minute: from so many minutes on nobody is at it any more. */
const CARRIED_OUT_WITHIN_MINUTES = 5;

/**
 * Has the daily round finish what was recorded of a review, unless whoever recorded it takes this out: an item of the transaction that
 * records it.
 *
 * @param at the instant of the transaction.
 */
export const finishMove = (store: HasRows, about: string, at: string): WriteItem =>
  write(store, about, 'finish-move', minutesAfter(at, CARRIED_OUT_WITHIN_MINUTES));

/** Takes out of the agenda what `finishMove` put there at this instant; refused where another change has taken its place. */
export const moveFinished = ({ rows }: HasRows, about: string, at: string): WriteItem =>
  rows.wakeUp
    .delete({ about, what: 'finish-move' })
    .where(({ nextActionAt }, { eq }) => eq(nextActionAt, minutesAfter(at, CARRIED_OUT_WITHIN_MINUTES)))
    .commit();

/**
 * Has the daily round look whether what was recorded of a question was carried out: an item of the transaction that records it. Nobody but the
 * round takes it out, since it stands for all questions of what they are about.
 *
 * @param at the instant of the transaction.
 */
export const finishQuestions = (store: HasRows, about: string, at: string): WriteItem =>
  write(store, about, 'finish-questions', minutesAfter(at, CARRIED_OUT_WITHIN_MINUTES));

/** Has a membership ended on the morning of `day`: an item of the transaction that records it. */
export const endMembershipOn = (store: HasRows, about: string, day: string): WriteItem =>
  write(store, about, 'end-membership', londonInstant(day, '00:00'));

/** Has the daily round finish the ending of a membership, unless whoever recorded it does. @param at the instant of the transaction. */
export const finishEnding = (store: HasRows, about: string, at: string): WriteItem =>
  write(store, about, 'end-membership', minutesAfter(at, CARRIED_OUT_WITHIN_MINUTES));

/** Takes the ending of a membership out of the agenda: it was carried out, or taken back. */
export const noMoreEnding = ({ rows }: HasRows, about: string): WriteItem =>
  rows.wakeUp.delete({ about, what: 'end-membership' }).commit();

/** By what name the agenda, the audit and mails have a person. */
export const aboutPerson = (person: string): string => `person-${person}`;

/** The person of such a name. */
export const personOf = (about: string): string => about.slice('person-'.length);

/**
 * Has the daily round do what follows when somebody leaves: an item of the transaction that says so.
 *
 * @param from the London date from which on they have left, or the instant of a request that does it all itself unless it breaks off.
 */
export const carryOutLeaving = (
  store: HasRows,
  person: string,
  from: 'at-once' | { readonly day: string } | { readonly at: string },
): WriteItem => write(store, aboutPerson(person), 'carry-out-leaving', leavingFrom(from));

function leavingFrom(from: 'at-once' | { readonly day: string } | { readonly at: string }): string {
  if (from === 'at-once') return AT_ONCE;
  return 'day' in from ? londonInstant(from.day, '00:00') : minutesAfter(from.at, CARRIED_OUT_WITHIN_MINUTES);
}

/** Takes out of the agenda what `carryOutLeaving` put there at this instant; refused where it was written anew since. */
export const leavingCarriedOut = ({ rows }: HasRows, person: string, at: string): WriteItem =>
  rows.wakeUp
    .delete({ about: aboutPerson(person), what: 'carry-out-leaving' })
    .where(({ nextActionAt }, { eq }) => eq(nextActionAt, minutesAfter(at, CARRIED_OUT_WITHIN_MINUTES)))
    .commit();

const minutesAfter = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** Has the dates of a partnership year looked at with the next round; that says when to look again. */
export const lookAtYear = (store: HasRows, year: string): WriteItem => write(store, year, 'look-at-year', AT_ONCE);

/** Has a person erased by the next daily round. @param about what is on record of them: 'person-person-0107'. */
export const eraseWithNextRound = (store: HasRows, about: string): WriteItem =>
  write(store, about, 'erase-person', AT_ONCE);

/** Has the rows of a year looked through on the morning of `day` for what is to be kept no longer. */
export const keepUntil = (store: HasRows, year: string, day: string): WriteItem =>
  write(store, year, 'retention', londonInstant(day, '00:00'));

/** Has hub managers mailed of a year on the morning of `day`, or of the next day when it has gone by: of the new ones alone where others were mailed before. */
export const tellHubsOn = (store: HasRows, year: string, day: string): WriteItem =>
  write(store, year, 'tell-hub-managers', londonInstant(day, '00:00'));

/** The same wake-up on the morning of `day`, with how far it has come; refused where it was written since it was seen. */
export const goOnOn = ({ rows }: HasRows, seen: SeenWakeUp, day: string, progress: object): WriteItem =>
  rows.wakeUp
    .patch({ about: seen.about, what: seen.what })
    .set({ queue: OPEN, nextActionAt: londonInstant(day, '00:00'), writing: randomUUID(), progress })
    .where(({ writing }, { eq, notExists }) =>
      seen.writing === undefined ? notExists(writing) : eq(writing, seen.writing),
    )
    .commit();

/**
 * Takes from the agenda what there is nothing to look at for, or puts it where that is so again: on the morning of `day`. It
 * is refused where the wake-up was written since it was seen: then there is something to look at.
 */
export function lookAgain({ rows }: HasRows, seen: SeenWakeUp, day: string | undefined): WriteItem {
  const wakeUp = rows.wakeUp.patch({ about: seen.about, what: seen.what });
  const moved =
    day === undefined
      ? wakeUp.remove(['queue', 'nextActionAt'])
      : wakeUp.set({ queue: OPEN, nextActionAt: londonInstant(day, '00:00'), writing: randomUUID() });
  return moved
    .where(({ writing }, { eq, notExists }) =>
      seen.writing === undefined ? notExists(writing) : eq(writing, seen.writing),
    )
    .commit();
}

/** Keeps that the rows of earlier releases are in the agenda. */
export const markComplete = (store: HasRows): WriteItem => write(store, 'agenda', 'agenda-is-complete', AT_ONCE);
