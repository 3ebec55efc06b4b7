import { Entity } from 'electrodb';
import { SERVICE, type Table } from '../table.ts';

/** The only board there is. */
export const BOARD = 'network';

/** The day of what stands until it is taken back; sorts behind all dates. */
export const STANDING = 'standing';

export const NEWS = ['change', 'mail', 'visit', 'paused', 'year', 'complete'] as const;

/**
 * That a weekly digest may have something to tell of a review, a membership, a mail or a year. What it is its own row says; this one
 * only tells where there is nothing to look for, so one too many does no harm.
 *
 * - `change`: something of it changed on `day`;
 * - `mail`: a mail about it that was sent on `day` did not arrive;
 * - `visit`: its visit is in the week of `day`, a Monday;
 * - `paused`: it stands still. `day` is STANDING;
 * - `year`: the year that `about` names is wanted, and nobody had put it in force. `day` is STANDING;
 * - `complete`: the mark that what releases without a board wrote is on it. `day` is STANDING.
 */
export const newsEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'news', version: '1' },
      attributes: {
        board: { type: [BOARD] as const, required: true },
        /** A London date, or STANDING. */
        day: { type: 'string', required: true },
        what: { type: NEWS, required: true },
        about: { type: 'string', required: true },
        expiresAtSeconds: { type: 'number' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['board'] },
          sk: { field: 'sk', composite: ['day', 'what', 'about'] },
        },
      },
    } as const,
    table,
  );
