import type { Entity, EntityItem, TransactWriteEntity } from 'electrodb';
import { wakeUpEntity } from './entities/agenda.ts';
import { decisionEntity, decisionLinkEntity, draftEntity, mailedDayEntity } from './entities/decisions.ts';
import {
  availabilityEntity,
  matchingRoundEntity,
  plannedTeamEntity,
  seasonDocumentEntity,
} from './entities/matching.ts';
import {
  cpdRecordEntity,
  hubEntity,
  ledgerEntity,
  memberEntity,
  personDayEntity,
  personEntity,
} from './entities/members.ts';
import { newsEntity } from './entities/news.ts';
import { answerTimesEntity, stageCountEntity } from './entities/progress.ts';
import {
  attemptsEntity,
  auditEntryEntity,
  consoleRequestEntity,
  findingEntity,
  messageEntity,
  reportVersionEntity,
  surveyEntity,
  teamNoteEntity,
} from './entities/records.ts';
import { applicantEntity, registrationEntity } from './entities/registrations.ts';
import { placementEntity, reviewEntity, seatEntity } from './entities/reviews.ts';
import { surveyCountEntity } from './entities/survey-counts.ts';
import { trainingBookingEntity, trainingSessionEntity } from './entities/training.ts';
import { membershipEntity, partnershipYearEntity, programmeSettingsEntity, weekLoadEntity } from './entities/years.ts';
import type { Table } from './table.ts';

const entityMakers = {
  member: memberEntity,
  hub: hubEntity,
  person: personEntity,
  personDay: personDayEntity,
  ledger: ledgerEntity,
  cpdRecord: cpdRecordEntity,
  partnershipYear: partnershipYearEntity,
  programmeSettings: programmeSettingsEntity,
  weekLoad: weekLoadEntity,
  membership: membershipEntity,
  registration: registrationEntity,
  applicant: applicantEntity,
  review: reviewEntity,
  seat: seatEntity,
  placement: placementEntity,
  decision: decisionEntity,
  decisionLink: decisionLinkEntity,
  mailedDay: mailedDayEntity,
  draft: draftEntity,
  reportVersion: reportVersionEntity,
  finding: findingEntity,
  teamNote: teamNoteEntity,
  survey: surveyEntity,
  surveyCount: surveyCountEntity,
  message: messageEntity,
  auditEntry: auditEntryEntity,
  attempts: attemptsEntity,
  consoleRequest: consoleRequestEntity,
  matchingRound: matchingRoundEntity,
  plannedTeam: plannedTeamEntity,
  seasonDocument: seasonDocumentEntity,
  availability: availabilityEntity,
  trainingSession: trainingSessionEntity,
  trainingBooking: trainingBookingEntity,
  wakeUp: wakeUpEntity,
  news: newsEntity,
  stageCount: stageCountEntity,
  answerTimes: answerTimesEntity,
};

/** The table's entities, each with its own reads and single writes that end in `.go()`. */
export type Entities = { readonly [Name in keyof typeof entityMakers]: ReturnType<(typeof entityMakers)[Name]> };

/** The same entities as parts of a transaction: each write ends in `.commit()` and is handed to `Store.write`. */
export type Rows = {
  [Name in keyof Entities]: Entities[Name] extends Entity<infer A, infer F, infer C, infer S>
    ? TransactWriteEntity<A, F, C, S>
    : never;
};

/** Each entity is built when it is first used: a function that starts cold needs few of them. */
export function entitiesOf(table: Table): Entities {
  const entities: Partial<Record<string, unknown>> = {};
  for (const [name, make] of Object.entries(entityMakers)) {
    let made: unknown;
    Object.defineProperty(entities, name, { enumerable: true, get: () => (made ??= make(table)) });
  }
  return entities as Entities;
}

export type Member = EntityItem<Entities['member']>;
export type Hub = EntityItem<Entities['hub']>;
export type Person = EntityItem<Entities['person']>;
export type PersonDay = EntityItem<Entities['personDay']>;
export type Ledger = EntityItem<Entities['ledger']>;
export type PartnershipYearRow = EntityItem<Entities['partnershipYear']>;
export type ProgrammeSettingsRow = EntityItem<Entities['programmeSettings']>;
export type WeekLoad = EntityItem<Entities['weekLoad']>;
export type Membership = EntityItem<Entities['membership']>;
export type Registration = EntityItem<Entities['registration']>;
export type Applicant = EntityItem<Entities['applicant']>;
export type Review = EntityItem<Entities['review']>;
export type Seat = EntityItem<Entities['seat']>;
export type Placement = EntityItem<Entities['placement']>;
export type Decision = EntityItem<Entities['decision']>;
export type DecisionLink = EntityItem<Entities['decisionLink']>;
export type Draft = EntityItem<Entities['draft']>;
export type ReportVersion = EntityItem<Entities['reportVersion']>;
export type Finding = EntityItem<Entities['finding']>;
export type TeamNote = EntityItem<Entities['teamNote']>;
export type Survey = EntityItem<Entities['survey']>;
export type SurveyCount = EntityItem<Entities['surveyCount']>;
export type Message = EntityItem<Entities['message']>;
export type AuditEntry = EntityItem<Entities['auditEntry']>;
export type ConsoleRequest = EntityItem<Entities['consoleRequest']>;
export type TermPlan = EntityItem<Entities['matchingRound']>;
export type PlannedTeamRow = EntityItem<Entities['plannedTeam']>;
export type Availability = EntityItem<Entities['availability']>;
export type TrainingSession = EntityItem<Entities['trainingSession']>;
export type TrainingBooking = EntityItem<Entities['trainingBooking']>;
export type StageCount = EntityItem<Entities['stageCount']>;
export type AnswerTimes = EntityItem<Entities['answerTimes']>;
export type News = EntityItem<Entities['news']>;
export type WakeUp = EntityItem<Entities['wakeUp']>;
