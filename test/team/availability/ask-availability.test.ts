import { beforeEach, describe, expect, test, vi } from 'vitest';
import { logger } from '../../../lambdas/platform/logger.ts';
import { ask } from '../../../lambdas/questions/ask.ts';
import { MailNotSent } from '../../../lambdas/questions/mailer.ts';
import type { Person } from '../../../lambdas/store/store.ts';
import { AskAvailabilityInput, askAvailability, isAsked } from '../../../lambdas/team/availability/ask-availability.ts';
import { useStore } from '../../support/store.ts';
import { type Interview, interviewDeps } from '../interview.tsx';
import { lead, reviewer, writeNetwork } from '../network.ts';

const fresh = useStore();
const silenceLog = () => vi.spyOn(logger, 'error').mockReturnValue();
let logged: ReturnType<typeof silenceLog>;
beforeEach(() => {
  logged = silenceLog();
});

const input = (after: string | null) =>
  AskAvailabilityInput.parse({
    ...{ about: 'teams-2026-spring', year: '2026', term: 'spring', after },
    ...{ at: '2026-09-14T09:00:00.000Z', expiresAt: '2026-10-09T16:00:00.000Z' },
  });

/** Deps whose asking fails so many times for each of some people. */
function stepDeps(deps: Interview, failing: Readonly<Record<string, number>> = {}) {
  const left = new Map(Object.entries(failing));
  return {
    store: fresh.store,
    ask: async (...[question, asked]: [Parameters<typeof ask>[0], Parameters<typeof ask>[1]]) => {
      const fails = left.get(asked.person ?? '') ?? 0;
      left.set(asked.person ?? '', fails - 1);
      if (fails > 0) throw new MailNotSent('not now');
      await ask(question, asked, undefined, deps);
    },
  };
}

/** Asks page after page, as the machine does. */
async function askAll(deps: Interview, failing?: Readonly<Record<string, number>>): Promise<(string | null)[]> {
  const step = stepDeps(deps, failing);
  const cursors: (string | null)[] = [];
  do cursors.push((await askAvailability(input(cursors.at(-1) ?? null), step)).next);
  while (cursors.at(-1) !== null);
  return cursors;
}

const id = (number: number): string => `person-${String(number).padStart(4, '0')}`;
const many = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => reviewer(index, { person: id(index), member: undefined }));

const asked = async (person: string): Promise<number> => (await fresh.store.openDecisionsOf(person)).length;

describe('who is asked about a term', () => {
  const term = { from: '2027-01-04', to: '2027-03-25' };
  const until = (date: string) =>
    reviewer(1, { training: [{ programme: 'TPR' as const, from: '2024-09-01', until: date }] });

  test('whoever is in post, can be mailed, and is trained for a programme on a day of it', () => {
    expect(isAsked(reviewer(1), term)).toBe(true);
    expect(isAsked(lead(1), term)).toBe(true);
    expect(isAsked(until('2027-01-04'), term)).toBe(true);
  });

  test.each([
    ['has left', reviewer(1, { left: true })],
    ['gets no mail', reviewer(1, { mail: 'bounces' })],
    ['was never trained', reviewer(1, { training: undefined })],
    ['has training that ends before the term', until('2027-01-03')],
    [
      'has training that begins after it',
      reviewer(1, { training: [{ programme: 'QAR', from: '2027-03-26', until: '2029-03-25' }] }),
    ],
  ])('nobody who %s', (_, person) => {
    expect(isAsked(person, term)).toBe(false);
  });
});

describe('asking page by page', () => {
  beforeEach(() => writeNetwork(fresh.store, [...many(83), reviewer(900, { left: true }), lead(1), lead(2)]));

  test('everybody of both pools is asked once, in the order of their ids', async () => {
    const deps = interviewDeps(fresh.store);
    expect(await askAll(deps)).toEqual([
      ...[`reviewers/${id(39)}`, `reviewers/${id(79)}`],
      ...['lead-reviewers/', null],
    ]);
    expect(deps.mails).toHaveLength(85);
    expect([await asked(id(0)), await asked(id(82)), await asked('lead-2'), await asked('person-900')]).toEqual([
      ...[1, 1, 1, 0],
    ]);
  });

  test('nobody is asked twice when pages are made again', async () => {
    const deps = interviewDeps(fresh.store);
    await askAll(deps);
    await fresh.store.write([
      // What the mailer keeps of a first mail that went: without it, it is taken to have been cut off, and goes again.
      ...(await Promise.all([0, 1].map(async (number) => messageOf(id(number))))),
    ]);
    const before = deps.mails.length;
    await askAvailability(input(null), stepDeps(deps));
    expect(deps.mails.length - before).toBe(38);
    expect(await asked(id(0))).toBe(1);
  });

  const messageOf = async (person: string) => {
    const [row] = await fresh.store.openDecisionsOf(person);
    return fresh.store.rows.message
      .put({
        ...{ about: row?.about ?? '', message: `availability.1.1.asked.${row?.askedAt}`, kind: 'question' },
        ...{ person, status: 'sent', at: row?.askedAt ?? '', attempts: 1 },
      })
      .commit();
  };

  test('one whose mail fails once is asked all the same, one whose row is broken stops nobody', async () => {
    const deps = interviewDeps(fresh.store);
    await askAll(deps, { [id(3)]: 1, [id(4)]: 99 });
    expect(deps.mails).toHaveLength(84);
    expect([await asked(id(3)), await asked(id(4)), await asked(id(5))]).toEqual([1, 0, 1]);
    expect(logged.mock.calls.map(([, ids]) => ids)).toEqual(
      [id(3), id(4), id(4)].map((person) => ({ about: 'teams-2026-spring', person, error: 'MailNotSent' })),
    );
  });

  test('when more than some of a page fail, the step does, and asks them once it is tried again', async () => {
    const deps = interviewDeps(fresh.store);
    const failing = Object.fromEntries(many(83).map(({ person }) => [person, person < id(4) ? 2 : 0]));
    const step = stepDeps(deps, failing);
    await expect(askAvailability(input(null), step)).rejects.toThrow(MailNotSent);
    expect(await asked(id(20))).toBe(1);
    await askAvailability(input(null), step);
    expect([await asked(id(0)), await asked(id(3))]).toEqual([1, 1]);
  });

  test('a term that the year does not have is said', async () => {
    await expect(
      askAvailability({ ...input(null), term: 'winter' }, stepDeps(interviewDeps(fresh.store))),
    ).rejects.toThrow("There is no term of 2026 'winter' in the table.");
  });

  test('a page begins nowhere else than a page before ended', () => {
    expect(() => input('heads/person-1')).toThrow();
    expect(input('lead-reviewers/').after).toEqual(['lead-reviewers', '', '']);
  });
});
