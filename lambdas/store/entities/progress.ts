import { Entity } from 'electrodb';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SERVICE, type Table } from '../table.ts';

/** How many reviews of a year and programme were in which stage in a week: counts alone. Written by the week's digest, the same whenever it is tried again. */
export const stageCountEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'stagecount', version: '1' },
      attributes: {
        year: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        /** Its Monday. */
        week: { type: 'string', required: true },
        /** By the name of a stage; those in which no review was are left out: {team: 12, closed: 3}. Cancelled reviews are in none. */
        counts: { type: 'any', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['year'] }, sk: { field: 'sk', composite: ['programme', 'week'] } },
      },
    } as const,
    table,
  );

/** How long the answers of one review took, written when it is closed, with whom they came from left out. */
export const answerTimesEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'answertimes', version: '1' },
      attributes: {
        year: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        about: { type: 'string', required: true },
        /** By the name of a question the working days of each of its answers, sorted: {invite: [0, 1, 3]}. */
        days: { type: 'any', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['year'] }, sk: { field: 'sk', composite: ['programme', 'about'] } },
      },
    } as const,
    table,
  );
