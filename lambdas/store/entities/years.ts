import { Entity } from 'electrodb';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SERVICE, type Table } from '../table.ts';

/** A partnership year, named by the calendar year it begins in ('2026'). Its dates are data. */
export const partnershipYearEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'partnershipyear', version: '1' },
      attributes: {
        year: { type: 'string', required: true },
        starts: { type: 'string', required: true },
        ends: { type: 'string', required: true },
        renewalOpens: { type: 'string', required: true },
        termBreaks: { type: 'any', required: true },
        /** The terms by which teams are planned, see partnership-year.ts. */
        terms: { type: 'any' },
        registrationsADay: { type: 'number' },
        /** How many months before its renewal the next year is missed; years of earlier releases do not say. */
        wantedMonthsAhead: { type: 'number' },
        confirmNextWorkingDays: { type: 'number' },
        /** How long its rows say who it was; none: the defaults of partnership-year.ts. */
        retention: { type: 'any' },
        /** When hub managers are mailed of it; none: the default of hub-mail.ts. */
        hubMailDays: { type: 'number' },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['year'] }, sk: { field: 'sk', composite: [] } } },
    } as const,
    table,
  );

/** What a year prescribes for a programme. A version is never changed, only followed by the next. */
export const programmeSettingsEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'programmesettings', version: '1' },
      attributes: {
        year: { type: 'string', required: true },
        programme: { type: PROGRAMMES, required: true },
        /** Padded to sort: '001'. */
        version: { type: 'string', required: true },
        settings: { type: 'any', required: true },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['year'] }, sk: { field: 'sk', composite: ['programme', 'version'] } },
      },
    } as const,
    table,
  );

/** Which reviews take place in a week: the guard of the week's capacity. `week` is its Monday. */
export const weekLoadEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'weekload', version: '1' },
      attributes: {
        programme: { type: PROGRAMMES, required: true },
        week: { type: 'string', required: true },
        reviews: { type: 'set', items: 'string' },
        /** How many reviews the set holds; raised and lowered with it, so that a condition can compare it. */
        count: { type: 'number' },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['programme'] }, sk: { field: 'sk', composite: ['week'] } },
      },
    } as const,
    table,
  );

/** A member's subscription to one partnership year. */
export const membershipEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'membership', version: '1' },
      attributes: {
        member: { type: 'string', required: true },
        year: { type: 'string', required: true },
        kind: { type: ['renewal', 'newcomer'] as const, required: true },
        status: {
          type: ['invited', 'awaiting-admission', 'signed', 'declined', 'refused', 'lapsed', 'ended'] as const,
          required: true,
        },
        /** Which opening of this year's it is: rises when it is reopened. None is the first. */
        turn: { type: 'number' },
        uses: { type: 'list', items: { type: 'string' } },
        /** The signed agreement: which version of its text, by whom in what role, when. */
        agreement: {
          type: 'map',
          properties: {
            version: { type: 'string', required: true },
            /** The SHA-256 of the text as it was read, which stands with the answer. Rows of earlier releases lack it. */
            hash: { type: 'string' },
            person: { type: 'string', required: true },
            role: { type: 'string', required: true },
            signedAt: { type: 'string', required: true },
          },
        },
        /** The member's own holidays and inset days within the year, as it gave them with the agreement; none: the year's usual breaks. */
        termBreaks: { type: 'any' },
        openedAt: { type: 'string', required: true },
        decidedAt: { type: 'string' },
        /** 'decided' since `decidedAt`: all years and statuses in one index, so that the latest are one query. */
        decided: {
          type: 'string',
          watch: ['decidedAt'],
          set: (_: unknown, { decidedAt }: { readonly decidedAt?: string }) =>
            decidedAt === undefined ? undefined : 'decided',
        },
        reason: { type: 'string' },
        /** Of one that ended early: the London date from which on it is none. */
        endedOn: { type: 'string' },
        /** That it ends early, and how: recorded and not carried out to its end. An EarlyEnding of lambdas/subscription. */
        ending: { type: 'any' },
        /** Who went on no more reviews because it ended: ids, for whoever reopens it. */
        stoppedPeople: { type: 'list', items: { type: 'string' } },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['member'] }, sk: { field: 'sk', composite: ['year'] } },
        byStatus: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['year', 'status'] },
          sk: { field: 'gsi1sk', composite: ['member'] },
        },
        byDecision: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['decided'] },
          sk: { field: 'gsi2sk', composite: ['decidedAt'] },
        },
      },
    } as const,
    table,
  );
