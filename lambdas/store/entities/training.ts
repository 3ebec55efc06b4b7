import { Entity } from 'electrodb';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SERVICE, type Table } from '../table.ts';

/** A training session for reviewers of a programme: 'training-qar-2026-11-05' and a number where a day has several. */
export const trainingSessionEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'trainingsession', version: '1' },
      attributes: {
        session: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        /** London date and times of day. */
        date: { type: 'string', required: true },
        from: { type: 'string', required: true },
        to: { type: 'string', required: true },
        /** Where: a building and its address, or how to join from afar. */
        venue: { type: 'string', required: true },
        places: { type: 'number', required: true },
        /** Raised and lowered with the bookings, so that a condition can compare it. */
        booked: { type: 'number', required: true },
        /** 'unrecorded' when it was held as far as is known, and nobody said in time who came: it counts for nobody. */
        status: { type: ['open', 'held', 'unrecorded', 'cancelled'] as const, required: true },
        /** Whose settings count: a partnership year and the version, '001'. */
        year: { type: 'string', required: true },
        settingsVersion: { type: 'string', required: true },
        /** Instants: until when places can be taken and given up, and when it is over. */
        closesAt: { type: 'string', required: true },
        endsAt: { type: 'string', required: true },
        /** Since when nothing changes in who is booked. */
        closedAt: { type: 'string' },
        /** Why it was cancelled, as people are told. */
        reason: { type: 'string' },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['session'] }, sk: { field: 'sk', composite: [] } },
        byDate: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['programme'] },
          sk: { field: 'gsi1sk', composite: ['date', 'session'] },
        },
      },
    } as const,
    table,
  );

/** One person's place at a training session, and whether they came. */
export const trainingBookingEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'trainingbooking', version: '1' },
      attributes: {
        session: { type: 'string', required: true },
        person: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        date: { type: 'string', required: true },
        /** By which name the person was asked to book: 'training-2026-spring-qar-person-0107'. */
        about: { type: 'string', required: true },
        /** 'unrecorded' as the session: nobody said whether they came. */
        status: { type: ['booked', 'cancelled', 'attended', 'absent', 'unrecorded'] as const, required: true },
        bookedAt: { type: 'string', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['session'] }, sk: { field: 'sk', composite: ['person'] } },
        byPerson: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['person'] },
          sk: { field: 'gsi1sk', composite: ['date', 'session'] },
        },
      },
    } as const,
    table,
  );
