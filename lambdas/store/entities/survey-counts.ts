import { Entity } from 'electrodb';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SERVICE, type Table } from '../table.ts';

/**
 * What five or more people answered to a survey, counted together when their names went: no row says what one of them said. It names
 * neither a review nor a day, and its own name is drawn, so that nothing tells which five they were.
 */
export const surveyCountEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'surveycount', version: '1' },
      attributes: {
        /** Of what it counts: 'year-2026', 'hub-hub-north', 'lead-person-0901'. */
        of: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        year: { type: 'string', required: true },
        role: { type: 'string', required: true },
        count: { type: 'string', required: true },
        /** How many people it counts, each once. */
        people: { type: 'number', required: true },
        /** By the key of a statement how many chose 1, 2, 3, 4 and 5 points: {again: [0, 0, 1, 3, 1]}. */
        points: { type: 'any', required: true },
        /** What they wrote, in the order of the alphabet. Of a year alone. */
        best: { type: 'any' },
        better: { type: 'any' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['of'] },
          sk: { field: 'sk', composite: ['programme', 'year', 'role', 'count'] },
        },
      },
    } as const,
    table,
  );
