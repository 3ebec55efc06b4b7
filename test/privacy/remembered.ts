/** Somebody who stands in every kind of row that can hold a name, an address or words of a person. */
import { gzipSync } from 'node:zlib';
import { registrationAt } from '../../lambdas/questions/links.ts';
import type { Store } from '../../lambdas/store/store.ts';

export const ANN = 'person-0107';
export const NAME = 'Ann Quillfeather';
export const FORMER = 'Ann Brook';
export const EMAIL = 'ann.quillfeather@oak.example';
export const MEMBER = '900200';
export const HOST = '900001';
export const REVIEW = `qar-2026-${HOST}`;
export const OWN = `qar-2026-${MEMBER}`;
const AT = '2027-01-18T10:00:00.000Z';

/** Words that only Ann wrote, or that were written about her. */
export const WORDS = [
  'My mother is ill that week',
  'flu',
  'I wish the lead had listened',
  'They talked over everybody',
  'Half a form about a hamster',
  'She was late every morning',
  'She keeps away from the budget',
  'Not wanted, since we are cousins',
  'Ill again, so we asked another',
  'I retire at Easter',
  'I would rather not',
];

/** What is the school's, and stays without her name. */
export const STAYS = 'Reading is taught with care.';

/** Writes Ann, two reviews, and all that is kept of her; and somebody else, of whom nothing may go. */
export async function remember(store: Store): Promise<void> {
  const { entities } = store;
  const put = async (...rows: readonly { go(): Promise<unknown> }[]) =>
    void (await Promise.all(rows.map((row) => row.go())));
  await put(
    entities.person.put({
      person: ANN,
      name: NAME,
      email: EMAIL,
      jobTitle: 'Deputy head of Oak',
      member: MEMBER,
      pool: 'reviewers',
      relationships: ['900300'],
      easting: 1,
      northing: 2,
      reviewsDone: 3,
    }),
    entities.person.put({ person: 'person-0200', name: 'Ben Stays', email: 'ben@oak.example', member: MEMBER }),
    entities.member.put({ member: MEMBER, kind: 'school', name: 'Oak', standing: 'member', head: 'person-0200' }),
    entities.member.put({ member: HOST, kind: 'school', name: 'Hill View', standing: 'member' }),
    entities.partnershipYear.put({
      ...{ year: '2026', starts: '2026-09-01', ends: '2027-12-31', renewalOpens: '2026-02-02', termBreaks: [] },
      terms: [{ term: 'spring' }],
    }),
    ...[REVIEW, OWN].map((about) =>
      entities.review.put({
        ...{ about, programme: 'QAR', year: '2026', settingsVersion: '001', hostKind: 'school', hostName: 'Hill View' },
        host: about === OWN ? MEMBER : HOST,
        ...{ stage: 'closed', status: 'published', week: '2027-01-11', startsOn: '2026-07-13', turn: 1, executions: 1 },
        preparation: { informationForm: { context: `Ask ${NAME.toUpperCase()} or ${EMAIL} at the gate.` } },
      }),
    ),
  );
  const placement = { about: REVIEW, turn: 1, seat: 'seat-1', person: ANN, kind: 'reviewer', host: HOST } as const;
  const answered = { role: 'reviewer', hostName: 'Hill View', askedAt: AT, dueAt: AT, expiresAt: AT, schedule: [] };
  const open = { queue: 'open', openFor: 'somebody', nextActionAt: AT } as const;
  const decision = {
    ...answered,
    ...open,
    question: 'invite',
    turn: 1,
    round: 1,
    mails: 1,
    status: 'answered',
  } as const;
  const ofAnn = { person: ANN, answeredBy: { person: ANN, role: 'reviewer' }, answeredAt: AT };
  const by = (person: string, reason: string) => ({ who: person, role: 'reviewer', what: 'did it', reason });
  await put(
    entities.placement.put({
      ...{ ...placement, personName: FORMER, status: 'replaced', year: '2026', day1: '2027-01-12', invitedAt: AT },
      reason: 'Ill again, so we asked another',
      organisation: MEMBER,
    }),
    entities.seat.put({
      ...{ about: REVIEW, seat: 'seat-1', kind: 'reviewer', status: 'filled', person: ANN, personName: NAME },
      shortlist: [{ person: ANN, points: 4 }],
    }),
    entities.decision.put({
      ...{ ...decision, ...ofAnn, about: REVIEW, decision: 'invite.1.1.seat-1', stage: 'team' },
      answer: { answer: 'decline', reason: 'My mother is ill that week', until: '2027-01-14' },
    }),
    entities.decision.put({
      ...{ ...decision, ...ofAnn, about: REVIEW, decision: 'survey.1.1.person-0107', question: 'survey', subject: ANN },
      answer: { scale: { again: 4 }, best: 'flu', better: 'I wish the lead had listened' },
    }),
    entities.decision.put({
      ...{ ...decision, about: REVIEW, decision: 'confirm-team.1.1', question: 'confirm-team', person: 'p-head' },
      answeredBy: { person: 'p-head', role: 'host' },
      answer: {
        confirms: false,
        objections: [
          { seat: 'seat-1', person: ANN, reason: 'They talked over everybody' },
          { seat: 'seat-2', person: 'person-0300', reason: 'A former colleague' },
        ],
      },
    }),
    entities.decision.put({
      ...{ ...decision, about: REVIEW, decision: 'settle-team.1.3', question: 'settle-team', person: 'central-team' },
      answeredBy: { person: 'central-team', role: 'central-team' },
      answer: { decision: 'stand', reason: 'She keeps away from the budget', objectedTo: [ANN] },
    }),
    entities.draft.put({
      ...{ about: OWN, decision: 'information-form.1.1', version: 1, savedAt: AT, person: ANN, expiresAtSeconds: 9 },
      fields: { context: 'Half a form about a hamster' },
    }),
    entities.survey.put({
      ...{ about: REVIEW, person: ANN, role: 'reviewer', answeredAt: AT },
      answers: { scale: { again: 4 }, best: 'flu', better: 'I wish the lead had listened' },
    }),
    entities.reportVersion.put({
      ...{ about: REVIEW, version: '001', hash: 'a', writtenBy: ANN, writtenAt: AT },
      content: { text: STAYS, who: `${NAME} showed us round.` },
      comments: [{ by: 'lead', text: `As ${NAME}  said` }],
    }),
    entities.finding.put({
      ...{ about: REVIEW, finding: 'day-1.www.01', kind: 'www', text: STAYS, notedAt: AT },
    }),
    entities.message.put({
      ...{ about: REVIEW, message: 'joined.person-0107', kind: 'joined', person: ANN, status: 'sending', at: AT },
      ...{ unsent: 'unsent', queue: 'open', nextActionAt: AT },
      content: { subject: `Dear ${NAME}`, paragraphs: ['I retire at Easter'] },
    }),
    entities.message.put({
      ...{
        about: REVIEW,
        message: 'told.central-team',
        kind: 'told',
        person: 'central-team',
        status: 'sending',
        at: AT,
      },
      ...{ unsent: 'unsent', queue: 'open', nextActionAt: AT },
      content: { subject: 'Passed on', facts: [{ label: 'Passed on to', value: `${NAME}, ${EMAIL}` }] },
    }),
    entities.auditEntry.put({ about: REVIEW, at: AT, entry: 'a', ...by(ANN, 'I would rather not') }),
    entities.auditEntry.put({
      ...{
        about: REVIEW,
        at: AT,
        entry: 'steered.replace-reviewer.seat-1',
        ...by('central-team', 'She was late every morning'),
      },
    }),
    entities.auditEntry.put({
      about: REVIEW,
      at: AT,
      entry: 'steered.cancel',
      ...by('central-team', 'The boiler failed'),
    }),
    entities.availability.put({
      ...{ person: ANN, year: '2026', term: 'spring', cannot: [], maxReviews: 0, answeredAt: AT },
      reason: 'I retire at Easter',
    }),
    entities.decision.put({
      ...{ ...decision, ...ofAnn, about: `availability-2026-spring-${ANN}`, decision: 'availability.1.1' },
      ...{ question: 'availability', answer: { maxReviews: 0, reason: 'I retire at Easter' } },
    }),
    entities.matchingRound.put({
      ...{
        about: 'teams-2026-spring',
        year: '2026',
        term: 'spring',
        number: 1,
        status: 'in-force',
        openedAt: AT,
        plans: 1,
      },
      wishes: [{ kind: 'forbid', review: REVIEW, person: ANN, reason: 'Not wanted, since we are cousins', at: AT }],
    }),
    entities.plannedTeam.put({
      ...{ about: 'teams-2026-spring', plan: '001', review: REVIEW, turn: 1, day1: '2027-01-12' },
      team: { seats: [{ person: ANN, school: 'Oak' }] },
    }),
    entities.seasonDocument.put({
      ...{ about: 'teams-2026-spring', plan: '001', part: '01' },
      text: gzipSync(JSON.stringify({ people: [{ person: ANN, school: MEMBER }] })).toString('base64'),
    }),
    entities.membership.put({
      ...{ member: MEMBER, year: '2026', kind: 'renewal', status: 'signed', openedAt: AT },
      agreement: { version: '1', person: ANN, role: 'host', signedAt: AT },
    }),
    entities.auditEntry.put({
      about: `membership-2026-${MEMBER}`,
      at: AT,
      entry: 'b',
      ...by(ANN, 'I would rather not'),
    }),
    entities.registration.put({
      ...{ registration: registrationAt(EMAIL), version: 'v', firstAt: AT, expiresAtSeconds: 9 },
      typed: { contactName: NAME, email: EMAIL },
    }),
    entities.applicant.put({
      ...{ member: MEMBER, year: '2026', applicant: 'applicant-1', confirmedAt: AT, expiresAtSeconds: 9 },
      typed: { contactName: NAME, email: EMAIL.toUpperCase() },
    }),
    entities.trainingSession.put({
      ...{ session: 'training-qar-2026-11-05', programme: 'QAR', date: '2026-11-05', from: '09:30', to: '15:30' },
      ...{ venue: `Ask for ${NAME}`, places: 9, booked: 1, status: 'held', year: '2026', settingsVersion: '001' },
      ...{ closesAt: AT, endsAt: AT },
    }),
    entities.trainingBooking.put({
      ...{ session: 'training-qar-2026-11-05', person: ANN, programme: 'QAR', date: '2026-11-05', status: 'attended' },
      ...{ about: `training-2026-spring-qar-${ANN}`, bookedAt: AT },
    }),
    entities.auditEntry.put({
      about: `person-${ANN}`,
      at: AT,
      entry: 'steered.stop-mail',
      ...by('central-team', `${NAME} rang`),
    }),
    entities.cpdRecord.put({
      person: ANN,
      about: REVIEW,
      programme: 'QAR',
      role: 'reviewer',
      day1: '2027-01-12',
      days: 3,
    }),
  );
  // Answered, and so in no queue.
  for (const one of ANSWERED) await entities.decision.patch(one).remove(['queue', 'openFor', 'nextActionAt']).go();
}

const ANSWERED = [
  { about: REVIEW, decision: 'invite.1.1.seat-1' },
  { about: REVIEW, decision: 'survey.1.1.person-0107' },
  { about: REVIEW, decision: 'confirm-team.1.1' },
  { about: REVIEW, decision: 'settle-team.1.3' },
  { about: `availability-2026-spring-${ANN}`, decision: 'availability.1.1' },
];
