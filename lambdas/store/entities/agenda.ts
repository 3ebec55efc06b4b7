import { Entity } from 'electrodb';
import { SERVICE, type Table } from '../table.ts';

/**
 * The agenda of the daily round: everything for which something is to be done stands in this one partition of an index, by
 * the instant from which on that is so, whatever it is. A row with `queue` and `nextActionAt` is in it, one without is not.
 */
export const agendaIndex = {
  index: 'gsi3',
  type: 'clustered',
  collection: 'agenda',
  pk: { field: 'gsi3pk', composite: ['queue'] },
  sk: { field: 'gsi3sk', composite: ['nextActionAt'] },
} as const;

/** The only `queue` there is. */
export const OPEN = 'open';

/** An instant before all others: what is due from it on is in every round until somebody moves it. */
export const AT_ONCE = '0000';

/** An instant after all others: what is due then stands behind everything that is looked through, and is found by its person alone. */
export const NEVER = '9999-12-31T00:00:00.000Z';

const WAKE_UPS = [
  'begin-review',
  'follow-up',
  'begin-admission',
  'finish-move',
  'finish-questions',
  'end-membership',
  'carry-out-leaving',
  'look-at-year',
  'erase-person',
  'retention',
  'tell-hub-managers',
  'agenda-is-complete',
] as const;

/**
 * When the daily round is to look at something that has no place in the agenda itself. What is true of it its own row says;
 * this one only wakes, so one too many does no harm.
 *
 * - `begin-review`: a review that sleeps, by its name;
 * - `follow-up`: a review that was closed, half a year after its report;
 * - `begin-admission`: a subscription that was opened by a newcomer's form or reopened by the central team, by its name, until its workflow was started;
 * - `finish-move`: a review of which somebody's place was given back, until that was carried out;
 * - `finish-questions`: a review or membership of one of whose questions a command was recorded, until a round has seen that it was carried out;
 * - `end-membership`: a membership that ends early, from its day on until that was carried out;
 * - `carry-out-leaving`: somebody who leaves, as 'person-' and their id, until what follows was done;
 * - `look-at-year`: a partnership year in whose dates something is to begin, by its name ('2026');
 * - `erase-person`: a person of whom nothing is to be held any more, by what is on record of them ('person-person-0107');
 * - `retention`: a partnership year of whose rows something is to go, by its name;
 * - `tell-hub-managers`: a partnership year that has ended, of which hub managers are mailed, by its name;
 * - `agenda-is-complete`: the mark that rows of releases which had no agenda have their place in it.
 */
export const wakeUpEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'wakeup', version: '1' },
      attributes: {
        what: { type: WAKE_UPS, required: true },
        about: { type: 'string', required: true },
        queue: { type: 'string' },
        nextActionAt: { type: 'string' },
        /** Another one with each writing, so that nobody takes out what was written since they looked. Rows of earlier releases have none. */
        writing: { type: 'string' },
        /** How far it was carried out, where that takes several mornings. */
        progress: { type: 'any' },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['about'] }, sk: { field: 'sk', composite: ['what'] } },
        agenda: agendaIndex,
      },
    } as const,
    table,
  );
