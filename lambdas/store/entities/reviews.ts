import { Entity } from 'electrodb';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SERVICE, type Table } from '../table.ts';
import { PHASES } from './members.ts';

/** The stages of a review's life in order; 'planned' until the day its scheduling begins. */
export const STAGES = [
  'planned',
  'scheduling',
  'team',
  'preparation',
  'visit',
  'report',
  'publication',
  'feedback',
  'closed',
] as const;

/** What can be said of a review beside its stage. 'published' also covers a report that its host keeps private. */
export const REVIEW_STATUSES = ['planned', 'under-way', 'agreed', 'published', 'paused', 'cancelled'] as const;

export const AUDIENCES = ['private', 'hub', 'public'] as const;

/** One review: `about` is its name everywhere, 'qar-2026-100183'. */
export const reviewEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'review', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        year: { type: 'string', required: true },
        settingsVersion: { type: 'string', required: true },
        host: { type: 'string', required: true },
        hostKind: { type: ['school', 'trust'] as const, required: true },
        hostName: { type: 'string', required: true },
        /** The member that followed the host while the review was under way: who is asked is its head, and whose people may not go are its. */
        goesOnAt: { type: 'string' },
        hub: { type: 'string' },
        trust: { type: 'string' },
        phase: { type: PHASES },
        stage: { type: STAGES, required: true },
        status: { type: REVIEW_STATUSES, required: true },
        /** Monday of the week of the visit: hoped for until dates are fixed. */
        week: { type: 'string', required: true },
        /** The day its scheduling begins, or the day a review that sleeps is taken up again. */
        startsOn: { type: 'string', required: true },
        day1: { type: 'string' },
        /** The instant at which the present dates were fixed. */
        datesFixedAt: { type: 'string' },
        /** Reviewers without the lead. */
        size: { type: 'number' },
        /** Rises when questions have to be asked anew, as after a postponement. Part of every decision's id. */
        turn: { type: 'number', required: true },
        /** In which opening of its host's membership it was planned; none is the first. */
        opening: { type: 'number' },
        /** How many executions this review has had; part of the next one's name. */
        executions: { type: 'number', required: true },
        /** Every due and expiry instant of this review, from the day its dates are fixed. */
        clock: { type: 'any' },
        /** When each stage began and ended: {scheduling: {from, to}}. */
        stages: { type: 'any' },
        termBreaks: { type: 'any' },
        /** What the host ranked and what it was offered. */
        dates: { type: 'any' },
        /** What the host told us for the visit: information form, timetable, area of excellence, focus challenge. */
        preparation: { type: 'any' },
        /** Findings and estimates agreed on day 3. */
        findings: { type: 'any' },
        report: { type: 'any' },
        audience: { type: AUDIENCES },
        publishedAt: { type: 'string' },
        publishedAddress: { type: 'string' },
        withdrawnAt: { type: 'string' },
        postponements: { type: 'any' },
        /** Who left the team after accepting and was replaced: how many so far. */
        replacements: { type: 'number' },
        /** Searches for somebody for a seat that run beside the review's own execution: [{seat, execution}]. */
        searches: { type: 'any' },
        /** A steering command that is recorded but not yet carried out on the workflow: carried on by whoever finds it. */
        steering: { type: 'any' },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: [] },
        },
        byHost: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['host'] },
          sk: { field: 'gsi1sk', composite: ['year', 'about'] },
        },
        byStage: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['stage'] },
          sk: { field: 'gsi2sk', composite: ['startsOn', 'about'] },
        },
        byWeek: {
          index: 'gsi3',
          pk: { field: 'gsi3pk', composite: ['year'] },
          sk: { field: 'gsi3sk', composite: ['week', 'about'] },
        },
      },
    } as const,
    table,
  );

/** A seat in a team: 'lead', 'seat-1' ... and who may be asked for it, best first. */
export const seatEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'seat', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        seat: { type: 'string', required: true },
        kind: { type: ['lead', 'reviewer'] as const, required: true },
        status: { type: ['open', 'filled', 'unfilled'] as const, required: true },
        person: { type: 'string' },
        personName: { type: 'string' },
        organisation: { type: 'string' },
        organisationName: { type: 'string' },
        /** Ids of people, best first, with the points that ranked them. */
        shortlist: { type: 'any' },
        reason: { type: 'string' },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['seat'] },
        },
        /** Only while nobody has the seat, so that the teams which are not complete are one query. */
        gaps: {
          index: 'gsi1',
          condition: ({ status }: Record<string, unknown>) => status === 'open',
          pk: { field: 'gsi1pk', composite: ['status'] },
          sk: { field: 'gsi1sk', composite: ['about', 'seat'] },
        },
      },
    } as const,
    table,
  );

export const PLACEMENT_STATUSES = [
  'planned',
  'invited',
  'accepted',
  'declined',
  'conflict',
  'expired',
  'withdrawn',
  'replaced',
  'done',
] as const;

/** One reviewer on one review; 'planned' while a season's plan has them for it and nobody has asked them yet. */
export const placementEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'placement', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        turn: { type: 'number', required: true },
        seat: { type: 'string', required: true },
        person: { type: 'string', required: true },
        personName: { type: 'string', required: true },
        kind: { type: ['lead', 'reviewer'] as const, required: true },
        status: { type: PLACEMENT_STATUSES, required: true },
        /** The member the person works for; a lead reviewer has none. */
        organisation: { type: 'string' },
        host: { type: 'string', required: true },
        year: { type: 'string', required: true },
        day1: { type: 'string', required: true },
        /** When they were asked; of somebody who is planned, when the plan came into force. */
        invitedAt: { type: 'string', required: true },
        /** When a plan came into force that has them here; the same as `invitedAt` until they are asked. */
        plannedAt: { type: 'string' },
        answeredAt: { type: 'string' },
        reason: { type: 'string' },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['turn', 'seat', 'person'] },
        },
        byPerson: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['person'] },
          sk: { field: 'gsi1sk', composite: ['day1', 'about'] },
        },
        byOrganisation: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['organisation', 'year'] },
          sk: { field: 'gsi2sk', composite: ['about', 'person'] },
        },
        byYear: {
          index: 'gsi3',
          pk: { field: 'gsi3pk', composite: ['year'] },
          sk: { field: 'gsi3sk', composite: ['day1', 'about', 'person'] },
        },
      },
    } as const,
    table,
  );
