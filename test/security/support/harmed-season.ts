import { allQuestions } from '../../../lambdas/front-desk/catalogue.ts';
import { availabilityName } from '../../../lambdas/team/availability/availability-name.ts';
import { dateParts } from '../../../local/people/plausible-answers.ts';
import { counterProposal, neverAgreed } from '../../workflows/scenarios/agreeing.ts';
import { hardToStaff } from '../../workflows/scenarios/teams.ts';
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
  'settle-dates': () => ({ decision: 'fix', ...dateParts('day1', '2026-09-08') }),
  'check-facts': counterProposal.react?.['check-facts'] ?? (() => undefined),
  'choose-audience': () => ({ audience: 'public', address: 'https://mill-lane.example/report' }),
  'change-publication': () => 'ignore',
  availability: ({ asked }) => (asked.round > 1 ? 'ignore' : undefined),
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

async function join({ stack }: Season): Promise<void> {
  await post(stack.localUrl('http://portal/join'), {
    ...{ kind: 'school', name: `Far ${HARM} School`, postcode: 'ZA5 3GX', urn: NEWCOMER, phase: 'primary' },
    ...{ 'contact-name': `Nora ${HARM}`, 'job-title': HARM, email: `head@school-${NEWCOMER}.example` },
  });
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
      abouts: [availabilityName(LAST)],
      at: { '2026-09-14T08:00:00Z': askTheLast },
    },
    {
      ...none,
      host: NEWCOMER,
      react: react({ 'admit-newcomer': () => ({ decision: 'refuse', reason: HARM }) }),
      at: { '2026-03-02T11:00:00Z': join, '2026-03-02T11:30:00Z': lookWhoWaits },
    },
  ];
}
