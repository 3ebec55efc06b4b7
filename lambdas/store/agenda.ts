import { Service } from 'electrodb';
import { londonInstant } from '../calendar/london.ts';
import { AT_ONCE, OPEN } from './entities/agenda.ts';
import type { Decision, Entities, Message, WakeUp } from './entities.ts';
import type { Store, WriteItem } from './store.ts';
import type { Table } from './table.ts';

/** What is due at an instant, each kind with the longest due first. */
export interface Agenda {
  readonly decisions: readonly Decision[];
  /** Mails whose sending began and did not end in its time. */
  readonly mails: readonly Message[];
  /** Names of reviews that sleep and are to begin. */
  readonly reviews: readonly string[];
  /** Names of reviews whose follow-up is to begin. */
  readonly followUps: readonly string[];
  /** Partnership years in whose dates something is to begin. */
  readonly years: readonly string[];
  /** Whether rows of releases that had no agenda are in it. */
  readonly isComplete: boolean;
}

const agendaService = (entities: Entities, table: Table) => {
  const { decision, message, wakeUp } = entities;
  return new Service({ decision, message, wakeUp }, table);
};

/** A service for each table: making one goes through every attribute of its entities. */
const services = new WeakMap<Table, ReturnType<typeof agendaService>>();

function serviceOf(store: Store, table: Table): ReturnType<typeof agendaService> {
  const service = services.get(table) ?? agendaService(store.entities, table);
  services.set(table, service);
  return service;
}

/** Everything that is due at or before an instant, in one query of one partition. */
export async function agendaAt(store: Store, table: Table, instant: string): Promise<Agenda> {
  const query = serviceOf(store, table)
    .collections.agenda({ queue: OPEN })
    // The key has more behind the instant: without it the instant itself would be left out.
    .lt({ nextActionAt: `${instant}\uffff` })
    .params();
  const rows = await store.rowsOf(query);
  const wakeUps = (rows.get('wakeup') ?? []) as readonly WakeUp[];
  const to = (what: WakeUp['what']) => wakeUps.flatMap((row) => (row.what === what ? [row.about] : []));
  return {
    decisions: (rows.get('decision') ?? []) as readonly Decision[],
    mails: (rows.get('message') ?? []) as readonly Message[],
    reviews: to('begin-review'),
    followUps: to('follow-up'),
    years: to('look-at-year'),
    isComplete: to('agenda-is-complete').length > 0,
  };
}

type Rows = Pick<Store, 'rows'>;

/** Has a sleeping review begun on the morning of `day`: an item of the transaction that puts it to sleep. */
export const beginOn = ({ rows }: Rows, about: string, day: string): WriteItem =>
  rows.wakeUp.put({ about, what: 'begin-review', queue: OPEN, nextActionAt: londonInstant(day, '00:00') }).commit();

/** Has the follow-up of a review begun on the morning of `day`: an item of the transaction that closes it. */
export const followUpOn = ({ rows }: Rows, about: string, day: string): WriteItem =>
  rows.wakeUp.put({ about, what: 'follow-up', queue: OPEN, nextActionAt: londonInstant(day, '00:00') }).commit();

/** Has the dates of a partnership year looked at with the next round; that says when to look again. */
export const lookAtYear = ({ rows }: Rows, year: string): WriteItem =>
  rows.wakeUp.put({ about: year, what: 'look-at-year', queue: OPEN, nextActionAt: AT_ONCE }).commit();

/** Takes from the agenda what there is nothing to look at for, or puts it where that is so again: on the morning of `day`. */
export const lookAgain = (
  { rows }: Rows,
  wakeUp: Pick<WakeUp, 'about' | 'what'>,
  day: string | undefined,
): WriteItem =>
  day === undefined
    ? rows.wakeUp.patch(wakeUp).remove(['queue', 'nextActionAt']).commit()
    : rows.wakeUp.put({ ...wakeUp, queue: OPEN, nextActionAt: londonInstant(day, '00:00') }).commit();

/** Keeps that the rows of earlier releases are in the agenda. */
export const markComplete = ({ rows }: Rows): WriteItem =>
  rows.wakeUp.put({ about: 'agenda', what: 'agenda-is-complete', queue: OPEN, nextActionAt: AT_ONCE }).commit();
