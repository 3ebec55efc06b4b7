import { describe, expect, it } from 'vitest';
import type { Decision } from '../../lambdas/store/store.ts';
import type { Mail } from '../../local/inbox/mail.ts';
import type { When } from '../../local/people/people.ts';
import { behaviour } from '../../local/rehearsal/behaviour.ts';
import { Draws } from '../../local/rehearsal/draws.ts';
import { parseProfile } from '../../local/rehearsal/profile.ts';
import type { LocalStack } from '../../local/stack.ts';

const ASKED = Date.parse('2026-11-02T09:00:00Z'); // a Monday
const USUAL = Date.parse('2026-11-02T11:30:00Z');
const DUE = '2026-11-13T17:00:00.000Z';
const EXPIRES = '2026-11-20T17:00:00.000Z';

/** When 200 people, or the central team about 200 reviews, answer the first and the second mail. */
function moments(profile: object, question: Partial<Decision> = {}): readonly (readonly (When | undefined)[])[] {
  const stack = { clock: { now: () => ASKED } } as unknown as LocalStack;
  const people = behaviour({
    ...{ stack, draws: new Draws(1), mayFail: false, onAnswer: () => {}, onNobodyToName: () => {} },
    profile: parseProfile(JSON.stringify({ says: 'They are tested.', ...profile }), 'people.json'),
  });
  return Array.from({ length: 200 }, (_, number) => {
    const decision = {
      ...{
        about: `qar-2026-9${String(number).padStart(5, '0')}`,
        decision: 'choose-dates.1.1',
        question: 'choose-dates',
      },
      ...{ round: 1, person: `person-${number}`, role: 'host', dueAt: DUE, expiresAt: EXPIRES },
      ...question,
    } as Decision;
    return [1, 2].map(() => people.when?.({ decision, mail: { at: ASKED } as Mail, usual: USUAL }));
  });
}

const first = (all: ReturnType<typeof moments>) => all.map(([moment]) => moment);
const instants = (all: readonly (When | undefined)[]) => all.filter((one) => typeof one === 'number');

describe('when people answer', () => {
  it('is the usual moment for all who are willing', () => {
    expect(new Set(moments({}).flat())).toEqual(new Set([USUAL]));
  });

  it('is never for some, and with the second mail for others, whoever else there is', () => {
    const all = moments({ when: { never: 0.25, afterReminder: 0.25 } });
    const never = all.filter(([one, two]) => one === 'left' && two === 'left').length;
    const reminded = all.filter(([one, two]) => one === 'left' && two === USUAL).length;
    const early = all.filter(([one]) => one === USUAL).length;
    expect(never + reminded + early).toBe(all.length);
    for (const count of [never, reminded]) expect(count).toBeGreaterThan(30);
    expect(early).toBeGreaterThan(70);
  });

  it('is before it is due for whoever is in time, and after it for whoever is late, spread over those days', () => {
    const inTime = instants(first(moments({ when: { inTime: 1 } })));
    const late = instants(first(moments({ when: { late: 1 } })));
    expect(Math.min(...inTime)).toBeGreaterThanOrEqual(USUAL);
    expect(Math.max(...inTime)).toBeLessThan(Date.parse(DUE));
    expect(Math.min(...late)).toBeGreaterThan(Date.parse(DUE));
    expect(Math.max(...late)).toBeLessThan(Date.parse(EXPIRES));
    for (const all of [inTime, late])
      expect(new Set(all.map((at) => new Date(at).getUTCDate())).size).toBeGreaterThan(4);
  });

  it('is in the hours of the central team for what it is asked itself', () => {
    const hours = { from: '10:00', list: '10:30', until: '11:00' };
    const question = { person: 'central-team', role: 'central-team', question: 'quality-read' } as const;
    const times = instants(first(moments({ when: { inTime: 1 }, centralTeam: hours }, question)));
    const clock = times.map((at) => new Date(at).toISOString().slice(11, 16));
    expect(clock.filter((time) => time < '10:00' || time >= '11:00')).toEqual([]);
    expect(new Set(times.map((at) => new Date(at).getUTCDay())).size).toBe(5);
  });

  it('is one to three weeks later for whoever is out of office', () => {
    const days = instants(first(moments({ ways: { outOfOffice: 1 } }))).map((at) => (at - ASKED) / 86_400_000);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(7);
    expect(Math.max(...days)).toBeLessThan(24);
    expect(Math.max(...days)).toBeGreaterThan(18);
  });
});
