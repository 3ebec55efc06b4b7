import { afterAll, beforeAll, describe } from 'vitest';
import * as agreeing from './scenarios/agreeing.ts';
import { checkBoard } from './scenarios/board.ts';
import * as acts from './scenarios/commands.ts';
import { checkDigests } from './scenarios/digests.ts';
import { checkCalendars, inCalendars, unreachedHead } from './scenarios/mails.ts';
import * as members from './scenarios/members.ts';
import { onTime } from './scenarios/on-time.ts';
import { checkRaces } from './scenarios/races.ts';
import * as settlingTeams from './scenarios/settling-teams.ts';
import * as silence from './scenarios/silence.ts';
import * as steering from './scenarios/steering.ts';
import * as teams from './scenarios/teams.ts';
import { trained } from './scenarios/training.ts';
import { trustReview } from './scenarios/trust.ts';
import type { Scenario } from './support/scenario.ts';
import { playSeason, type Season } from './support/season.ts';
import { checkWholeSeason } from './support/whole-season.ts';

/** Everything that was begun in the year has come to an end; next year's renewal has just opened. */
const END = '2027-02-12T18:00:00Z';

const scenarios: readonly Scenario[] = [
  onTime,
  ...Object.values(silence),
  ...Object.values(teams),
  ...Object.values(settlingTeams),
  ...Object.values(agreeing),
  trustReview,
  ...Object.values(steering),
  ...Object.values(acts),
  ...Object.values(members),
  unreachedHead,
  inCalendars,
  trained,
];

describe('a season of reviews', () => {
  let season: Season | undefined;
  const played = (): Season => {
    if (!season) throw new Error('The season was not played.');
    return season;
  };

  beforeAll(async () => {
    season = await playSeason(scenarios, END);
  });
  afterAll(async () => {
    await season?.stack.stop();
    season = undefined;
  });

  checkWholeSeason(played, scenarios);
  for (const scenario of scenarios) scenario.check(played);
  checkDigests(played);
  checkBoard(played);
  checkCalendars(played);
  checkRaces(played);
});
