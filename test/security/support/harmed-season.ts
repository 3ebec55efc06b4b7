import { allQuestions } from '../../../lambdas/app/catalogue.ts';
import { registrationAt } from '../../../lambdas/questions/links.ts';
import { interestOf, registrationOf } from '../../../lambdas/subscription/registration.ts';
import { availabilityName } from '../../../lambdas/team/availability/availability-name.ts';
import type { PlanTotals } from '../../../lambdas/team/term-plan/plan-totals.ts';
import type { Preference } from '../../../lambdas/team/term-plan/season-rows.ts';
import { asSeen } from '../../../lambdas/text/as-seen.ts';
import { counterProposal, neverAgreed } from '../../workflows/scenarios/agreeing.ts';
import { thirdObjection } from '../../workflows/scenarios/settling-teams.ts';
import { hardToStaff } from '../../workflows/scenarios/teams.ts';
import { confirmAddress } from '../../workflows/support/confirm-address.ts';
import { functionName } from '../../workflows/support/function-name.ts';
import type { Reactions, Scenario } from '../../workflows/support/scenario.ts';
import type { Season } from '../../workflows/support/season.ts';
import { HARM, harmful, type Met } from './harmful-people.ts';
import { post } from './send.ts';

/** Everything is disputed there, so that each question is asked that an ordinary review does without; then it is public. */
export const DISPUTED = '900009';
export const NEWCOMER = '910002';

const questions = allQuestions.map(({ name }) => name);

const disputed: Reactions = {
  ...hardToStaff.react,
  ...neverAgreed.react,
  'settle-dates': () => ({ decision: 'fix', day1: '2026-09-08' }),
  'confirm-team': thirdObjection.react?.['confirm-team'] ?? (() => undefined),
  'check-facts': counterProposal.react?.['check-facts'] ?? (() => undefined),
  'choose-audience': () => ({ audience: 'public', address: 'https://mill-lane.example/report' }),
  'change-publication': () => 'ignore',
  availability: ({ asked }) => (asked.round > 1 ? 'ignore' : undefined),
  'book-training': ({ asked }) => (asked.round > 1 ? 'ignore' : undefined),
  'approve-plan': () => ({
    ...{ decision: 'again', 'kind-1': 'pin', 'whom-1': 'person-0107', 'review-1': '900031', 'reason-1': HARM },
  }),
};

/** The last of all lead reviewers, whom the term's last page of people asks alone. */
const LAST = { year: '2026', term: 'spring', person: 'person-0172' };

async function askTheLast({ stack }: Season): Promise<void> {
  const at = new Date(stack.clock.now()).toISOString();
  const input = { about: 'teams-2026-spring', ...LAST, at, expiresAt: '2026-10-09T16:00:00.000Z' };
  const after = 'lead-reviewers/person-0171';
  const result = await stack.functions.invoke(functionName(stack, 'AskAvailability'), { ...input, after });
  if ('error' in result) throw new Error(`Nobody was asked when they cannot: ${result.error.errorMessage}`);
}

const PLANNED = { about: 'teams-2026-summer', plan: '001', review: 'qar-2026-900031' };

/** A plan in which every text that somebody could have typed would do harm, for the central team to look at. */
async function askToApprove({ stack, store }: Season): Promise<void> {
  const { about, review } = PLANNED;
  const at = new Date(stack.clock.now()).toISOString();
  const hostName = `Planned ${HARM} School`;
  const other = { review: 'qar-2026-900032', hostName };
  const totals: PlanTotals = {
    ...{
      plan: 1,
      reviews: 1,
      seats: 2,
      filled: 1,
      leadSeats: 1,
      leadsFilled: 1,
      cost: 1003,
      bound: 1000,
      proved: false,
    },
    ...{ leadsProved: true, owed: 3, given: 5, schools: [{ school: '900031', name: hostName, owed: 0, given: 5 }] },
    ...{ undated: [other], begun: [other], unmet: [{ ...other, person: HARM, why: HARM }], shortages: [HARM] },
    ...{ seed: 1, seconds: 1 },
  };
  const wishes: Preference[] = [{ kind: 'forbid', review, person: 'person-0107', reason: HARM, at }];
  const team = {
    seats: [
      { seat: 'lead', person: 'person-0172', school: hostName, km: 3 },
      { seat: 'seat-1', person: HARM },
      { seat: 'seat-2' },
    ],
    ...{ alternates: [], leads: [], hostName, missing: [HARM], refused: [{ person: 'person-0107', why: HARM }] },
  };
  await store.write([
    store.rows.matchingRound
      .put({
        about,
        year: '2026',
        term: 'summer',
        number: 1,
        status: 'planned',
        openedAt: at,
        plans: 1,
        wishes,
        totals,
      })
      .commit(),
    store.rows.plannedTeam.put({ ...PLANNED, turn: 1, day1: '2027-04-20', team }).commit(),
  ]);
  const question = { question: 'approve-plan', about, turn: 1, round: 1, askedAt: at };
  const input = { ...question, expiresAt: '2026-11-30T17:00:00.000Z', token: 'nothing-waits-for-this' };
  const result = await stack.functions.invoke(functionName(stack, 'AskAPerson'), input);
  if ('error' in result) throw new Error(`Nobody was asked to approve a plan: ${result.error.errorMessage}`);
}

