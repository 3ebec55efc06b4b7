import { Entity } from 'electrodb';
import { SERVICE, type Table } from '../table.ts';
import { agendaIndex } from './agenda.ts';

/**
 * A question to a person and its answer. `about` is the review or membership it belongs to; `decision` is
 * 'question.turn.round' or 'question.turn.round.subject'.
 *
 * While something is still to be done for it (a reminder, its settling, an answer not yet taken by the workflow) the row
 * is in the queue `open`, sorted by the instant of the next action; with nothing to do it is in no queue.
 */
export const decisionEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'decision', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        decision: { type: 'string', required: true },
        question: { type: 'string', required: true },
        turn: { type: 'number', required: true },
        round: { type: 'number', required: true },
        /** Whom or what the question is about where a review asks it several times: a seat, a person. */
        subject: { type: 'string' },
        /** The stage of the review that the question belongs to; none for a question outside them. */
        stage: { type: 'string' },
        status: { type: ['open', 'answered', 'expired', 'superseded'] as const, required: true },
        /** Who is asked: a person's id, or 'central-team'. */
        person: { type: 'string', required: true },
        role: { type: 'string', required: true },
        /** Whether the person is asked in the place of whoever holds the office. Rows of earlier releases lack it. */
        standsIn: { type: 'boolean' },
        /** The person whose mail about it somebody said is not for them, where there was nobody else to ask. */
        notFor: { type: 'string' },
        organisation: { type: 'string' },
        hostName: { type: 'string', required: true },
        /** Small facts fixed when the question was asked: a version, an offered date. */
        facts: { type: 'any' },
        askedAt: { type: 'string', required: true },
        dueAt: { type: 'string', required: true },
        expiresAt: { type: 'string', required: true },
        /** Who handed it over to a colleague and when: [{person, at}], in order. */
        handOvers: { type: 'any' },
        /** When the person took more time, which can be done once. */
        moreTimeAt: { type: 'string' },
        /** What is still to come if nobody answers: [{at, act: 'first-mail'|'remind'|'tell-hub-manager'|'tell-central-team'}]. */
        schedule: { type: 'any', required: true },
        queue: { type: 'string' },
        /** The person, while the question is open; absent otherwise. */
        openFor: { type: 'string' },
        nextActionAt: { type: 'string' },
        /** The callback of the workflow's wait. None: nothing waits for this answer. */
        token: { type: 'string' },
        /** The last London date a mail about it went out, and how many did. */
        mailedOn: { type: 'string' },
        mails: { type: 'number', required: true },
        /** When the daily round or the central team last wrote to the person about it. */
        remindedAt: { type: 'string' },
        /** A steering command that is recorded but not yet carried out, such as a mail that has not gone. */
        steering: { type: 'any' },
        answer: { type: 'any' },
        outcome: { type: 'any' },
        answeredAt: { type: 'string' },
        answeredBy: { type: 'any' },
        /** It was answered, and its next round is still to be asked: the row stays in the queue until it was. */
        asksAgain: { type: 'boolean' },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['decision'] },
        },
        inQueue: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['queue'] },
          sk: { field: 'gsi1sk', composite: ['nextActionAt', 'about', 'decision'] },
        },
        ofPerson: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['openFor'] },
          sk: { field: 'gsi2sk', composite: ['nextActionAt', 'about', 'decision'] },
        },
        agenda: agendaIndex,
      },
    } as const,
    table,
  );

/**
 * A link that was mailed: only the SHA-256 of its secret is kept. It can decide while the person it went to is still the
 * one who is asked; once somebody else was named, it only reads.
 */
export const decisionLinkEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'decisionlink', version: '1' },
      attributes: {
        hash: { type: 'string', required: true },
        about: { type: 'string', required: true },
        decision: { type: 'string', required: true },
        person: { type: 'string', required: true },
        role: { type: 'string', required: true },
        madeAt: { type: 'string', required: true },
        /** How many forms came by it so far. */
        forms: { type: 'number' },
        /** When somebody said by it that the question is not for them: it opens nothing from then on. */
        notMeAt: { type: 'string' },
        expiresAtSeconds: { type: 'number' },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['hash'] }, sk: { field: 'sk', composite: [] } } },
    } as const,
    table,
  );

/**
 * That somebody was mailed a question, or was reminded of one, on a London day. Whoever is about to mail them looks for it by its
 * key, and looks through what waits for them only when it is there.
 */
export const mailedDayEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'mailedday', version: '1' },
      attributes: {
        person: { type: 'string', required: true },
        day: { type: 'string', required: true },
        /** Of which questions, as 'about/decision': an index may not have them yet. Rows of earlier releases lack it. */
        questions: { type: 'set', items: 'string' },
        expiresAtSeconds: { type: 'number', required: true },
      },
      indexes: { primary: { pk: { field: 'pk', composite: ['person'] }, sk: { field: 'sk', composite: ['day'] } } },
    } as const,
    table,
  );

/** A long form that somebody has not finished: what was typed, kept until the question is answered. */
export const draftEntity = (table: Table) =>
  new Entity(
    {
      model: { service: SERVICE, entity: 'draft', version: '1' },
      attributes: {
        about: { type: 'string', required: true },
        decision: { type: 'string', required: true },
        /** Rises with every saving, so that two people who write at once are told. */
        version: { type: 'number', required: true },
        /** Of a form in parts, by part: the version that its last saving made. Drafts of earlier releases lack it. */
        parts: { type: 'any' },
        /** The form's fields by name: a text, or several. */
        fields: { type: 'any', required: true },
        savedAt: { type: 'string', required: true },
        /** The id of whoever saved it. */
        person: { type: 'string', required: true },
        expiresAtSeconds: { type: 'number', required: true },
      },
      indexes: {
        primary: {
          collection: 'review',
          pk: { field: 'pk', composite: ['about'] },
          sk: { field: 'sk', composite: ['decision'] },
        },
      },
    } as const,
    table,
  );
