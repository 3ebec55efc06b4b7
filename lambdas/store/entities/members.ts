import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SERVICE, type Table } from '../table.ts';

export const PHASES = ['primary', 'secondary', 'all-through', 'middle', 'special', 'alternative', '16-plus'] as const;

/** A school or a trust that takes part. `member` is the URN of a school ('100183') or the id of a trust ('trust-12'). */
export const memberEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'member', version: '1' },
      attributes: {
        member: { type: 'string', required: true },
        kind: { type: ['school', 'trust'] as const, required: true },
        name: { type: 'string', required: true },
        phase: { type: PHASES },
        lowAge: { type: 'number' },
        highAge: { type: 'number' },
        pupils: { type: 'number' },
        postcode: { type: 'string' },
        /** Metres on the British National Grid. */
        easting: { type: 'number' },
        northing: { type: 'number' },
        localAuthority: { type: 'string' },
        town: { type: 'string' },
        region: { type: 'string' },
        /** The office's number as it is shown: what the member itself or our own file says, and for a school what the register says. */
        telephone: { type: 'string' },
        telephoneOfRegister: { type: 'string' },
        trust: { type: 'string' },
        hub: { type: 'string' },
        /** 'interested' until the central team has admitted a newcomer. */
        standing: { type: ['interested', 'member', 'lapsed', 'closed'] as const, required: true },
        /** Of a closed school: what it was before, and its last day where the register has it, as a London date. */
        standingBefore: { type: ['interested', 'member', 'lapsed', 'closed'] as const },
        closedOn: { type: 'string' },
        /** The URN of the one school that followed a closed one. */
        successor: { type: 'string' },
        /** URNs of the schools that it followed: one that became an academy, or those that were merged. */
        predecessors: { type: 'list', items: { type: 'string' } },
        /** The trust that the register named last, which it alone may take back. */
        trustOfRegister: { type: 'string' },
        /** Which of 'trust' and 'hub' nobody has told us; see `notKnownOf` for rows that do not say. */
        notKnown: { type: 'list', items: { type: 'string' } },
        /** The person asked on behalf of the organisation: the head of a school, the chief executive of a trust. */
        head: { type: 'string' },
        /** Days without school, beyond bank holidays; first and last day, 'YYYY-MM-DD'. None: the year's usual breaks. */
        termBreaks: {
          type: 'list',
          items: {
            type: 'map',
            properties: {
              from: { type: 'string', required: true },
              to: { type: 'string', required: true },
              reason: { type: 'string' },
            },
          },
        },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['member'] }, sk: { field: 'sk', composite: [] } },
        byHub: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['hub'] },
          sk: { field: 'gsi1sk', composite: ['member'] },
        },
        byTrust: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['trust'] },
          sk: { field: 'gsi2sk', composite: ['member'] },
        },
      },
    } as const,
    table,
  );

/** A local group of schools. */
export const hubEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'hub', version: '1' },
      attributes: {
        hub: { type: 'string', required: true },
        name: { type: 'string', required: true },
        manager: { type: 'string' },
        seniorPartner: { type: 'string' },
        /** Members that were in it and are no more: what leads whoever looked after it then to what stands with them. */
        formerMembers: { type: 'list', items: { type: 'string' } },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['hub'] }, sk: { field: 'sk', composite: [] } } },
    } as const,
    table,
  );

/** By what a person is found from their address; the address itself is in no key. */
export const mailHash = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

