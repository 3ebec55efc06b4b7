/**
 * State transitions of one review year, as AWS would bill them: the six machines run on the virtual clock, with functions
 * that answer as they do when everybody answers in time.
 *
 *   node test/bench/state-transitions.ts
 */
import { reviewClock } from '../../lambdas/settings/review-clock.ts';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { machineNames } from '../../lib/machines.ts';
import { functionMeant, machineMeant } from '../../lib/placeholders.ts';
import { VirtualClock } from '../../local/clock.ts';
import { StepFunctions } from '../../local/step-functions/index.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';

const HOUR = 3_600_000;
const ABOUT = 'qar-2026-100183';
/** Reviews of a year, which share its daily rounds. */
const REVIEWS = 450;

const { settings, breaks } = settingsOf2026('QAR');
const start = Date.parse('2026-07-13T08:00:00.000Z');
const instant = (weeks: number): string => new Date(start + weeks * 7 * 24 * HOUR).toISOString();
const clockOfReview = { ...reviewClock('2027-01-12', settings, breaks), chooseDates: { expires: instant(3) } };
const seats = ['seat-1', 'seat-2', 'seat-3'];
const people = ['host', 'lead', ...seats].map((seat) => ({ person: `person-${seat}`, seat }));

/** What the functions give on the ordinary path. */
const results: Readonly<Record<string, object>> = {
  'list-members-to-renew': { year: '2026', members: ['100183'], next: null },
  'open-subscription': {
    ...{ about: 'membership-2026-100183', member: '100183', year: '2026', turn: 1, status: 'invited' },
    clock: { admission: { expires: instant(4) }, agreement: { expires: instant(7) } },
  },
  'open-review': {
    ...{ about: ABOUT, turn: 1, clock: clockOfReview, people, seekLead: false },
    rounds: { offer: 1, team: 1, timetable: 1, findings: 1, draft: 1, report: 1 },
    limits: { offer: 3, team: 3, timetable: 2, findings: 2, draft: 3, report: 3 },
  },
  'offer-dates': { outcome: 'offered', expiresAt: instant(5) },
  'fix-dates': { clock: clockOfReview, farOff: true },
  'plan-team': { seats },
  'choose-candidate': { outcome: 'candidate', person: 'person-1', round: 1, expiresAt: instant(16) },
  'publish-report': { people, clock: {} },
  'close-review': { clock: {} },
  'morning-round': { more: false },
  'weekly-digest': { told: 35 },
};

/** Outcomes that lead on; any other question's way on does not depend on its outcome. */
const outcomes: Readonly<Record<string, string>> = {
  ...{ 'sign-agreement': 'signed', 'agree-dates': 'agreed', 'settle-dates': 'agreed', invite: 'accepted' },
  ...{
    'confirm-team': 'confirmed',
    'settle-team': 'stands',
    'check-facts': 'comments',
    'agree-report': 'agreed',
    'settle-report': 'settled',
  },
};

/** How many days between two moments, both included, are one of these: Sunday is 0. */
function countDays(weekdays: readonly number[], from: number, to: number): number {
  let count = 0;
  for (let day = from; day <= to; day += 24 * HOUR) {
    if (weekdays.includes(new Date(day).getUTCDay())) count += 1;
  }
  return count;
}

/** Plays one execution and what it starts, in a stage of its review; gives the transitions by machine. */
async function play(machine: string, input: object, stage = 'scheduling'): Promise<Map<string, number>> {
  const clock = new VirtualClock(start);
  const engine: StepFunctions = new StepFunctions({
    clock,
    integrations: {
      invokeFunction: async ({ functionArn, payload }) => {
        const name = functionArn.split(':').at(-1) ?? '';
        if (name === 'open-review') return { payload: { ...results[name], stage } };
        if (name !== 'ask-a-person') return { payload: results[name] ?? {} };
        const { question, subject, token } = payload as unknown as {
          question: string;
          subject?: string;
          token: string;
        };
        const outcome = { outcome: outcomes[question] ?? 'answered', people, seat: subject ?? '', hash: 'the text' };
        clock.schedule(clock.now() + HOUR, () => engine.sendTaskSuccess(token, JSON.stringify(outcome)));
        return { payload: { asking: 'asked' } };
      },
    },
  });
  const names = new Map<string, string>();
  for (const name of machineNames) {
    const arn = (placeholder: string): string => {
      const other = machineMeant(placeholder);
      return other
        ? `arn:aws:states:eu-west-2:123456789012:stateMachine:${other}`
        : `arn:aws:lambda:eu-west-2:123456789012:function:${functionMeant(placeholder)}`;
    };
    const definition = expandedMachine(name).replace(/\$\{(\w+)\}/g, (_whole, placeholder: string) => arn(placeholder));
    const roleArn = 'arn:aws:iam::123456789012:role/bench';
    names.set(engine.createStateMachine({ name, definition, roleArn }).stateMachineArn, name);
  }
  const stateMachineArn = [...names].find(([, name]) => name === machine)?.[0] ?? '';
  engine.startExecution({ stateMachineArn, name: ABOUT, input: JSON.stringify(input) });
  await clock.run();
  const transitions = new Map<string, number>();
  for (const execution of engine.listExecutions()) {
    const { name, status, cause } = execution;
    if (status !== 'SUCCEEDED') throw new Error(`${name} ended ${status}: ${cause ?? ''}`);
    const of = names.get(execution.stateMachineArn) ?? '';
    transitions.set(of, (transitions.get(of) ?? 0) + execution.stateTransitions);
  }
  return transitions;
}

const [first, last] = [Date.parse('2026-02-02'), Date.parse(clockOfReview.progressCheck.expires)];
// The days on which the calendar starts each.
const rounds = countDays([0, 1, 2, 3, 4, 5, 6], first, last);
const digests = countDays([1, 2, 3], first, last);
const renewal = await play('annual-renewal', { scheduledAt: instant(-24) });
const dates = await play('review', { about: ABOUT });
const review = await play('review', { about: ABOUT }, 'team');
const { expires } = clockOfReview.progressCheck;
const followUp = await play('follow-up', { about: ABOUT, turn: 1, opensAt: instant(-1), expiresAt: expires });
const round = (await play('morning-round', { scheduledAt: instant(0) })).get('morning-round') ?? 0;
const digest = (await play('weekly-digest', { scheduledAt: instant(0) })).get('weekly-digest') ?? 0;
// A page of a renewal lists 25 members, goes through the list, looks whether any are left and waits; the last one ends.
const RENEWAL = 4 * Math.ceil(REVIEWS / 25);
const share = (RENEWAL + round * rounds + digest * digests) / REVIEWS;
renewal.set('annual-renewal', (renewal.get('annual-renewal') ?? 0) - 4);
const parts = [...renewal, ['review (dates)', dates.get('review') ?? 0] as const, ...review, ...followUp];
console.log(`transitions of one review year: ${parts.map(([name, count]) => `${name} ${count}`).join(', ')}`);
const shared = `${rounds} morning rounds of ${round} and ${digests} weekly digests of ${digest}`;
console.log(`a ${REVIEWS}th of ${RENEWAL} states of the renewal, ${shared}: ${share.toFixed(1)}`);
console.log(`together ${(parts.reduce((sum, [, count]) => sum + count, 0) + share).toFixed(1)}`);
