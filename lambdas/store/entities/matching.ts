import { Entity } from 'electrodb';
import { SERVICE, type Table } from '../table.ts';

/**
 * One term plan: `about` is its name everywhere, 'teams-2026-spring'; a later term plan for the same term is
 * 'teams-2026-spring-2'.
 */
export const matchingRoundEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'matchinground', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        year: { type: 'string', required: true },
        term: { type: 'string', required: true },
        /** 1 for the term plan that the calendar starts; rises with each that the central team starts. */
        number: { type: 'number', required: true },
        /**
         * 'asking' until the answers on availability are in, 'planning' until there is a plan, 'planned' while the central team
         * looks at it. Then it is 'approved', 'in-force' once all reviews have it, or 'left' when nobody approved it.
         */
        status: {
          type: ['asking', 'planning', 'planned', 'approved', 'in-force', 'left'] as const,
          required: true,
        },
        /** Instant. */
        openedAt: { type: 'string', required: true },
        /** The number of the newest plan, 0 before there is one; it is the one that counts. */
        plans: { type: 'number', required: true },
        /** How often planning was begun. Each attempt has the number of its plan from here, so that two never mix. */
        attempts: { type: 'number' },
        /** The central team's wishes for the next plan: [{kind: 'pin' | 'forbid', review, person, reason, at}]. */
        wishes: { type: 'any' },
        /** What the plan says as a whole: seats, cost, bound, what is owed and given. */
        totals: { type: 'any' },
        decidedAt: { type: 'string' },
        /** What came into force: {plan, reviews, leftOut: names of reviews that had changed}. */
        inForce: { type: 'any' },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['about'] }, sk: { field: 'sk', composite: [] } } },
    } as const,
    table,
  );

/** What one plan of a term plan has for one review: its lead, its team, who is next, and why seats are empty. */
export const plannedTeamEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'plannedteam', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        /** Padded to sort: '001'. */
        plan: { type: 'string', required: true },
        review: { type: 'string', required: true },
        /** The review's turn and first day when it was planned: a plan for others is no plan any more. */
        turn: { type: 'number', required: true },
        day1: { type: 'string', required: true },
        team: { type: 'any', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['about'] }, sk: { field: 'sk', composite: ['plan', 'review'] } },
      },
    } as const,
    table,
  );

/**
 * The season that a plan was made from, with the plan and the multipliers that prove it, as docs/team-planning.md describes it:
 * compressed, in parts that fit into a row.
 */
export const seasonDocumentEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'seasondocument', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        /** Padded to sort: '001'. */
        plan: { type: 'string', required: true },
        /** Padded to sort: '01'. */
        part: { type: 'string', required: true },
        /** Base64 of a part of the gzipped JSON. */
        text: { type: 'string', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['about'] }, sk: { field: 'sk', composite: ['plan', 'part'] } },
      },
    } as const,
    table,
  );

/** What a reviewer or lead reviewer said of a term: when they cannot, how far they travel, how many reviews they would do. */
export const availabilityEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'availability', version: '1' },
      attributes: {
        person: { type: 'string', required: true },
        year: { type: 'string', required: true },
        term: { type: 'string', required: true },
        /** Days on which they cannot, both ends included: [{from, to}]. */
        cannot: {
          type: 'list',
          required: true,
          items: {
            type: 'map',
            properties: { from: { type: 'string', required: true }, to: { type: 'string', required: true } },
          },
        },
        maxDistanceKm: { type: 'number' },
        staysOvernight: { type: 'boolean' },
        /** Reviews that they would do in this term; 0 is none. */
        maxReviews: { type: 'number' },
        /** Why none, in the person's own words. */
        reason: { type: 'string' },
        answeredAt: { type: 'string', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['person'] }, sk: { field: 'sk', composite: ['year', 'term'] } },
        byTerm: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['year', 'term'] },
          sk: { field: 'gsi1sk', composite: ['person'] },
        },
      },
    } as const,
    table,
  );
