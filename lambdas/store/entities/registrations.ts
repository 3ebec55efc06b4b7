import { Entity } from 'electrodb';
import { SERVICE, type Table } from '../table.ts';

/**
 * What was typed at /join with a mail address, until whoever reads there has confirmed it or its time is over (`retention.joinFormDays` of the year). One row an address:
 * a later form takes the place of an earlier one, and only the first has a mail sent.
 */
export const registrationEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'registration', version: '1' },
      attributes: {
        /** 'registration-' and a part of the hash of the address. */
        registration: { type: 'string', required: true },
        /** An Interest. */
        typed: { type: 'any', required: true },
        /** The hash of what was typed, so that what is confirmed is what was seen. */
        version: { type: 'string', required: true },
        /** When the first form came, whose mail was sent. */
        firstAt: { type: 'string', required: true },
        /** When it was confirmed, and what for. */
        confirmedAt: { type: 'string' },
        member: { type: 'string' },
        year: { type: 'string' },
        /** When its admission was begun, or there was none to begin: then there is nothing left to press. */
        begunAt: { type: 'string' },
        expiresAtSeconds: { type: 'number', required: true },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['registration'] }, sk: { field: 'sk', composite: [] } } },
    } as const,
    table,
  );

/**
 * Somebody with a confirmed address who would like a school or trust to join in a year. Several may say so of one school; the
 * central team admits one of them.
 */
export const applicantEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'applicant', version: '1' },
      attributes: {
        member: { type: 'string', required: true },
        year: { type: 'string', required: true },
        /** 'applicant-' and a part of the hash of the address. */
        applicant: { type: 'string', required: true },
        /** An Interest, as it was confirmed. */
        typed: { type: 'any', required: true },
        confirmedAt: { type: 'string', required: true },
        expiresAtSeconds: { type: 'number', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['member'] }, sk: { field: 'sk', composite: ['year', 'applicant'] } },
      },
    } as const,
    table,
  );