/** The last of all reviewers, whose training has ended, and the session that they are offered. */
const UNTRAINED = { about: 'training-2026-spring-qar-person-0162', before: 'person-0161' };
const SESSION = 'training-qar-2026-10-08';

/** A session whose place is harm, offered to one person. */
async function offerTraining({ stack, steer }: Season): Promise<void> {
  const session = { programme: 'QAR', date: '2026-10-08', from: '09:30', to: '15:30', venue: HARM, places: 3 };
  await steer('training', { act: 'open-training', ...session });
  const at = new Date(stack.clock.now()).toISOString();
  const round = { about: 'teams-2026-spring', year: '2026', term: 'spring', expiresAt: '2026-10-09T16:00:00.000Z' };
  const input = { ...round, at, after: UNTRAINED.before };
  const result = await stack.functions.invoke(functionName(stack, 'OfferTraining'), input);
  if ('error' in result) throw new Error(`Nobody was offered a training: ${result.error.errorMessage}`);
}

/** The form takes no harm for a name: it is in the row, as the form of a release that looked at no name would have read it. */
async function join({ stack, store }: Season): Promise<void> {
  const email = `head@school-${NEWCOMER}.example`;
  await post(stack.localUrl('http://portal/join'), {
    ...{ kind: 'school', name: 'Far School', postcode: 'ZA5 3GX', urn: NEWCOMER, phase: 'primary' },
    ...{ 'contact-name': 'Nora Quill', 'job-title': 'Head', email },
  });
  const registration = registrationAt(email);
  const row = await registrationOf(registration, new Date(stack.clock.now()).toISOString(), store);
  const read = asSeen(HARM);
  const harm = { name: `Far ${read} School`, contactName: `Nora ${read}`, jobTitle: read };
  const typed = { ...interestOf({ typed: row?.typed }), ...harm };
  await store.entities.registration.patch({ registration }).set({ typed }).go();
  await confirmAddress(stack, email);
}

/** What the console shows of a view, to somebody who typed something into its field. */
export async function widget({ stack }: Season, view: string, more: object = {}, typed = ''): Promise<string> {
  const end = stack.clock.now();
  const timeRange = { start: end - 200 * 86_400_000, end };
  const widgetContext = { timeRange, theme: 'light', forms: { all: { school: typed } } };
  const result = await stack.functions.invoke(functionName(stack, 'ShowOverview'), { view, ...more, widgetContext });
  if ('error' in result) throw new Error(`The view ${view} failed: ${result.error.errorMessage}`);
  return String(JSON.parse(result.payload));
}

/** A review and a newcomer whose people mean harm. */
export function harmedSeason(met: Met): readonly Scenario[] {
  const react = (reactions: Reactions): Reactions => harmful(reactions, questions, met);
  const lookWhoWaits = async (season: Season): Promise<void> => {
    met.pages.set('widget of what waits', await widget(season, 'waiting'));
  };
  const none = { what: 'people who mean harm', check: () => undefined };
  return [
    {
      ...none,
      ...{ host: DISPUTED, week: '2026-09-07', strangers: 16, react: react(disputed) },
      abouts: [availabilityName(LAST), PLANNED.about, UNTRAINED.about, SESSION],
      at: {
        '2026-09-14T08:00:00Z': askTheLast,
        '2026-09-15T08:00:00Z': askToApprove,
        '2026-09-16T08:00:00Z': offerTraining,
      },
    },
    {
      ...none,
      host: NEWCOMER,
      react: react({ 'admit-newcomer': () => ({ decision: 'refuse', reason: HARM }) }),
      at: { '2026-03-02T11:00:00Z': join, '2026-03-02T11:30:00Z': lookWhoWaits },
    },
  ];
}
