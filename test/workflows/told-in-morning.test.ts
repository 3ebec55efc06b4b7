/**
 * Reviews of three hubs whose dates are fixed. One hub's manager reads of two of them in one mail, and nothing of the one that was called off
 * meanwhile; another of one alone; the third of two, though the round that was to tell them died when it had written so.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { londonDate } from '../../lambdas/calendar/london.ts';
import type { PassingCall } from '../../local/endpoint/aws-endpoint.ts';
import { AwsError } from '../../local/endpoint/aws-error.ts';
import type { LocalStack } from '../../local/stack.ts';
import { functionName } from './support/function-name.ts';
import { noScanner } from './support/scanner.ts';
import type { Scenario } from './support/scenario.ts';
import { aboutOf, playSeason, type Season } from './support/season.ts';

/** Hosts by what becomes of their hub's mails; those of one list have their dates fixed on one day. */
const HUBS = {
  together: { hub: 'hub-02', hosts: ['900001', '900009'], calledOff: '900005', week: '2026-09-21' },
  alone: { hub: 'hub-03', hosts: ['900002'], week: '2026-09-14' },
  dying: { hub: 'hub-01', hosts: ['900004', '900012'], week: '2026-09-14' },
} as const;
type What = keyof typeof HUBS;
const CALLED_OFF = HUBS.together.calledOff;

const scenarios: readonly Scenario[] = [
  ...Object.values(HUBS).flatMap(({ hosts, week }) =>
    hosts.map((host): Scenario => ({ host, week, what: `a review of ${host}`, check() {} })),
  ),
  {
    ...{ host: CALLED_OFF, week: HUBS.together.week, what: 'a review that is called off', check() {} },
    after: {
      'agree-dates': async (season) =>
        void (await season.steer(aboutOf(CALLED_OFF), { act: 'cancel', reason: 'The school closes' })),
    },
  },
];

let season: Season | undefined;
let deaths = 0;
const played = (): Season => {
  if (!season) throw new Error('Nothing was played.');
  return season;
};

/** The round that tells of one hub's reviews does nothing more once it has written that it does; then it works as usual. */
function dieOnce(stack: LocalStack): void {
  const round = functionName(stack, 'MorningRound');
  let dead: string | undefined;
  const died = (): AwsError => new AwsError('AccessDeniedException', 'Died');
  const tells = ({ action, body }: PassingCall): boolean =>
    action === 'TransactWriteItems' && body.includes('in-morning.') && body.includes(HUBS.dying.hosts[0]);
  stack.interrupt((call) => {
    if (call.caller !== round) return undefined;
    if (call.trace === dead) return died();
    if (dead !== undefined || !tells(call)) return undefined;
    return {
      onceAnswered(status) {
        if (status !== 200) return undefined;
        dead = call.trace;
        deaths += 1;
        return died();
      },
    };
  });
}

beforeAll(async () => {
  season = await playSeason(scenarios, '2026-03-27T12:00:00Z', (stack) => {
    dieOnce(stack);
    return { scanner: noScanner, repeats: { repeated: new Set(), differences: [] } };
  });
});
afterAll(async () => {
  await season?.stack.stop();
  season = undefined;
});

/** The days on which the dates of a hub's reviews were fixed, and what its manager was mailed of dates: when, and under which subject. */
async function ofHub(what: What) {
  const { store, stack } = played();
  const reviews = await Promise.all(HUBS[what].hosts.map((host) => store.needReview(aboutOf(host))));
  const { email } = await store.needPerson((await store.hub(HUBS[what].hub))?.manager ?? '');
  const mails = stack.inbox.messages({ to: email }).filter(({ subject }) => /dates/i.test(subject));
  return {
    fixed: [...new Set(reviews.map(({ datesFixedAt = '' }) => londonDate(datesFixedAt)))],
    told: mails.map(({ at, subject }) => `${new Date(at).toISOString().slice(0, 10)}: ${subject}`),
    text: mails.map(({ text }) => text ?? '').join(),
    reviews,
  };
}

describe('reviews of a hub whose dates are fixed on one day', () => {
  it('are told to its manager in one mail of the next working morning, without the one that was called off', async () => {
    const { fixed, told, text, reviews } = await ofHub('together');
    expect(fixed).toEqual(['2026-03-23']);
    expect(told).toEqual(['2026-03-24: Two reviews in your hub have dates']);
    for (const { hostName } of reviews)
      expect(text).toContain(`- QAR at ${hostName}\n  Tuesday 22 to Thursday 24 September 2026`);
    const calledOff = await played().store.needReview(aboutOf(CALLED_OFF));
    expect([calledOff.status, londonDate(calledOff.datesFixedAt ?? '')]).toEqual(['cancelled', '2026-03-23']);
    expect(text).not.toContain(calledOff.hostName);
  });

  it('are told in the words of one where it is alone', async () => {
    const { fixed, told } = await ofHub('alone');
    expect(fixed).toEqual(['2026-03-17']);
    expect(told).toEqual([expect.stringMatching(/^2026-03-18: Dates fixed: QAR at /)]);
  });

  it('are told a morning later, once, where the round died that had written it', async () => {
    const { fixed, told } = await ofHub('dying');
    expect([fixed, deaths]).toEqual([['2026-03-17'], 1]);
    expect(told).toEqual(['2026-03-19: Two reviews in your hub have dates']);
  });

  it('leave nothing that waits, nor words of what was told', async () => {
    const { store } = played();
    expect((await store.agenda('2099-01-01T00:00:00.000Z')).mails).toEqual([]);
    for (const { host } of scenarios) {
      const rows = (await played().told(aboutOf(host))).messages.filter(({ kind }) =>
        kind.startsWith('dates-fixed-in-hub'),
      );
      expect(rows).toHaveLength(1);
      expect(rows.filter(({ content, waits, queue }) => content ?? waits ?? queue)).toEqual([]);
    }
  });
});
