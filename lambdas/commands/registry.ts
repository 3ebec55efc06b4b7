/** Every command of the central team, by its name and by what it is done to, in the order in which the dashboard shows them. */
import { allowMail } from './allow-mail.ts';
import { askSomebodyElse } from './ask-somebody-else.ts';
import { cancel } from './cancel.ts';
import { cancelTraining } from './cancel-training.ts';
import type { InputOf } from './command.ts';
import { confirmContact } from './confirm-contact.ts';
import { correctReport } from './correct-report.ts';
import { endMembership, reopenMembership } from './end-membership.ts';
import { erasePerson } from './erase-person.ts';
import { extend } from './extend.ts';
import { goOnAtSuccessor } from './go-on-at-successor.ts';
import { hasLeft, isBack } from './has-left.ts';
import { nameHead } from './name-head.ts';
import { nameHubManager } from './name-hub-manager.ts';
import { openTraining } from './open-training.ts';
import { openYear } from './open-year.ts';
import { pause } from './pause.ts';
import { planTerm } from './plan-term.ts';
import { postpone } from './postpone.ts';
import { readAgreement } from './read-agreement.ts';
import { readReview } from './read-review.ts';
import { readSurveys } from './read-surveys.ts';
import { remind } from './remind.ts';
import { remindAll } from './remind-all.ts';
import { replaceReviewer } from './replace-reviewer.ts';
import { resume } from './resume.ts';
import { sayTrustAndHub } from './say-trust-and-hub.ts';
import { setAudience } from './set-audience.ts';
import { showData } from './show-data.ts';
import { stopMail } from './stop-mail.ts';

export const ON_QUESTIONS = { remind, extend, 'ask-somebody-else': askSomebodyElse };
export const ON_LISTS = { 'remind-all': remindAll };
export const ON_SEATS = { 'replace-reviewer': replaceReviewer };
export const ON_REVIEWS = { pause, resume, postpone, cancel };
/** What can be done with a review whatever has become of it. */
export const ON_WRITTEN = { 'read-review': readReview, 'set-audience': setAudience, 'correct-report': correctReport };
export const ON_SURVEYS = { 'read-surveys': readSurveys };
export const ON_CLOSED_HOSTS = { 'go-on-at-successor': goOnAtSuccessor };
export const ON_PEOPLE = { 'confirm-contact': confirmContact, 'stop-mail': stopMail, 'allow-mail': allowMail };
export const ON_MEMBERS = { 'name-head': nameHead };
export const ON_MEMBERSHIPS = {
  'read-agreement': readAgreement,
  'end-membership': endMembership,
  'reopen-membership': reopenMembership,
};
export const ON_HUBS = { 'name-hub-manager': nameHubManager };
export const ON_BELONGINGS = { 'say-trust-and-hub': sayTrustAndHub };
export const ON_COLLEAGUES = { 'has-left': hasLeft, 'is-back': isBack };
/** Whoever asks what is held on them, or that it be erased. */
export const ON_PERSONAL_DATA = { 'show-data': showData, 'erase-person': erasePerson };
export const ON_TERMS = { 'plan-term': planTerm };
export const ON_YEARS = { 'open-year': openYear };
export const ON_TRAINING = { 'open-training': openTraining };
export const ON_SESSIONS = { 'cancel-training': cancelTraining };

export const COMMANDS = {
  ...ON_QUESTIONS,
  ...ON_LISTS,
  ...ON_SEATS,
  ...ON_REVIEWS,
  ...ON_WRITTEN,
  ...ON_SURVEYS,
  ...ON_CLOSED_HOSTS,
  ...ON_PEOPLE,
  ...ON_MEMBERS,
  ...ON_MEMBERSHIPS,
  ...ON_HUBS,
  ...ON_BELONGINGS,
  ...ON_COLLEAGUES,
  ...ON_PERSONAL_DATA,
  ...ON_TERMS,
  ...ON_YEARS,
  ...ON_TRAINING,
  ...ON_SESSIONS,
};

export type CommandName = keyof typeof COMMANDS;

/** What a command is called with, by its name: the union of all unless one is named. */
export type CommandInput<Name extends CommandName = CommandName> = {
  [One in Name]: InputOf<(typeof COMMANDS)[One]['schema']> & { readonly act: One };
}[Name];
