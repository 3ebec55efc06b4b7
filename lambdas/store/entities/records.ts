import { Entity } from 'electrodb';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SERVICE, type Table } from '../table.ts';
import { agendaIndex } from './agenda.ts';

/** One version of a report. `hash` is the SHA-256 of its canonical content: what host and lead agree to. */
export const reportVersionEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'reportversion', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        /** Padded to sort: '001'. */
        version: { type: 'string', required: true },
        hash: { type: 'string', required: true },
        content: { type: 'any', required: true },
        writtenBy: { type: 'string', required: true },
        writtenAt: { type: 'string', required: true },
        comments: { type: 'any' },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['version'] },
        },
      },
    } as const,
    table,
  );

/** Something found: an evening's emerging WWW or EBI, or one that was agreed and is carried to the next year. */
export const findingEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'finding', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        /** 'day-1.www.01', 'agreed.ebi.02'. */
        finding: { type: 'string', required: true },
        kind: { type: ['www', 'ebi'] as const, required: true },
        heading: { type: 'string' },
        text: { type: 'string', required: true },
        notedAt: { type: 'string', required: true },
        progress: { type: 'string' },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['finding'] },
        },
      },
    } as const,
    table,
  );

/** What somebody in a team wrote for the lead reviewer during the visit: one of each person, for the turn that the review had then. */
export const teamNoteEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'teamnote', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        person: { type: 'string', required: true },
        turn: { type: 'number', required: true },
        text: { type: 'string', required: true },
        writtenAt: { type: 'string', required: true },
        /** Two years after it was written, as mails. */
        expiresAtSeconds: { type: 'number', required: true },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['person'] },
        },
      },
    } as const,
    table,
  );

/**
 * What somebody said of the review afterwards. It stands in the indexes of its year, its hub and its lead reviewer, so that each
 * who may reads theirs by one query; rows of earlier releases are in none until they are listed (see surveys.ts).
 */
export const surveyEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'survey', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        person: { type: 'string', required: true },
        role: { type: 'string', required: true },
        answers: { type: 'any', required: true },
        answeredAt: { type: 'string', required: true },
        /** Of its review, as it was when the survey was answered. */
        year: { type: 'string' },
        programme: { type: PROGRAMMES },
        hub: { type: 'string' },
        /** The person who led the review. */
        lead: { type: 'string' },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['person'] },
        },
        byLead: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['lead'] },
          sk: { field: 'gsi1sk', composite: ['about', 'person'] },
        },
        byHub: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['hub'] },
          sk: { field: 'gsi2sk', composite: ['about', 'person'] },
        },
        byYear: {
          index: 'gsi3',
          pk: { field: 'gsi3pk', composite: ['year', 'programme'] },
          sk: { field: 'gsi3sk', composite: ['about', 'person'] },
        },
      },
    } as const,
    table,
  );

export const MESSAGE_STATUSES = [
  'sending',
  'sent',
  /** To an address that bounced or complained before: kept, so that somebody sees it, and never handed to SES. */
  'not-sent',
  'delivered',
  'delayed',
  'bounced',
  'complained',
] as const;

/**
 * A mail and what became of it. In the index of failures only while somebody should look at it, and in the index of
 * unsent mails and the agenda only from the beginning of its sending until Amazon took it. One that waits for a morning is in the agenda alone.
 */
export const messageEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'message', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        message: { type: 'string', required: true },
        kind: { type: 'string', required: true },
        person: { type: 'string', required: true },
        /** The question that it asks. Rows of earlier releases lack it. */
        decision: { type: 'string' },
        status: { type: MESSAGE_STATUSES, required: true },
        at: { type: 'string', required: true },
        sesMessageId: { type: 'string' },
        /** What it brought to the person's calendar: {method, sequence, visit}. */
        calendar: { type: 'any' },
        /** What it says, while it has not gone: of a mail that asks nothing, so that it holds no link. Rows of earlier releases lack it. */
        content: { type: 'any' },
        /** Of one that waits for a working morning, until it has gone: what is told of it beside others, and while what is so (`Waiting`). */
        waits: { type: 'any' },
        /** Of one that waited and was told together with others: the id of the mail that did, about its person. */
        toldIn: { type: 'string' },
        failure: { type: 'string' },
        failed: { type: 'string' },
        /** When it failed. Rows of earlier releases lack it. */
        failedAt: { type: 'string' },
        unsent: { type: 'string' },
        queue: { type: 'string' },
        /** From when on it should have been sent. */
        nextActionAt: { type: 'string' },
        /** Rows of earlier releases lack it, and stay. */
        expiresAtSeconds: { type: 'number' },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['about'] }, sk: { field: 'sk', composite: ['message'] } },
        failures: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['failed'] },
          sk: { field: 'gsi1sk', composite: ['at', 'about', 'message'] },
        },
        unsent: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['unsent'] },
          sk: { field: 'gsi2sk', composite: ['at', 'about', 'message'] },
        },
        agenda: agendaIndex,
      },
    } as const,
    table,
  );

/**
 * Who, in what role, did what, when, by which link. Written once, never changed; only whose console session it was is
 * added to a command of the central team when AWS has told it.
 */
export const auditEntryEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'auditentry', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        at: { type: 'string', required: true },
        entry: { type: 'string', required: true },
        /** A person's id, 'central-team', or 'workflow'. */
        who: { type: 'string', required: true },
        role: { type: 'string', required: true },
        what: { type: 'string', required: true },
        decision: { type: 'string' },
        /** The first 12 hexadecimal digits of the link's hash. */
        link: { type: 'string' },
        reason: { type: 'string' },
        /** The id of the Lambda request that a command of the central team came with. */
        request: { type: 'string' },
        /** Who made that request, as AWS knows them: the ARN of a user or of a role's session. */
        principal: { type: 'string' },
      },
      indexes: {
        primary: {
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['at', 'entry'] },
        },
      },
    } as const,
    table,
  );

/** Leads from a Lambda request to the audit entry of the command that came with it. Purged once AWS has told who made it. */
export const consoleRequestEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'consolerequest', version: '1' },
      attributes: {
        request: { type: 'string', required: true },
        about: { type: 'string', required: true },
        at: { type: 'string', required: true },
        entry: { type: 'string', required: true },
        /** Of a command on a list: how many acts it may have come to, each under a name of its own ('REQUEST.0' is the first). */
        acts: { type: 'number' },
        expiresAtSeconds: { type: 'number', required: true },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['request'] }, sk: { field: 'sk', composite: [] } } },
    } as const,
    table,
  );

/** How often something was tried in a span of time: by one link, from one network address, or for one person. */
export const attemptsEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'attempts', version: '1' },
      attributes: {
        /** 'link-' or 'address-' and a hash, or 'wish-' and a person's id. */
        by: { type: 'string', required: true },
        /** '2027-01-12T10:3': the ten minutes from 10:30; or a day, '2027-01-12'. */
        span: { type: 'string', required: true },
        count: { type: 'number', required: true },
        expiresAtSeconds: { type: 'number', required: true },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['by'] }, sk: { field: 'sk', composite: ['span'] } } },
    } as const,
    table,
  );