/** Somebody we write to: a head, a reviewer, a lead reviewer, a hub manager. */
export const personEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'person', version: '1' },
      attributes: {
        person: { type: 'string', required: true },
        name: { type: 'string', required: true },
        email: { type: 'string', required: true },
        /** SHA-256 of the address in small letters: whoever has lost their links is found by it. */
        mailHash: {
          type: 'string',
          watch: ['email'],
          // Of whoever was erased the hash alone is kept, so that nobody brings them in again unawares.
          set: (hash, { email }) => (email === undefined ? undefined : email === '' ? hash : mailHash(email)),
        },
        jobTitle: { type: 'string' },
        /** Their number at work, as it is shown. */
        telephone: { type: 'string' },
        /** The member they work for; a lead reviewer is independent and has none. */
        member: { type: 'string' },
        /** What else they answer for beside `member`: ids of schools and trusts, and the trusts of those schools. */
        alsoOf: { type: 'list', items: { type: 'string' } },
        /** Members for which they worked, and members and hubs of which they held an office, before: what leads to rows of that time. */
        formerly: { type: 'list', items: { type: 'string' } },
        hub: { type: 'string' },
        trust: { type: 'string' },
        phase: { type: PHASES },
        easting: { type: 'number' },
        northing: { type: 'number' },
        /** Members with whom they declared a relationship. */
        relationships: { type: 'list', items: { type: 'string' } },
        maxDistanceKm: { type: 'number' },
        staysOvernight: { type: 'boolean' },
        maxReviewsAYear: { type: 'number' },
        reviewsDone: { type: 'number' },
        /** Which pool of 'who may be asked' they are in ('reviewers', 'lead-reviewers'); nobody else is in that index. */
        pool: { type: ['reviewers', 'lead-reviewers'] as const },
        /** Per programme the dates from and until which the training holds, 'YYYY-MM-DD'. */
        training: {
          type: 'list',
          items: {
            type: 'map',
            properties: {
              programme: { type: PROGRAMMES, required: true },
              from: { type: 'string', required: true },
              until: { type: 'string', required: true },
            },
          },
        },
        /** Nothing is asked of them any more: they have left the network. */
        left: { type: 'boolean' },
        /** The London date from which on they have left; one to come where it was announced. */
        leftOn: { type: 'string' },
        /** The London date since which they go on no more reviews, though they may be a contact still. */
        stoppedOn: { type: 'string' },
        /** The pool of somebody who is in none since they left or stopped, or since their member did: they come back into it. */
        poolBefore: { type: ['reviewers', 'lead-reviewers'] as const },
        /** Why no mail goes to the address any more, and since when; an import of the person clears both, at the same address but for a complaint. */
        mail: { type: ['bounces', 'complained', 'wrong-person', 'erased'] as const },
        mailSince: { type: 'string' },
        /** When somebody who reads there last said of a question that it is not for them, until the central team has looked. */
        notMeAt: { type: 'string' },
        /** When the central team said that somebody whom a page named is a contact of their school or trust. */
        confirmedAt: { type: 'string' },
        /** When somebody asked that all that is held on them be erased; and when that was done. */
        erasureAskedAt: { type: 'string' },
        erasedAt: { type: 'string' },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['person'] }, sk: { field: 'sk', composite: [] } },
        byMember: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['member'] },
          sk: { field: 'gsi1sk', composite: ['person'] },
        },
        inPool: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['pool'] },
          sk: { field: 'gsi2sk', composite: ['person'] },
        },
        byMail: {
          index: 'gsi3',
          pk: { field: 'gsi3pk', composite: ['mailHash'] },
          sk: { field: 'gsi3sk', composite: ['person'] },
        },
      },
    } as const,
    table,
  );

/** One day that a person spends on a review. The row is the guard against being in two places at once. */
export const personDayEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'personday', version: '1' },
      attributes: {
        person: { type: 'string', required: true },
        day: { type: 'string', required: true },
        about: { type: 'string', required: true },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['person'] }, sk: { field: 'sk', composite: ['day'] } } },
    } as const,
    table,
  );

/** What a member owes the network in a year and has given: placements. */
export const ledgerEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'ledger', version: '1' },
      attributes: {
        member: { type: 'string', required: true },
        year: { type: 'string', required: true },
        owed: { type: 'number' },
        /** What was left over from the year before: still owed when above 0, given beyond what was owed when below. */
        carried: { type: 'number' },
        offered: { type: 'number' },
        accepted: { type: 'number' },
        done: { type: 'number' },
        failed: { type: 'number' },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['member'] }, sk: { field: 'sk', composite: ['year'] } },
        /** A row that was written before this index was is in it from its next change on: each reckoning of a year is one. */
        byYear: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['year'] },
          sk: { field: 'gsi1sk', composite: ['member'] },
        },
      },
    } as const,
    table,
  );

/** What a reviewer may show as professional development: one row per review done. */
export const cpdRecordEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'cpdrecord', version: '1' },
      attributes: {
        person: { type: 'string', required: true },
        about: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        role: { type: ['lead', 'reviewer'] as const, required: true },
        day1: { type: 'string', required: true },
        /** Days given. */
        days: { type: 'number', required: true },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['person'] }, sk: { field: 'sk', composite: ['about'] } } },
    } as const,
    table,
  );
