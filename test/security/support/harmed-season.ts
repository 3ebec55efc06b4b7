import { allQuestions } from '../../../lambdas/front-desk/catalogue.ts';
import { counterProposal, neverAgreed } from '../../workflows/scenarios/agreeing.ts';
import { hardToStaff } from '../../workflows/scenarios/teams.ts';
import type { Reactions, Scenario } from '../../workflows/support/scenario.ts';
import type { Season } from '../../workflows/support/season.ts';
import { HARM, harmful, type Met } from './harmful-people.ts';
import { post } from './send.ts';

export const PUBLIC = '900001';
export const DISPUTED = '900009';
export const NEWCOMER = '910002';

const questions = allQuestions.map(({ name }) => name);

const openly: Reactions = {
  'check-facts': counterProposal.react?.['check-facts'] ?? (() => undefined),
  'choose-audience': () => ({ audience: 'public', address: 'https://mill-lane.example/report' }),
  'change-publication': () => 'ignore',
};

async function join(season: Season): Promise<void> {
  const form = {
    ...{ kind: 'school', name: `Far ${HARM} School`, postcode: 'ZA5 3GX', urn: NEWCOMER, phase: 'primary' },
    ...{ 'contact-name': `Nora ${HARM}`, 'job-title': HARM, email: 'head@school-910002.example' },
  };
  const answered = await post(season.stack.localUrl('http://portal/join'), form);
  season.notes.set('join', answered);
}

/**
 * Reviews whose people mean harm: one whose report is public; one in which everything is disputed, so that each question
 * is asked that an ordinary review does without; and a newcomer.
 */
export function harmedSeason(met: Met): readonly Scenario[] {
  const scenario = (host: string, week: string, react: Reactions, more: Partial<Scenario> = {}): Scenario => ({
    ...{ host, what: 'people who mean harm', week, react: harmful(react, questions, met), check: () => undefined },
    ...more,
  });
  const { week: _week, ...newcomer } = scenario(
    NEWCOMER,
    '',
    { 'admit-newcomer': () => ({ decision: 'refuse', reason: HARM }) },
    { at: { '2026-03-02T11:00:00Z': join } },
  );
  return [
    scenario(PUBLIC, '2026-09-07', openly),
    scenario(DISPUTED, '2026-09-14', { ...hardToStaff.react, ...neverAgreed.react }, { strangers: 16 }),
    newcomer,
  ];
}
